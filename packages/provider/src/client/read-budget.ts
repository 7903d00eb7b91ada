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

/**
 * Paces the reads of one process: evenly, with a small burst, and slower where Stripe says so.
 *
 * The reason of a 429 says who must wait: `global-…` everybody, `endpoint-…` and `resource-specific` only that
 * operation, and none (a lock on one object) nobody: that read's caller tries again.
 */
export function createReadBudget(options: ReadBudgetOptions): ReadBudget {
  const { readsPerSecond, burst = 1, nowMs = () => performance.now() } = options;
  const { sleep = delay, random = Math.random } = options;
  if (!(readsPerSecond > 0) || !(burst >= 1)) throw new Error("A read budget needs a rate and a burst");
  const slots = evenSlots(1000 / readsPerSecond, burst, nowMs);
  const backOffs = createBackOffs(nowMs, random);
  const reads: Record<string, number> = {};
  const rateLimited: Record<string, number> = {};
  let waitedMs = 0;
  const wait = async (ms: number) => {
    waitedMs += ms;
    await sleep(ms);
  };
  return {
    async beforeRead(operation) {
      for (;;) {
        const pauseMs = backOffs.leftMs(operation);
        if (pauseMs > 0) {
          await wait(pauseMs);
          continue;
        }
        const slotMs = slots.takeMs();
        if (slotMs > 0) await wait(slotMs);
        // A 429 may have come in while this one waited for its slot.
        if (backOffs.leftMs(operation) === 0) return;
      }
    },
    afterRead({ operation, tries, httpStatus, rateLimitReason }: ReadFacts) {
      reads[operation] = (reads[operation] ?? 0) + tries;
      if (httpStatus === 429) {
        const reason = rateLimitReason ?? "lock_timeout";
        rateLimited[reason] = (rateLimited[reason] ?? 0) + 1;
        if (rateLimitReason !== null) backOffs.begin(operation, rateLimitReason);
      } else if (httpStatus !== null) backOffs.end(operation);
    },
    counts: () => ({ reads: { ...reads }, rateLimited: { ...rateLimited }, waitedMs }),
  };
}

/** A token bucket in one number: the instant at which it would be full again. */
function evenSlots(intervalMs: number, burst: number, nowMs: () => number) {
  let fullAtMs = nowMs();
  return {
    /** Takes the next slot; in how many milliseconds it is. */
    takeMs(): number {
      const now = nowMs();
      fullAtMs = Math.max(fullAtMs, now) + intervalMs;
      return Math.max(0, fullAtMs - burst * intervalMs - now);
    },
  };
}

/** After the n-th 429 in a row: anything up to 0.5 s · 2^(n-1), at most 30 s. Stripe documents no Retry-After. */
const BASE_MS = 500;
const CAP_MS = 30_000;

type BackOff = { untilMs: number; inARow: number };

/** One back-off for everybody and one for each operation, each exponential with full jitter. */
function createBackOffs(nowMs: () => number, random: () => number) {
  const everybody: BackOff = { untilMs: 0, inARow: 0 };
  const byOperation = new Map<string, BackOff>();
  return {
    leftMs(operation: string): number {
      const untilMs = Math.max(everybody.untilMs, byOperation.get(operation)?.untilMs ?? 0);
      return Math.max(0, untilMs - nowMs());
    },
    begin(operation: string, reason: string): void {
      const own = byOperation.get(operation) ?? { untilMs: 0, inARow: 0 };
      const backOff = reason.startsWith("global-") ? everybody : own;
      if (backOff === own) byOperation.set(operation, own);
      // Those that arrive while it lasts are of the same burst.
      if (backOff.untilMs > nowMs()) return;
      backOff.inARow += 1;
      backOff.untilMs = nowMs() + random() * Math.min(CAP_MS, BASE_MS * 2 ** (backOff.inARow - 1));
    },
    end(operation: string): void {
      for (const backOff of [everybody, byOperation.get(operation)])
        if (backOff !== undefined && backOff.untilMs <= nowMs()) backOff.inARow = 0;
    },
  };
}
