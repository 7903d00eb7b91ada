import { consistentRead, readCandidates, readReleases, readRuns, type Sql } from "@payrun/db";
import {
  addDays,
  dateOfEstimate,
  dayInZone,
  payoutDates,
  type PayoutCadence,
  type ScheduleDate,
} from "@payrun/payouts-core";
import { z } from "zod";
import type { ApiSettings } from "../../api-deps.ts";
import { dayStarts } from "../../trpc/calendar-day.ts";
import { creatorProcedure } from "../../trpc/procedures.ts";
import { undecidedDate } from "./next-payout.ts";

const DAYS = 30;

const held = z.object({
  currency: z.string(),
  amountMinor: z.bigint().describe("Minor units."),
  earningCount: z.int(),
});

const releasesOutput = z
  .object({
    timeZone: z.string().describe("Yours: the days are of its calendar."),
    releases: z.array(
      held.extend({
        day: z.string().nullable().describe("`2026-11-15`; what is due already falls on today. Null: later."),
        payout: z
          .object({ periodKey: z.string(), scheduledFor: z.date() })
          .nullable()
          .describe("The first payout date that it makes; null where that is later than shown."),
      }),
    ),
    held: z.array(held).describe("All of a currency together: what is held of it."),
  })
  .describe("When your held money becomes available, for the next 30 days, and which payout it makes.");

/** When the creator's held money becomes available, day by day, and which payout date each part makes. */
export const releases = creatorProcedure
  .input(z.void())
  .output(releasesOutput)
  .query(({ ctx: { deps, creatorId, visitor } }) =>
    consistentRead(deps.db, async (sql) => {
      const now = deps.clock.now();
      const { timeZone } = visitor;
      const today = dayInZone(now, timeZone);
      const starts = dayStarts(today, addDays(today, DAYS - 1), timeZone);
      const until = starts.at(-1) ?? now;
      const dates = await payoutDatesUntil(sql, deps.settings, { creatorId, now, until });
      const cutoffs = dates.map((date) => date.scheduledFor);
      const read = await readReleases(sql, { creatorId, dayStarts: starts, cutoffs });
      return {
        timeZone,
        held: [...read.held],
        releases: read.releases.map(({ dayIndex, cutoffIndex, ...release }) => ({
          ...release,
          day: dayIndex === null ? null : addDays(today, dayIndex),
          payout: cutoffIndex === null ? null : (dates[cutoffIndex] ?? null),
        })),
      };
    }),
  );

/** Her payout dates from the next one, or the one that has not decided about her yet, to the first one at or after. */
async function payoutDatesUntil(
  sql: Sql,
  { schedule }: Pick<ApiSettings, "schedule">,
  { creatorId, now, until }: { readonly creatorId: string; readonly now: Date; readonly until: Date },
): Promise<readonly ScheduleDate[]> {
  const [candidate] = await readCandidates(sql, { creatorId, at: now });
  const cadence: PayoutCadence = candidate?.cadence ?? "each_date";
  const undecided = await undecidedDate(sql, { schedule }, { creatorId, now });
  const runs = await readRuns(sql);
  const first = dateOfEstimate({ cadence, schedule, now, runs, undecided });
  const dates = [first];
  if (first.scheduledFor >= until) return dates;
  const later = { schedule, cadence, now: first.scheduledFor, runs: [...runs, first.scheduledFor] };
  for (const date of payoutDates(later)) {
    dates.push(date);
    if (date.scheduledFor >= until) break;
  }
  return dates;
}
