import type { Locale } from "../locales.ts";

/** An instant in words, in one zone: `Nov 15, 2026, 03:00 GMT+1`, `15. Nov. 2026, 03:00 MEZ`. */
export function formatInstant(locale: Locale, at: Date, timeZone: string): string {
  return dateFormat(locale, { ...dayFields, ...timeFields, timeZoneName: "short", timeZone }).format(at);
}

/** A day in words, in one zone: `Nov 15, 2026`. */
export function formatDay(locale: Locale, at: Date, timeZone: string): string {
  return dateFormat(locale, { ...dayFields, timeZone }).format(at);
}

/** A day with its weekday: `Sun, Nov 15, 2026`, `So., 15. Nov. 2026`, `2026年11月15日(日)`. */
export function formatWeekday(locale: Locale, at: Date, timeZone: string): string {
  return dateFormat(locale, { ...dayFields, weekday: "short", timeZone }).format(at);
}

/** The month that an instant is in, in one zone: `November 2026`. */
export function formatMonth(locale: Locale, at: Date, timeZone: string): string {
  return dateFormat(locale, { year: "numeric", month: "long", timeZone }).format(at);
}

/** A length of time: `72 hours`, `1 Sekunde`. */
export function formatDuration(locale: Locale, count: number, unit: TimeUnit): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/**
 * How far an instant is from now, in the largest unit of which there are at least two: `in 3 days`, `in 47 hours`,
 * `2 minutes ago`; within half a minute `now`.
 */
export function formatRelative(locale: Locale, at: Date, now: Date): string {
  const differenceMs = at.getTime() - now.getTime();
  const [unit, unitMs] = unitsMs.find(([, ms]) => Math.abs(differenceMs) >= 2 * ms) ?? ["minute", 60_000];
  const count = Math.round(differenceMs / unitMs);
  // Zero minutes are "now"; "tomorrow" would name a day of the calendar where a number of hours is meant.
  return count === 0
    ? new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "second")
    : new Intl.RelativeTimeFormat(locale, { numeric: "always" }).format(count, unit);
}

type TimeUnit = "second" | "minute" | "hour" | "day";

const unitsMs = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const satisfies readonly (readonly [TimeUnit, number])[];

const dayFields = { year: "numeric", month: "short", day: "numeric" } as const;
const timeFields = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** Formats are slow to make, and a page of rows asks for the same one again and again. */
const made = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const format = made.get(name) ?? new Intl.DateTimeFormat(locale, options);
  made.set(name, format);
  return format;
}
