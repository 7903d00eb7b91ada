import { setTimeout as delay } from "node:timers/promises";

/**
 * The time that passes while a process works. It decides how long something took and when to go on; how old a lease or a
 * key is, the database's clock decides.
 */
export type OperationalTime = {
  /** Milliseconds since some instant of the process: only differences mean anything. */
  readonly elapsedMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Calls `work` every so often, until the returned function is called. */
  readonly every: (ms: number, work: () => void) => () => void;
  /** From 0 to below 1, for back-off. */
  readonly randomFraction: () => number;
};

/** The machine's. The wall clock, because a machine that was suspended must notice, and the other one stands still then. */
export const realTime: OperationalTime = {
  elapsedMs: () => Date.now(),
  wait: (ms) => delay(ms),
  every: (ms, work) => {
    const timer = setInterval(work, ms);
    return () => clearInterval(timer);
  },
  randomFraction: Math.random,
};
