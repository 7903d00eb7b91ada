import { describe, expect, test } from "vitest";
import { coolDownAfter, isPayoutDate, nextPayoutDate, payoutDates } from "../src/index.ts";
import { schedule } from "./builders.ts";

describe("a change of bank, told beforehand", () => {
  const after = (changedAt: string, cadence: "each_date" | "monthly" = "each_date") => {
    const at = new Date(changedAt);
    const { payableFrom, skipped, firstPaid } = coolDownAfter({
      changedAt: at,
      coolDownHours: 48,
      schedule,
      cadence,
      runs: [new Date("2026-12-01T02:00:00Z")],
      now: at,
    });
    return {
      payableFrom: payableFrom.toISOString(),
      skipped: skipped.map(({ periodKey }) => periodKey),
      firstPaid: firstPaid.periodKey,
    };
  };

  test.for([
    { at: "2026-12-13T02:00:00Z", until: "2026-12-15T02:00:00.000Z", skipped: [], firstPaid: "2026-12-15" },
    {
      at: "2026-12-13T02:00:01Z",
      until: "2026-12-15T02:00:01.000Z",
      skipped: ["2026-12-15"],
      firstPaid: "2027-01-01",
    },
  ])("at $at pauses payouts until $until and skips $skipped", ({ at, until, skipped, firstPaid }) => {
    expect(after(at)).toEqual({ payableFrom: until, skipped, firstPaid });
  });

  test("skips only dates on which she would be paid", () => {
    expect(after("2026-12-14T00:00:00Z", "monthly")).toMatchObject({ skipped: [], firstPaid: "2027-01-01" });
  });

  test("that is over by now skips nothing more", () => {
    const facts = { changedAt: new Date("2026-11-29T00:00:00Z"), coolDownHours: 72, schedule, runs: [] };
    const now = new Date("2026-12-01T02:00:00Z");
    expect(coolDownAfter({ ...facts, cadence: "each_date", now })).toMatchObject({
      skipped: [],
      firstPaid: { periodKey: "2026-12-15" },
    });
  });
});

describe("a creator who is paid monthly", () => {
  const first = new Date("2026-12-01T02:00:00Z");
  const second = new Date("2026-12-15T02:00:00Z");

  test.for([
    { date: first, runs: [], paid: true },
    { date: second, runs: [first], paid: false },
    // The first one was missed, or its batch was canceled.
    { date: second, runs: [new Date("2026-11-15T02:00:00Z")], paid: true },
    // Its own batch is under way.
    { date: second, runs: [second], paid: true },
  ])("on $date after $runs: $paid", ({ date, runs, paid }) => {
    expect(isPayoutDate("monthly", date, runs)).toBe(paid);
    expect(isPayoutDate("each_date", date, runs)).toBe(true);
  });

  test.for([
    { now: "2026-12-01T02:00:00Z", runs: [first], next: ["2027-01-01", "2027-02-01"] },
    { now: "2026-12-03T02:00:00Z", runs: [], next: ["2026-12-15", "2027-01-01"] },
    { now: "2026-12-16T02:00:00Z", runs: [second], next: ["2027-01-01", "2027-02-01"] },
  ])("is paid next, as seen from $now, on $next", ({ now, runs, next }) => {
    const dates = payoutDates({ schedule, cadence: "monthly", now: new Date(now), runs });
    expect(next.map(() => dates.next().value.periodKey)).toEqual(next);
  });

  test("is paid on every date of a schedule with one date a month", () => {
    const once = { days: [31], hourUtc: 2 };
    const date = new Date("2027-02-28T02:00:00Z");
    expect(isPayoutDate("monthly", date, [new Date("2027-01-31T02:00:00Z")])).toBe(true);
    const facts = { schedule: once, cadence: "monthly" as const, now: date, runs: [date] };
    expect(nextPayoutDate(facts).periodKey).toBe("2027-03-31");
  });
});
