import { setTimeout as delay } from "node:timers/promises";
import type { ReadFacts, ReadPace } from "./stripe-reader.ts";

export type ReadBudgetOptions = {
  /** This process's share of the account's reads: Stripe allows 100 a second live and 25 in a sandbox, in all. */
  readonly readsPerSecond: number;
  /** How many may leave at once after a pause; 1 unless said. */
  readonly burst?: number;
  /** A clock that never goes back, in milliseconds; the process's own unless said. */
  readonly nowMs?: () => number;
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** From 0 up to 1; spreads the workers that were told to slow down together. */
  readonly random?: () => number;
};

/** Sums since the process began, for metrics. */
export type ReadCounts = {
  /** Requests that left, by operation: each counts against Stripe's allocation of reads. */
  readonly reads: Readonly<Record<string, number>>;
  /** 429s by reason; `lock_timeout` where Stripe names none. */
  readonly rateLimited: Readonly<Record<string, number>>;
  /** Spent waiting for a slot or for the end of a back-off, in milliseconds. */
  readonly waitedMs: number;
};

export type ReadBudget = ReadPace & { counts(): ReadCounts };

/** Back-off after the n-th 429 in a row: anything up to 0.5 s · 2^(n-1), at most 30 s. */
const BASE_MS = 500;
const CAP_MS = 30_000;

type BackOff = { untilMs: number; inARow: number };

/**
 * Paces the reads of one process: evenly, with a small burst, and slower where Stripe says so.
 *
 * The reason of a 429 says who must wait: `global-…` everybody, `endpoint-…` and `resource-specific` only that
 * operation, and none (a lock on one object) nobody: that read's caller tries again. Stripe documents no Retry-After, so
 * the back-off is exponential with full jitter; 429s that arrive while it lasts are of the same burst and add nothing.
 */
export function createReadBudget(options: ReadBudgetOptions): ReadBudget {
  const { readsPerSecond, burst = 1, nowMs = () => performance.now() } = options;
  const { sleep = delay, random = Math.random } = options;
  if (!(readsPerSecond > 0) || !(burst >= 1)) throw new Error("A read budget needs a rate and a burst");
  const intervalMs = 1000 / readsPerSecond;
  const reads: Record<string, number> = {};
  const rateLimited: Record<string, number> = {};
  const all: BackOff = { untilMs: 0, inARow: 0 };
  const byOperation = new Map<string, BackOff>();
  let fullAtMs = nowMs();
  let waitedMs = 0;

  const pausedUntilMs = (operation: string) =>
    Math.max(all.untilMs, byOperation.get(operation)?.untilMs ?? 0);

  const wait = async (ms: number) => {
    waitedMs += ms;
    await sleep(ms);
  };

  /** Takes the next slot and says how long it is until then. */
  const takeSlotMs = (): number => {
    const now = nowMs();
    fullAtMs = Math.max(fullAtMs, now) + intervalMs;
    return Math.max(0, fullAtMs - burst * intervalMs - now);
  };

  return {
    async beforeRead(operation) {
      for (;;) {
        const pauseMs = pausedUntilMs(operation) - nowMs();
        if (pauseMs > 0) {
          await wait(pauseMs);
          continue;
        }
        const slotMs = takeSlotMs();
        if (slotMs > 0) await wait(slotMs);
        // A 429 may have come in while this one waited for its slot.
        if (pausedUntilMs(operation) <= nowMs()) return;
      }
    },
    afterRead({ operation, tries, httpStatus, rateLimitReason }: ReadFacts) {
      reads[operation] = (reads[operation] ?? 0) + tries;
      const own = byOperation.get(operation);
      if (httpStatus !== 429) {
        if (httpStatus === null) return;
        for (const backOff of [all, own]) {
          if (backOff !== undefined && backOff.untilMs <= nowMs()) backOff.inARow = 0;
        }
        return;
      }
      const reason = rateLimitReason ?? "lock_timeout";
      rateLimited[reason] = (rateLimited[reason] ?? 0) + 1;
      if (rateLimitReason === null) return;
      const backOff = rateLimitReason.startsWith("global-") ? all : (own ?? { untilMs: 0, inARow: 0 });
      if (backOff !== all) byOperation.set(operation, backOff);
      if (backOff.untilMs > nowMs()) return;
      backOff.inARow += 1;
      backOff.untilMs = nowMs() + random() * Math.min(CAP_MS, BASE_MS * 2 ** (backOff.inARow - 1));
    },
    counts: () => ({ reads: { ...reads }, rateLimited: { ...rateLimited }, waitedMs }),
  };
}
