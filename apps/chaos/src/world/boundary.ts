import type { Crossing, Turns } from "./turns.ts";

/** What happens to a worker at a crossing: an exception, the end of its process, or a freeze that outlasts its lease. */
export const faultModes = ["throw", "vanish", "hang"] as const;
export type FaultMode = (typeof faultModes)[number];
/** Before the crossing has its effect, or after it, when the worker does not learn of it. */
export type Fault = { readonly mode: FaultMode; readonly when: "before" | "after" };

/** Decides, crossing by crossing, whether something goes wrong there. */
export type Faults = (crossing: Crossing) => Fault | null;

/** What an injected exception says; to the database's client it looks like a lost connection. */
export class InjectedFault extends Error {
  readonly code = "57P01";
  constructor(what: string) {
    super(`injected at ${what}`);
  }
}

/** Where a worker's process ends and the world begins: everything that leaves it crosses here, and can go wrong. */
export class Boundary {
  readonly worker: string;
  readonly #turns: Turns;
  readonly #faults: Faults;
  readonly #onGone: () => Promise<void>;
  #gone = false;
  #thaw: (() => void) | null = null;
  #thawed: Promise<void> = Promise.resolve();

  /** @param onGone ends what the process held: its sessions, its timers. */
  constructor(worker: string, turns: Turns, faults: Faults, onGone: () => Promise<void>) {
    this.worker = worker;
    this.#turns = turns;
    this.#faults = faults;
    this.#onGone = onGone;
  }

  get isGone(): boolean {
    return this.#gone;
  }

  get isFrozen(): boolean {
    return this.#thaw !== null;
  }

  /** Goes on where it froze. */
  thaw(): void {
    this.#thaw?.();
    this.#thaw = null;
  }

  /** The process ends here and now. What it had sent has its effect; nothing is heard of it any more. */
  async vanish(): Promise<void> {
    if (this.#gone) return;
    this.#gone = true;
    // Its turn ends once its sessions have: what they held is free before anybody else goes on.
    await this.#onGone();
    this.#turns.forget(this.worker);
  }

  async cross<T>(what: string, effect: () => Promise<T>): Promise<T> {
    const leave = await this.enter(what);
    let result: T;
    try {
      result = await effect();
    } catch (error) {
      await leave(false);
      throw error;
    }
    await leave(true);
    return result;
  }

  /**
   * The same in two halves, for an effect that is not one call. What is returned must be called after the effect, with
   * whether it happened.
   */
  async enter(what: string): Promise<(happened: boolean) => Promise<void>> {
    await this.#standing();
    const crossing: Crossing = { worker: this.worker, what };
    await this.#turns.enter(crossing);
    const fault = this.#faults(crossing);
    if (fault?.when === "before") await this.#suffer(fault.mode, crossing);
    return async (happened) => {
      if (happened && fault?.when === "after") await this.#suffer(fault.mode, crossing);
      else this.#turns.leave(crossing);
      await this.#standing();
    };
  }

  async #suffer(mode: FaultMode, crossing: Crossing): Promise<void> {
    if (mode === "vanish") await this.vanish();
    this.#turns.leave(crossing);
    if (mode === "throw") throw new InjectedFault(crossing.what);
    if (mode === "hang") this.#freeze();
    await this.#standing();
  }

  #freeze(): void {
    this.#thawed = new Promise((resolve) => {
      this.#thaw = resolve;
    });
  }

  /** Returns while the process runs; waits while it is frozen; never returns once it is gone. */
  async #standing(): Promise<void> {
    await this.#thawed;
    if (this.#gone) await new Promise(() => undefined);
  }
}
