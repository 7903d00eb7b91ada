import { readEarningsByDay } from "@payrun/db";
import { addDays, dayInZone, daysBetween } from "@payrun/payouts-core";
import { z } from "zod";
import { calendarDay, dayStarts, inOrder } from "../../trpc/calendar-day.ts";
import { earningSums, earningType } from "../../trpc/earning-sums.ts";
import { creatorProcedure } from "../../trpc/procedures.ts";

const DAYS_MAX = 366;
const DAYS_BY_DEFAULT = 30;

const byDayInput = z
  .strictObject({
    from: calendarDay.optional().describe("The first day."),
    to: calendarDay
      .optional()
      .describe("The last day; absent: today, or as many days as asked from the first one on."),
    days: z
      .int()
      .min(1)
      .max(DAYS_MAX)
      .default(DAYS_BY_DEFAULT)
      .describe("How many, where only one end is given, or none."),
  })
  .refine(inOrder, "`from` comes after `to`")
  .refine(
    ({ from, to }) => from === undefined || to === undefined || daysBetween(from, to) < DAYS_MAX,
    `at most ${DAYS_MAX} days`,
  );

const byDayOutput = z
  .object({
    from: z.string(),
    to: z.string(),
    timeZone: z.string().describe("Yours: the days are of its calendar."),
    days: z
      .array(earningSums.extend({ day: z.string(), sourceType: earningType }))
      .describe("Days, sources and currencies in which you earned something, the oldest day first."),
    sources: z.array(earningSums.extend({ sourceType: earningType })).describe("All days together."),
    totals: z.array(earningSums).describe("All days and sources together, by currency."),
  })
  .describe("What you earned by day and source. A refund counts on the day on which the earning was earned.");

/** What the creator earned by day and source. An end that is left out follows from the other, or from today. */
export const earningsByDay = creatorProcedure
  .input(byDayInput)
  .output(byDayOutput)
  .query(async ({ ctx: { deps, creatorId, visitor }, input }) => {
    const { timeZone } = visitor;
    const today = dayInZone(deps.clock.now(), timeZone);
    const to = input.to ?? (input.from === undefined ? today : addDays(input.from, input.days - 1));
    const from = input.from ?? addDays(to, 1 - input.days);
    const { days, sources, totals } = await readEarningsByDay(deps.db, {
      creatorId,
      dayStarts: dayStarts(from, to, timeZone),
    });
    return {
      from,
      to,
      timeZone,
      days: days.map(({ dayIndex, ...sums }) => ({ day: addDays(from, dayIndex), ...sums })),
      sources: [...sources],
      totals: [...totals],
    };
  });
