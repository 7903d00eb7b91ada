import { describe, expect, test } from "vitest";
import { coolDownAfter, isPayoutDate, nextPayoutDate } from "../src/index.ts";
import { schedule } from "./builders.ts";

describe("a change of bank, told beforehand", () => {
  const after = (changedAt: string, cadence: "each_date" | "monthly" = "each_date") => {
    const at = new Date(changedAt);
    const { payableFrom, skipped, firstPaid } = coolDownAfter({
      changedAt: at,
      coolDownHours: 48,
      schedule,
      cadence,
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
    const facts = { changedAt: new Date("2026-11-29T00:00:00Z"), coolDownHours: 72, schedule };
    const now = new Date("2026-12-01T02:00:00Z");
    expect(coolDownAfter({ ...facts, cadence: "each_date", now })).toMatchObject({
      skipped: [],
      firstPaid: { periodKey: "2026-12-15" },
    });
  });
});

describe("a creator who is paid monthly", () => {
  test.for([
    { date: "2026-12-01T02:00:00Z", paid: true, next: "2027-01-01" },
    { date: "2026-12-15T02:00:00Z", paid: false, next: "2027-01-01" },
  ])("on $date: $paid", ({ date, paid, next }) => {
    const at = new Date(date);
    expect(isPayoutDate(schedule, "monthly", at)).toBe(paid);
    expect(nextPayoutDate(schedule, "monthly", at).periodKey).toBe(next);
  });

  test("is paid on every date of a schedule with one date a month", () => {
    const once = { days: [31], hourUtc: 2 };
    const date = new Date("2027-02-28T02:00:00Z");
    expect(isPayoutDate(once, "monthly", date)).toBe(true);
    expect(nextPayoutDate(once, "monthly", date).periodKey).toBe("2027-03-31");
  });
});
