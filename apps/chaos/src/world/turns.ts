/** Something that leaves a worker's process: a statement, a request, a job that is added. */
export type Crossing = {
  readonly worker: string;
  /** What it does, e.g. `db commit` or `stripe submitTransfer`; the same for the same line of code. */
  readonly what: string;
};

/** Who goes next, of those that wait: an index. */
export type Choose = (waiting: readonly Crossing[]) => number;

type Waiting = { readonly crossing: Crossing; readonly go: () => void };

/** How long a statement may take before the database is asked whether it waits for a lock. */
const PATIENCE_MS = 10;
const POLL_MS = 2;

/**
 * Lets one crossing at a time happen, so that the order in which concurrent workers reach the world is chosen and not
 * left to chance. One that waits for another's lock gives its turn away, and counts again once that lock is free.
 */
export class Turns {
  readonly #choose: Choose;
  /** How many sessions wait for a lock right now. */
  readonly #lockWaits: () => Promise<number>;
  #waiting: Waiting[] = [];
  #inside: Crossing | null = null;
  readonly #blocked = new Set<Crossing>();
  #patience: NodeJS.Timeout | undefined;
  #idleListeners: (() => void)[] = [];

  constructor(choose: Choose, lockWaits: () => Promise<number>) {
    this.#choose = choose;
    this.#lockWaits = lockWaits;
  }

  /** Waits for the turn. `leave` must follow, whatever happens. */
  async enter(crossing: Crossing): Promise<void> {
    await new Promise<void>((go) => {
      this.#waiting.push({ crossing, go });
      // The others that are about to ask shall be asked for, too.
      setImmediate(() => this.#next());
    });
  }

  leave(crossing: Crossing): void {
    this.#blocked.delete(crossing);
    if (this.#inside !== crossing) return;
    clearTimeout(this.#patience);
    void this.#untilBlockedSettle().finally(() => {
      this.#inside = null;
      // Whoever has just gone on may ask for the next turn at once: all that will ask are there before it is given.
      setImmediate(() => this.#next());
    });
  }

  /** A process that is gone asks for nothing any more. */
  forget(worker: string): void {
    this.#waiting = this.#waiting.filter(({ crossing }) => crossing.worker !== worker);
    for (const crossing of this.#blocked) if (crossing.worker === worker) this.#blocked.delete(crossing);
    if (this.#inside?.worker === worker) this.leave(this.#inside);
  }

  /** Resolves when nobody is inside and nobody waits. */
  async idle(): Promise<void> {
    while (!this.isIdle) await new Promise<void>((resolve) => this.#idleListeners.push(resolve));
  }

  get isIdle(): boolean {
    return this.#inside === null && this.#waiting.length === 0 && this.#blocked.size === 0;
  }

  #next(): void {
    if (this.#inside !== null) return;
    if (this.#waiting.length === 0) {
      if (this.isIdle) for (const listener of this.#idleListeners.splice(0)) listener();
      return;
    }
    const chosen = this.#waiting.splice(this.#choose(this.#waiting.map(({ crossing }) => crossing)), 1)[0];
    if (!chosen) throw new Error("a turn was given to nobody");
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
      this.#next();
    } else {
      this.#patience = setTimeout(() => void this.#passOnWhenBlocked(crossing), PATIENCE_MS);
    }
  }

  /** What just ended may have freed a lock: whoever waited for it goes on before anybody else begins. */
  async #untilBlockedSettle(): Promise<void> {
    while (this.#blocked.size > 0 && (await this.#lockWaits()) < this.#blocked.size) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
