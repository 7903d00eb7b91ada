import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  automaticallyDue,
  availableAt,
  earnedInTimeFor,
  cronPattern,
  latestScheduleDate,
  missedScheduleDates,
  nextScheduleDate,
  previousScheduleDate,
} from "../src/index.ts";
import { schedule } from "./builders.ts";

const anySchedule = fc.record({
  days: fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 6 }),
  hourUtc: fc.integer({ min: 0, max: 23 }),
});
const anyInstant = fc.date({
  min: new Date("1990-01-01T00:00:00Z"),
  max: new Date("2090-01-01T00:00:00Z"),
  noInvalidDate: true,
});

describe("a schedule date", () => {
  test.for([
    {
      when: "a millisecond before",
      now: "2026-12-01T01:59:59.999Z",
      latest: "2026-11-15",
      next: "2026-12-01",
    },
    { when: "at its instant", now: "2026-12-01T02:00:00.000Z", latest: "2026-12-01", next: "2026-12-15" },
    { when: "across the year", now: "2026-12-31T23:00:00.000Z", latest: "2026-12-15", next: "2027-01-01" },
    { when: "early in January", now: "2027-01-01T00:00:00.000Z", latest: "2026-12-15", next: "2027-01-01" },
  ])("$when", ({ now, latest, next }) => {
    expect(latestScheduleDate(schedule, new Date(now)).periodKey).toBe(latest);
    expect(nextScheduleDate(schedule, new Date(now)).periodKey).toBe(next);
  });

  test.for([
    ["2027-02-28T12:00:00Z", "2027-02-28"],
    ["2028-02-29T12:00:00Z", "2028-02-29"],
    ["2027-04-30T12:00:00Z", "2027-04-30"],
    ["2027-05-31T12:00:00Z", "2027-05-31"],
  ] as const)("of day 31 is the last day of a short month: %s", ([now, periodKey]) => {
    expect(latestScheduleDate({ days: [31], hourUtc: 2 }, new Date(now)).periodKey).toBe(periodKey);
  });

  test("is one where two days fall on one in a short month", () => {
    const twice = { days: [30, 31], hourUtc: 2 };
    const { scheduledFor } = nextScheduleDate(twice, new Date("2027-02-01T00:00:00Z"));
    expect(nextScheduleDate(twice, scheduledFor).periodKey).toBe("2027-03-30");
  });

  test("is not moved or doubled by a daylight-saving change: all is UTC", () => {
    const nightly = { days: [25], hourUtc: 1 };
    const { scheduledFor, periodKey } = nextScheduleDate(nightly, new Date("2026-10-25T00:30:00Z"));
    expect([periodKey, scheduledFor.toISOString()]).toEqual(["2026-10-25", "2026-10-25T01:00:00.000Z"]);
  });

  test("latest, next and previous agree with each other at every instant", () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, (each, now) => {
        const latest = latestScheduleDate(each, now);
        const next = nextScheduleDate(each, now);
        expect(latest.scheduledFor <= now && now < next.scheduledFor).toBe(true);
        expect(previousScheduleDate(each, next.scheduledFor)).toEqual(latest);
        expect(nextScheduleDate(each, latest.scheduledFor)).toEqual(next);
        expect(previousScheduleDate(each, latest.scheduledFor).periodKey < latest.periodKey).toBe(true);
      }),
    );
  });

  test("is always one at which the cron pattern fires", () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, (each, now) => {
        const { scheduledFor } = nextScheduleDate(each, now);
        const [minute, hour, days, month, weekday] = cronPattern(each).split(" ");
        expect([minute, hour, month, weekday]).toEqual(["0", String(scheduledFor.getUTCHours()), "*", "*"]);
        expect(days?.split(",")).toContain(String(scheduledFor.getUTCDate()));
      }),
    );
  });

  test.for([
    { days: [], hourUtc: 2 },
    { days: [0], hourUtc: 2 },
    { days: [32], hourUtc: 2 },
    { days: [1.5], hourUtc: 2 },
    { days: [1], hourUtc: 24 },
    { days: [1], hourUtc: -1 },
    { days: [1], hourUtc: 0.5 },
  ])("does not exist on days $days at hour $hourUtc", (broken) => {
    expect(() => latestScheduleDate(broken, new Date("2026-12-01T00:00:00Z"))).toThrow(RangeError);
  });
});

test("the cron pattern of the default schedule is the contract's", () => {
  expect(cronPattern(schedule)).toBe("0 2 1,15 * *");
  expect(cronPattern({ days: [31, 29], hourUtc: 5 })).toBe("0 5 28,29,30,31 * *");
});

describe("what is due by itself", () => {
  const now = new Date("2026-12-20T00:00:00Z");

  test("is the latest date, from the first start on", () => {
    const due = (firstStartedAt: string) =>
      automaticallyDue({ schedule, firstStartedAt: new Date(firstStartedAt), now });
    expect(due("2026-12-15T02:00:00.000Z")?.periodKey).toBe("2026-12-15");
    expect(due("2026-12-15T02:00:00.001Z")).toBeNull();
  });

  test("leaves the older dates without a batch as missed, oldest first", () => {
    const facts = {
      schedule,
      firstStartedAt: new Date("2026-10-15T02:00:00Z"),
      now,
      knownPeriodKeys: new Set(["2026-11-01"]),
    };
    expect(missedScheduleDates(facts).map(({ periodKey }) => periodKey)).toEqual([
      "2026-10-15",
      "2026-11-15",
      "2026-12-01",
    ]);
    const startedLater = { ...facts, firstStartedAt: new Date("2026-12-01T02:00:00.001Z") };
    expect(missedScheduleDates(startedLater)).toEqual([]);
  });
});

describe("an earning's hold", () => {
  test("ends whole days later, also across a daylight-saving change", () => {
    expect(availableAt(new Date("2026-10-24T12:34:56.789Z"), 7).toISOString()).toBe(
      "2026-10-31T12:34:56.789Z",
    );
    expect(availableAt(new Date("2026-10-24T12:34:56.789Z"), 0).toISOString()).toBe(
      "2026-10-24T12:34:56.789Z",
    );
  });

  test("is over in time for a cutoff if it was earned so many days before, itself included", () => {
    const cutoffAt = new Date("2026-12-01T02:00:00Z");
    const last = earnedInTimeFor(cutoffAt, 7);
    expect(last.toISOString()).toBe("2026-11-24T02:00:00.000Z");
    expect(availableAt(last, 7)).toEqual(cutoffAt);
  });

  test.for([-1, 0.5])("is never of %d days", (days) => {
    expect(() => availableAt(new Date("2026-10-24T12:00:00Z"), days)).toThrow(RangeError);
  });
});
