import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideBrake, decideRefusalBrake, fundInOrder } from "../src/index.ts";

describe("short funds", () => {
  const item = (payoutItemId: string, amountMinor: bigint, leftOutBefore = false) => ({
    payoutItemId,
    amountMinor,
    leftOutBefore,
  });

  test("go to whoever was left out before, then to the smallest amount, then by id", () => {
    const items = [item("c", 20n), item("b", 10n), item("a", 10n), item("z", 30n, true)];
    expect(fundInOrder({ items, fundsMinor: 45n })).toEqual({ funded: ["z", "a"], short: ["b", "c"] });
    expect(fundInOrder({ items, fundsMinor: 25n })).toEqual({ funded: ["a", "b"], short: ["z", "c"] });
    expect(fundInOrder({ items, fundsMinor: 0n }).funded).toEqual([]);
  });

  test("are never overspent, whatever the order asked in, and leave nobody out who would fit", () => {
    const items = fc.uniqueArray(
      fc.record({
        payoutItemId: fc.uuid(),
        amountMinor: fc.bigInt({ min: 1n, max: 1_000n }),
        leftOutBefore: fc.boolean(),
      }),
      { selector: ({ payoutItemId }) => payoutItemId, maxLength: 30 },
    );
    fc.assert(
      fc.property(items, fc.bigInt({ min: 0n, max: 10_000n }), (each, fundsMinor) => {
        const { funded, short } = fundInOrder({ items: each, fundsMinor });
        expect(fundInOrder({ items: each.toReversed(), fundsMinor })).toEqual({ funded, short });
        expect([...funded, ...short].toSorted()).toEqual(
          each.map(({ payoutItemId }) => payoutItemId).toSorted(),
        );
        const amountOf = new Map(each.map(({ payoutItemId, amountMinor }) => [payoutItemId, amountMinor]));
        const spent = funded.reduce((sum, id) => sum + (amountOf.get(id) ?? 0n), 0n);
        expect(spent <= fundsMinor).toBe(true);
        expect(short.every((id) => (amountOf.get(id) ?? 0n) > fundsMinor - spent)).toBe(true);
      }),
    );
  });
});

describe("the brake", () => {
  const batch = (count: number, usd: bigint) => ({ count, totalsMinor: { USD: usd } });
  const past = [batch(100, 1_000n), batch(110, 1_100n), batch(90, 900n), batch(100, 1_000n)];

  test.for([
    { when: "the median", now: batch(100, 1_000n), code: null },
    { when: "exactly twice the median", now: batch(200, 2_000n), code: null },
    { when: "exactly half the median", now: batch(50, 500n), code: null },
    { when: "a count over twice", now: batch(201, 1_000n), code: "count_too_high" },
    {
      when: "a count under half (1,119 of 1,193 were forgotten)",
      now: batch(49, 1_000n),
      code: "count_too_low",
    },
    { when: "a total over twice", now: batch(100, 2_001n), code: "total_too_high" },
    { when: "a total under half", now: batch(100, 499n), code: "total_too_low" },
    { when: "a currency gone", now: { count: 100, totalsMinor: {} }, code: "total_too_low" },
    {
      when: "a currency that is new",
      now: { count: 100, totalsMinor: { USD: 1_000n, EUR: 999_999n } },
      code: null,
    },
  ])("at $when", ({ now, code }) => {
    expect(decideBrake({ ...now, past })?.code ?? null).toBe(code);
  });

  test("says its numbers", () => {
    expect(decideBrake({ ...batch(100, 2_001n), past })?.numbers).toEqual({
      currency: "USD",
      totalMinor: "2001",
      medianMinor: "1000",
      pastBatches: 4,
    });
    const odd = [batch(100, 1n), batch(101, 1n), batch(102, 1n), batch(103, 1n)];
    expect(decideBrake({ ...batch(300, 1n), past: odd })?.numbers).toEqual({
      count: 300,
      median: 101.5,
      pastBatches: 4,
    });
    expect(decideBrake({ ...batch(300, 1n), past: odd.slice(1) })?.numbers).toMatchObject({ median: 102 });
  });

  test("does not know what is normal after 2 batches", () => {
    expect(decideBrake({ ...batch(1, 1n), past: past.slice(0, 2) })).toBeNull();
  });

  test.for([
    { finished: 99, refusedOtherThanFunds: 99, code: null },
    { finished: 100, refusedOtherThanFunds: 5, code: null },
    { finished: 100, refusedOtherThanFunds: 6, code: "too_many_refusals" },
  ])("after $finished items with $refusedOtherThanFunds refused", ({ code, ...facts }) => {
    expect(decideRefusalBrake(facts)?.code ?? null).toBe(code);
  });
});
