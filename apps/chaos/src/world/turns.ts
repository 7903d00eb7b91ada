import { setImmediate as nextTurnOfLoop, setTimeout as realDelay } from "node:timers/promises";
import type { Strands } from "./strands.ts";

/** Something that leaves a worker's process: a statement, a request, a job that is added. */
export type Crossing = {
  readonly worker: string;
  /** What it does, e.g. `db commit` or `stripe submitTransfer`; the same for the same line of code. */
  readonly what: string;
};

/** Who goes next, of those that wait: an index. */
export type Choose = (waiting: readonly Crossing[]) => number;

type Waiting = { readonly crossing: Crossing; readonly strandNo: number; readonly go: () => void };

/** How long a statement may take before the database is asked whether it waits for a lock. */
const PATIENCE_MS = 10;
/** After so many looks there is a pause between them: somebody computes. */
const BUSY_LOOKS = 50;
/** Somebody who asks for nothing is not waited for any longer. */
const BUSY_LOOKS_MAX = 20_000;

/**
 * Lets one crossing at a time happen, so that the order in which concurrent workers reach the world is chosen and not
 * left to chance. One that waits for another's lock gives its turn away. The next is chosen when nothing else can happen:
 * whoever got a lock has used it, and everybody who goes on has asked for the next turn.
 */
export class Turns {
  readonly #choose: Choose;
  readonly #strands: Strands;
  /** How many sessions wait for a lock right now. */
  readonly #lockWaits: () => Promise<number>;
  #waiting: readonly Waiting[] = [];
  /** Asked since the last choice: their order may be chance, and is made the strands'. */
  #arrived: Waiting[] = [];
  #inside: Crossing | null = null;
  readonly #blocked = new Set<Crossing>();
  #patience: NodeJS.Timeout | undefined;
  #choosing = false;
  #changes = 0;
  #quietListeners: (() => void)[] = [];

  constructor(choose: Choose, strands: Strands, lockWaits: () => Promise<number>) {
    this.#choose = choose;
    this.#strands = strands;
    this.#lockWaits = lockWaits;
  }

  /** Waits for the turn. `leave` must follow, whatever happens. */
  async enter(crossing: Crossing): Promise<void> {
    const strand = this.#strands.current;
    strand?.pending.add(crossing);
    await new Promise<void>((go) => {
      this.#arrived.push({ crossing, strandNo: strand?.no ?? 0, go });
      this.#changed();
    });
  }

  leave(crossing: Crossing): void {
    this.#strands.current?.pending.delete(crossing);
    this.#blocked.delete(crossing);
    this.#endInside(crossing);
    this.#changed();
  }

  /** A process that is gone asks for nothing any more. */
  forget(worker: string): void {
    const isOther = ({ crossing }: Waiting): boolean => crossing.worker !== worker;
    this.#waiting = this.#waiting.filter(isOther);
    this.#arrived = this.#arrived.filter(isOther);
    for (const crossing of this.#blocked) if (crossing.worker === worker) this.#blocked.delete(crossing);
    if (this.#inside?.worker === worker) this.#endInside(this.#inside);
    this.#changed();
  }

  /** Resolves when nothing moves by itself: nobody waits but for time, or for a lock that time alone can free. */
  async quiet(): Promise<void> {
    this.#changed();
    while (this.#choosing || this.#inside !== null)
      await new Promise<void>((resolve) => this.#quietListeners.push(resolve));
  }

  #endInside(crossing: Crossing): void {
    if (this.#inside !== crossing) return;
    clearTimeout(this.#patience);
    this.#inside = null;
  }

  #changed(): void {
    this.#changes += 1;
    if (this.#choosing || this.#inside !== null) return;
    this.#choosing = true;
    void this.#next();
  }

  async #next(): Promise<void> {
    await this.#settled();
    this.#choosing = false;
    this.#waiting = [
      ...this.#waiting,
      ...this.#arrived.splice(0).toSorted((one, other) => one.strandNo - other.strandNo),
    ];
    if (this.#waiting.length === 0) {
      for (const listener of this.#quietListeners.splice(0)) listener();
      return;
    }
    const index = this.#choose(this.#waiting.map(({ crossing }) => crossing));
    const chosen = this.#waiting[index];
    if (!chosen) throw new Error("a turn was given to nobody");
    this.#waiting = this.#waiting.filter((each) => each !== chosen);
    this.#inside = chosen.crossing;
    this.#patience = setTimeout(() => void this.#passOnWhenBlocked(chosen.crossing), PATIENCE_MS);
    chosen.go();
  }

  async #passOnWhenBlocked(crossing: Crossing): Promise<void> {
    const waits = await this.#lockWaits();
    if (this.#inside !== crossing) return;
    if (waits > this.#blocked.size) {
      this.#blocked.add(crossing);
      this.#inside = null;
      this.#changed();
    } else {
      this.#patience = setTimeout(() => void this.#passOnWhenBlocked(crossing), PATIENCE_MS);
    }
  }

  /**
   * Returns when nothing moves by itself: every statement that was blocked has either ended or still waits for a lock, and
   * everybody who went on has asked for something or ended.
   */
  async #settled(): Promise<void> {
    let seen = -1;
    for (let looks = 0; ; looks += 1) {
      if (seen !== this.#changes) looks = 0;
      seen = this.#changes;
      await nextTurnOfLoop();
      if (looks > BUSY_LOOKS) await realDelay(1);
      if (looks < 1 || seen !== this.#changes) continue;
      if (!this.#strands.areSettled(looks) && looks < BUSY_LOOKS_MAX) continue;
      if (this.#blocked.size === 0) return;
      if ((await this.#lockWaits()) === this.#blocked.size && seen === this.#changes) return;
    }
  }
}
