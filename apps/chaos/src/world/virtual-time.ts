import type { OperationalTime } from "@payrun/worker";

type Timer = {
  readonly worker: string;
  readonly everyMs: number | null;
  readonly work: () => void;
  dueMs: number;
};

/**
 * The time of a world in which nothing has to be waited for: it stands while anything happens, and goes to the next timer
 * when nothing else can.
 */
export class VirtualTime {
  #nowMs: number;
  readonly #timers = new Set<Timer>();
  readonly #moved: (byMs: number) => Promise<void>;

  /** @param moved is told of every step, and moves the clocks of the database and of Stripe along. */
  constructor(start: Date, moved: (byMs: number) => Promise<void>) {
    this.#nowMs = start.getTime();
    this.#moved = moved;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  /** Goes on by so long, and lets everything happen that becomes due on the way, in order. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const next = this.#earliest();
      const toMs = next && next.dueMs <= untilMs ? next.dueMs : untilMs;
      await this.#goTo(toMs);
      if (!next || next.dueMs > untilMs) return;
      this.#fire(next);
    }
  }

  /** Goes to the next timer and lets it ring. False when there is none. */
  async advanceToNext(): Promise<boolean> {
    const next = this.#earliest();
    if (!next) return false;
    await this.#goTo(next.dueMs);
    this.#fire(next);
    return true;
  }

  /** What a process waits for, as long as it lives and `isAwake`. */
  timeOf(worker: string, randomFraction: () => number): OperationalTime {
    const add = (ms: number, everyMs: number | null, work: () => void): Timer => {
      const timer: Timer = { worker, everyMs, work, dueMs: this.#nowMs + ms };
      this.#timers.add(timer);
      return timer;
    };
    return {
      elapsedMs: () => this.#nowMs,
      wait: (ms) =>
        ms <= 0
          ? Promise.resolve()
          : new Promise((resolve) => {
              add(ms, null, resolve);
            }),
      every: (ms, work) => {
        const timer = add(ms, ms, work);
        return () => this.#timers.delete(timer);
      },
      randomFraction,
    };
  }

  /** A process that is gone waits for nothing any more. */
  forget(worker: string): void {
    for (const timer of this.#timers) if (timer.worker === worker) this.#timers.delete(timer);
  }

  #earliest(): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of this.#timers) if (!earliest || timer.dueMs < earliest.dueMs) earliest = timer;
    return earliest;
  }

  async #goTo(ms: number): Promise<void> {
    const byMs = ms - this.#nowMs;
    if (byMs <= 0) return;
    this.#nowMs = ms;
    await this.#moved(byMs);
  }

  #fire(timer: Timer): void {
    if (!this.#timers.has(timer)) return;
    if (timer.everyMs === null) this.#timers.delete(timer);
    else timer.dueMs = this.#nowMs + timer.everyMs;
    timer.work();
  }
}
