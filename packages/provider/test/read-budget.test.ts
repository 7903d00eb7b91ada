import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createReadBudget, type ReadBudget, type ReadBudgetOptions } from "../src/index.ts";
import { answers, page, refuses, stripeThat } from "./stripe-that.ts";

/** A clock that moves only when somebody sleeps on it, or is told to. */
function handClock() {
  const sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        sleepers.push({ atMs: nowMs + ms, wake: resolve });
      }),
    /** Wakes the sleepers until that instant, each at its own. */
    async passTo(endMs: number) {
      for (;;) {
        // Lets everybody who was woken run until they sleep again.
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        const [next] = sleepers.toSorted((a, b) => a.atMs - b.atMs);
        if (next === undefined || next.atMs > endMs) break;
        sleepers.splice(sleepers.indexOf(next), 1);
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
      }
      nowMs = endMs;
    },
  };
}

function budgetWith(options: Partial<ReadBudgetOptions> = {}) {
  const clock = handClock();
  const budget = createReadBudget({ readsPerSecond: 10, random: () => 0.5, ...clock, ...options });
  return { clock, budget };
}

/** Asks for reads and notes when each may leave. */
function ask(budget: ReadBudget, nowMs: () => number, count: number, operation = "accounts.retrieve") {
  const leftAtMs: number[] = [];
  const all = Promise.all(
    Array.from({ length: count }, async () => {
      await budget.beforeRead(operation);
      leftAtMs.push(nowMs());
    }),
  );
  return { leftAtMs, all };
}

function limited(rateLimitReason: string | null, operation = "accounts.retrieve") {
  return { operation, tries: 1, httpStatus: 429, rateLimitReason };
}

const fine = { operation: "accounts.retrieve", tries: 1, httpStatus: 200, rateLimitReason: null };

describe("reads leave", () => {
  test("evenly", async () => {
    const { clock, budget } = budgetWith();
    const { leftAtMs } = ask(budget, clock.nowMs, 4);
    await clock.passTo(1000);
    expect(leftAtMs).toEqual([0, 100, 200, 300]);
    expect(budget.counts().waitedMs).toBe(600);
  });

  test("in a small burst after a quiet time, and no larger one after a long quiet time", async () => {
    const { clock, budget } = budgetWith({ burst: 3 });
    await clock.passTo(60_000);
    const { leftAtMs } = ask(budget, clock.nowMs, 5);
    await clock.passTo(61_000);
    expect(leftAtMs).toEqual([60_000, 60_000, 60_000, 60_100, 60_200]);
  });

  test("never faster than the rate, whatever is asked when", async () => {
    const asks = fc.array(fc.record({ afterMs: fc.nat(500), reads: fc.nat(6) }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(asks, fc.integer({ min: 1, max: 5 }), async (given, burst) => {
        const { clock, budget } = budgetWith({ burst });
        const leftAtMs: number[] = [];
        for (const { afterMs, reads } of given) {
          await clock.passTo(clock.nowMs() + afterMs);
          const asked = ask(budget, clock.nowMs, reads);
          void asked.all.then(() => leftAtMs.push(...asked.leftAtMs));
        }
        await clock.passTo(clock.nowMs() + 20_000);
        expect(leftAtMs).toHaveLength(given.reduce((sum, { reads }) => sum + reads, 0));
        const sorted = leftAtMs.toSorted((a, b) => a - b);
        for (const [index, atMs] of sorted.entries()) {
          const earlier = sorted[index - burst] ?? Number.NEGATIVE_INFINITY;
          expect(atMs - earlier).toBeGreaterThanOrEqual(100 - 1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("after a 429", () => {
  test.for([
    { reason: "global-rate", same: 250, other: 250 },
    { reason: "global-concurrency", same: 250, other: 250 },
    { reason: "endpoint-rate", same: 250, other: 0 },
    { reason: "endpoint-concurrency", same: 250, other: 0 },
    { reason: "resource-specific", same: 250, other: 0 },
    { reason: null, same: 0, other: 0 },
  ])(
    "for $reason the same read waits until $same ms, another until $other ms",
    async ({ reason, same, other }) => {
      const { clock, budget } = budgetWith({ readsPerSecond: 1_000_000 });
      budget.afterRead(limited(reason));
      const one = ask(budget, clock.nowMs, 1);
      const two = ask(budget, clock.nowMs, 1, "events.list");
      await clock.passTo(1000);
      expect(one.leftAtMs[0]).toBeCloseTo(same, 1);
      expect(two.leftAtMs[0]).toBeCloseTo(other, 1);
    },
  );

  test("the wait doubles with each in a row, to half a minute, and starts small again after an answer", async () => {
    const { clock, budget } = budgetWith({ random: () => 1, readsPerSecond: 1_000_000 });
    const waits: number[] = [];
    const read = async () => {
      const startMs = clock.nowMs();
      const { leftAtMs } = ask(budget, clock.nowMs, 1);
      await clock.passTo(startMs + 40_000);
      waits.push(Math.round((leftAtMs[0] ?? Number.NaN) - startMs));
    };
    for (let tries = 0; tries < 8; tries += 1) {
      budget.afterRead(limited("global-rate"));
      await read();
    }
    budget.afterRead(fine);
    budget.afterRead(limited("global-rate"));
    await read();
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 500]);
  });

  test("those of one burst count once", async () => {
    const { clock, budget } = budgetWith({ random: () => 1, readsPerSecond: 1_000_000 });
    for (let reads = 0; reads < 20; reads += 1) budget.afterRead(limited("global-rate"));
    const { leftAtMs } = ask(budget, clock.nowMs, 1);
    await clock.passTo(40_000);
    expect(leftAtMs[0]).toBeCloseTo(500, 1);
    expect(budget.counts().rateLimited).toEqual({ "global-rate": 20 });
  });

  test("the wait is anything up to the whole, so that workers come back apart", () => {
    const seen = [0, 0.25, 0.999].map((fraction) => {
      const { clock, budget } = budgetWith({ random: () => fraction });
      budget.afterRead(limited("global-rate"));
      const { all } = ask(budget, clock.nowMs, 1);
      void all;
      return budget.counts().waitedMs;
    });
    expect(seen).toEqual([0, 125, 499.5]);
  });

  test("reads that wait for their slot wait for the end of it too, and still leave evenly", async () => {
    const { clock, budget } = budgetWith();
    const { leftAtMs } = ask(budget, clock.nowMs, 4);
    await clock.passTo(50);
    budget.afterRead(limited("global-rate"));
    await clock.passTo(5000);
    expect(leftAtMs).toHaveLength(4);
    expect(leftAtMs.slice(1).every((atMs) => atMs >= 300)).toBe(true);
    const gaps = leftAtMs.slice(2).map((atMs, index) => atMs - (leftAtMs[index + 1] ?? 0));
    expect(gaps.every((gap) => gap >= 100 - 1e-6)).toBe(true);
  });
});

test("a provider's reads are paced, counted and slowed down by it", async () => {
  const { clock, budget } = budgetWith({ readsPerSecond: 1_000_000 });
  const { provider } = await stripeThat(
    [
      page(false),
      answers(200, { available: [], pending: [] }),
      refuses(429, { code: "rate_limit" }),
      { do: "reset" },
    ],
    budget,
  );
  await provider.findTransfers({ payoutItemId: "item_1" });
  const readBalance = () => provider.readBalance().catch((error: unknown) => String(error));
  const reads = Promise.all([readBalance(), readBalance(), readBalance()]);
  await clock.passTo(1000);
  await reads;
  expect(budget.counts()).toMatchObject({
    reads: { "transfers.list": 1, "balance.retrieve": 3 },
    rateLimited: { lock_timeout: 1 },
  });
});

test("a budget without a rate is a bug", () => {
  expect(() => createReadBudget({ readsPerSecond: 0 })).toThrow("needs a rate");
});
