import { describe, expect, test } from "vitest";
import { castRole } from "../src/generate/cast-role.ts";
import { distribution } from "../src/generate/demo-distribution.ts";
import { generateDemo, type DemoPage } from "../src/generate/generate-demo.ts";

const dueAt = new Date("2026-11-15T02:00:00Z");
const previousAt = new Date("2026-11-01T02:00:00Z");
const options = { creators: 300, seed: "test", dueAt, previousAt, holdDays: 7 };

function pages(changes: Partial<typeof options> = {}): {
  before: DemoPage[];
  after: DemoPage[];
  all: DemoPage[];
} {
  const given = { ...options, ...changes };
  const before = [...generateDemo(given, "before")];
  const after = [...generateDemo(given, "after")];
  return { before, after, all: [...before, ...after] };
}

function text(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? `${each}n` : each));
}

describe("the demo", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(text(pages())).toBe(text(pages()));
    expect(text(pages({ seed: "other" }))).not.toBe(text(pages()));
  });

  test("keeps its rows from machine to machine: the first earning of seed test", () => {
    const [first] = pages().before.flatMap(({ earnings }) => earnings);
    expect(text(first)).toMatchInlineSnapshot(
      `"{"creatorIndex":0,"creatorSourceId":"demo-creator-0001","sourceId":"demo-tip-1-1","grossMinor":"3725n","feeMinor":"745n","fanDraw":325409,"reversals":[],"sourceType":"tip","tokens":745,"currency":"USD","earnedAt":"2026-09-24T14:06:44.000Z","fanSourceId":"demo-fan-1-60"}"`,
    );
  });

  test("moves with the schedule date and changes in nothing else", () => {
    const later = (at: Date) => new Date(at.getTime() + 24 * 60 * 60 * 1000);
    const amounts = (some: readonly DemoPage[]) =>
      some.flatMap(({ earnings }) => earnings.map(({ sourceId, grossMinor }) => `${sourceId} ${grossMinor}`));
    const moved = pages({ dueAt: later(dueAt), previousAt: later(previousAt) });
    expect(amounts(moved.all)).toEqual(amounts(pages().all));
  });

  test("begins a larger demo with the creators of a smaller one", () => {
    const names = (creators: number) =>
      pages({ creators }).all.flatMap((page) => page.creators.map(({ handle }) => handle));
    expect(names(300).slice(0, 20)).toEqual(names(20));
  });

  test("has about 20 earnings a creator in 60 days, three currencies and a heavy tail", () => {
    const earnings = pages({ creators: 1000 }).all.flatMap((page) => page.earnings);
    const oldest = Math.min(...earnings.map(({ earnedAt }) => earnedAt.getTime()));
    const newest = Math.max(...earnings.map(({ earnedAt }) => earnedAt.getTime()));
    const dollars = earnings
      .filter(({ currency }) => currency === "USD")
      .map(({ grossMinor }) => Number(grossMinor))
      .toSorted((left, right) => right - left);
    const sum = (some: readonly number[]) => some.reduce((total, each) => total + each, 0);
    expect(earnings.length / 1000).toBeGreaterThan(17);
    expect(earnings.length / 1000).toBeLessThan(22);
    expect(new Set(earnings.map(({ currency }) => currency))).toEqual(new Set(["USD", "EUR", "JPY"]));
    expect(newest).toBeLessThan(dueAt.getTime());
    expect(dueAt.getTime() - oldest).toBeLessThanOrEqual(distribution.windowDays * 86_400_000);
    expect(sum(dollars.slice(0, dollars.length / 10))).toBeGreaterThan(sum(dollars) / 2);
  });

  test("covers every spending with tokens bought before, in the order of recording", () => {
    const tokens = new Map<string, number>();
    for (const page of pages().all) {
      for (const { fanSourceId, currency, tokens: bought, reversal } of page.purchases) {
        const key = `${fanSourceId} ${currency}`;
        if (reversal === null) tokens.set(key, (tokens.get(key) ?? 0) + bought);
      }
      for (const { fanSourceId, currency, tokens: spent } of page.earnings) {
        const key = `${fanSourceId} ${currency}`;
        tokens.set(key, (tokens.get(key) ?? 0) - spent);
      }
      expect([...tokens.values()].every((left) => left >= 0)).toBe(true);
    }
  });

  test("reverses only what was recorded, in parts and whole, before and after the previous payout", () => {
    const { before, after, all } = pages({ creators: 1000 });
    const grossOf = new Map(
      all.flatMap((page) => page.earnings.map(({ sourceId, grossMinor }) => [sourceId, grossMinor] as const)),
    );
    const ofEarnings = (some: readonly DemoPage[]) =>
      some.flatMap((page) =>
        page.reversals.flatMap((each) =>
          "earning" in each.of ? [{ ...each, id: each.of.earning.sourceId }] : [],
        ),
      );
    const parts = ofEarnings(all).map(({ id, grossMinor }) => ({
      grossMinor,
      earned: grossOf.get(id) ?? 0n,
    }));
    expect(parts.every(({ grossMinor, earned }) => grossMinor > 0n && grossMinor <= earned)).toBe(true);
    expect(parts.some(({ grossMinor, earned }) => grossMinor < earned)).toBe(true);
    const kinds = (some: readonly DemoPage[]) =>
      new Set(ofEarnings(some).map(({ kind, paidAs }) => `${kind} ${paidAs}`));
    const every = new Set(["refund money", "refund tokens", "chargeback money", "reinstated money"]);
    expect(kinds(before)).toEqual(every);
    expect(kinds(after)).toEqual(every);
  });

  test("lets only the first 1,000 creators exist before the previous payout", () => {
    const { before, after } = pages({ creators: 1250 });
    expect(before.flatMap(({ creators }) => creators)).toHaveLength(1000);
    expect(after.flatMap(({ creators }) => creators)).toHaveLength(250);
  });

  test("keeps refusals at Stripe near 1 % of the creators, far under the brake", () => {
    const roles = Array.from({ length: 1000 }, (_, index) => castRole(index));
    const refused = roles.filter((role) => role === "capabilityJustLost" || role === "accountClosed");
    expect(refused).toHaveLength(distribution.cast.capabilityJustLost + distribution.cast.accountClosed);
    expect(refused.length).toBeLessThanOrEqual(12);
  });

  test("tells every story within the first 80 creators", () => {
    const roles = new Set(Array.from({ length: 80 }, (_, index) => castRole(index)));
    expect(
      Object.keys(distribution.cast).filter((role) => !roles.has(role as keyof typeof distribution.cast)),
    ).toEqual([]);
  });
});
