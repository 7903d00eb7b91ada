const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** No zone is further from UTC, with room to spare. */
const OFFSET_MAX_MS = 18 * HOUR_MS;

/**
 * The calendar day of an instant in a zone: `2026-11-15`.
 *
 * @throws RangeError for a zone that is not known.
 */
export function dayInZone(at: Date, timeZone: string): string {
  return isoDay(at, calendarOf(timeZone));
}

/** The day so many days later; earlier when below zero. `2026-02-28` and 1 make `2026-03-01`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, "yyyy-mm-dd".length);
}

/** How many days after the first the last one is; below zero when it comes before. */
export function daysBetween(first: string, last: string): number {
  return (Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS;
}

/**
 * Where days begin in a zone: the first instant of each. A day that begins at 01:00, because a clock was put forward at
 * midnight, begins there; one that a zone left out begins where the next one does.
 *
 * @param days `2026-11-15`, calendar days.
 * @throws RangeError for a zone that is not known.
 */
export function startsOfDays(days: readonly string[], timeZone: string): readonly Date[] {
  const calendar = calendarOf(timeZone);
  return days.map((day) => firstInstantOf(day, calendar));
}

/** The first instant whose day is this one or later: days only go forward, so it is found by halving. */
function firstInstantOf(day: string, calendar: Intl.DateTimeFormat): Date {
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  const guess = midnightUtc - offsetMs(midnightUtc, calendar);
  if (isoDay(new Date(guess), calendar) === day && isoDay(new Date(guess - 1), calendar) < day)
    return new Date(guess);
  let before = midnightUtc - OFFSET_MAX_MS;
  let after = midnightUtc + OFFSET_MAX_MS + DAY_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isoDay(new Date(middle), calendar) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/** How far the zone's clocks are before UTC. */
function offsetMs(at: number, calendar: Intl.DateTimeFormat): number {
  const { year, month, day, hour, minute, second } = partsOf(new Date(at), calendar);
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}

function isoDay(at: Date, calendar: Intl.DateTimeFormat): string {
  const { year, month, day } = partsOf(at, calendar);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

type Parts = Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;

function partsOf(at: Date, calendar: Intl.DateTimeFormat): Parts {
  const parts: Parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of calendar.formatToParts(at)) {
    if (type in parts) parts[type as keyof Parts] = Number(value);
  }
  return parts;
}

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}
