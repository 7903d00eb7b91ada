import { automaticallyDue, missedScheduleDates } from "@payrun/payouts-core";
import type { CaseResult } from "../chaos-part.ts";
import { unlike } from "../oracle/case-result.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const schedule = { days: [1, 15], hourUtc: 2 };

/** From a minute to forty days, and a millisecond on either side of every whole day. */
const lateness = [
  MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  ...Array.from({ length: 40 }, (_, day) => [-1, 0, 1].map((ms) => (day + 1) * DAY_MS + ms)).flat(),
];

/** The 1st and the 15th of a year's months, 02:00 UTC, written down without the code that is judged. */
function datesOf(year: number): readonly Date[] {
  return Array.from({ length: 12 }, (_, month) =>
    [1, 15].map((day) => {
      const two = (value: number) => String(value).padStart(2, "0");
      return new Date(`${year}-${two(month + 1)}-${two(day)}T02:00:00Z`);
    }),
  ).flat();
}

/** Nobody was there on this date, nor later, until so late: which date is due then, and which were missed. */
function run(date: Date): CaseResult {
  const all = [date.getUTCFullYear(), date.getUTCFullYear() + 1].flatMap(datesOf);
  const failed = lateness.flatMap((ms) => {
    const now = new Date(date.getTime() + ms);
    const passed = all.filter((each) => each >= date && each <= now).map(keyOf);
    const facts = { schedule, firstStartedAt: date, now, knownPeriodKeys: new Set<string>() };
    const due = automaticallyDue(facts);
    const missed = missedScheduleDates(facts).map(({ periodKey }) => periodKey);
    const after = missedScheduleDates({ ...facts, knownPeriodKeys: new Set(passed) });
    const name = `${keyOf(date)} started at ${now.toISOString()}`;
    return [
      ...unlike(`${name}: due`, due ? [due.periodKey] : [], passed.slice(-1)),
      ...unlike(`${name}: missed`, missed, passed.slice(0, -1)),
      ...unlike(
        `${name}: missed again`,
        after.map(({ periodKey }) => periodKey),
        [],
      ),
    ];
  });
  return { double: 0, lost: 0, failed };
}

function keyOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export const datesCase = { datesOf, run };
