import { earningStates, type EarningFilter } from "@payrun/db";
import { startsOfDays, addDays } from "@payrun/payouts-core";
import { z } from "zod";
import { calendarDay, inOrder } from "../../trpc/calendar-day.ts";
import { earningType } from "../../trpc/earning-sums.ts";
import { currency } from "../../trpc/text-fields.ts";

/** The fields of a filter over a creator's earnings; each absent: any. For an input of its own: spread it. */
export const filterFields = {
  sourceType: earningType.optional().describe("What was paid for."),
  state: z
    .enum(earningStates)
    .optional()
    .describe("`held` and `available` are every earning once; `reversed`: a fan got something back."),
  currency: currency.optional(),
  from: calendarDay.optional().describe("Earned on this day or later, in your time zone."),
  to: calendarDay.optional().describe("Earned on this day or earlier, in your time zone."),
};

export const filterInput = z.strictObject(filterFields).refine(inOrder, "`from` comes after `to`");

/** A filter as the stores want it: days become instants of the caller's zone. */
export function earningFilter(fields: z.output<typeof filterInput>, timeZone: string): EarningFilter {
  const { sourceType, state, currency: inCurrency, from, to } = fields;
  const startOf = (day: string) => startsOfDays([day], timeZone)[0] ?? null;
  return {
    sourceType: sourceType ?? null,
    state: state ?? null,
    currency: inCurrency ?? null,
    earnedFrom: from === undefined ? null : startOf(from),
    earnedBefore: to === undefined ? null : startOf(addDays(to, 1)),
  };
}
