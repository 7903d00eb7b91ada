import { addDays, daysBetween, startsOfDays } from "@payrun/payouts-core";
import { z } from "zod";

const FIRST_DAY = "2000-01-01";
const LAST_DAY = "2199-12-31";

/** A day of the caller's calendar, in her own time zone: `2026-11-15`. */
export const calendarDay = z.iso
  .date()
  .refine((day) => day >= FIRST_DAY && day <= LAST_DAY, `expected a day from ${FIRST_DAY} to ${LAST_DAY}`)
  .describe("A day in your time zone, e.g. `2026-11-15`.");

/** Whether these days are in order, where both are given. */
export function inOrder({
  from,
  to,
}: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}) {
  return from === undefined || to === undefined || from <= to;
}

/** Where the days from the first to the last begin in a zone, and at the end where the last one ends. */
export function dayStarts(first: string, last: string, timeZone: string): readonly Date[] {
  const days = Array.from({ length: daysBetween(first, last) + 2 }, (_, index) => addDays(first, index));
  return startsOfDays(days, timeZone);
}
