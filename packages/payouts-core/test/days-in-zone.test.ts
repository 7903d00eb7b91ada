import { describe, expect, test } from "vitest";
import { addDays, dayInZone, daysBetween, startsOfDays } from "../src/index.ts";

const startOf = (day: string, timeZone: string) => startsOfDays([day], timeZone)[0]?.toISOString();

describe("a calendar day in a zone", () => {
  test.for([
    { zone: "UTC", day: "2026-11-15", start: "2026-11-15T00:00:00.000Z" },
    { zone: "Asia/Tokyo", day: "2026-11-15", start: "2026-11-14T15:00:00.000Z" },
    { zone: "Europe/Berlin", day: "2026-10-25", start: "2026-10-24T22:00:00.000Z" },
    { zone: "Europe/Berlin", day: "2026-10-26", start: "2026-10-25T23:00:00.000Z" },
    { zone: "Pacific/Kiritimati", day: "2026-11-15", start: "2026-11-14T10:00:00.000Z" },
    { zone: "Pacific/Niue", day: "2026-11-15", start: "2026-11-15T11:00:00.000Z" },
    { zone: "Asia/Kathmandu", day: "2026-11-15", start: "2026-11-14T18:15:00.000Z" },
  ])("$day begins in $zone at $start", ({ zone, day, start }) => {
    expect(startOf(day, zone)).toBe(start);
  });

  test("begins at 01:00 where the clocks are put forward at midnight", () => {
    expect(startOf("2026-09-06", "America/Santiago")).toBe("2026-09-06T04:00:00.000Z");
    expect(dayInZone(new Date("2026-09-06T03:59:59.999Z"), "America/Santiago")).toBe("2026-09-05");
  });

  test("begins where the next one does, if the zone left it out", () => {
    expect(startOf("2011-12-30", "Pacific/Apia")).toBe(startOf("2011-12-31", "Pacific/Apia"));
  });

  test("holds its first instant and not the one before, in every zone, all year", () => {
    const days = Array.from({ length: 6 }, (_, index) => addDays("2026-01-01", index * 64));
    for (const zone of Intl.supportedValuesOf("timeZone")) {
      startsOfDays(days, zone).forEach((start, index) => {
        expect(dayInZone(start, zone)).toBe(days[index]);
        expect(dayInZone(new Date(start.getTime() - 1), zone)).toBe(addDays(days[index] ?? "", -1));
      });
    }
  });

  test("is counted across months, years and leap days", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2028-01-01", "2029-01-01")).toBe(366);
    expect(daysBetween("2026-03-02", "2026-03-01")).toBe(-1);
  });

  test("is refused for a zone that nobody knows", () => {
    expect(() => startsOfDays(["2026-11-15"], "Mars/Olympus")).toThrow(RangeError);
  });
});
