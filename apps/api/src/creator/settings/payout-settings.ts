import type { PayoutSettings } from "@payrun/db";
import {
  dateOfEstimate,
  effectiveMinimum,
  type PayoutCadence,
  type ScheduleDate,
} from "@payrun/payouts-core";
import { z } from "zod";
import type { ApiSettings } from "../../api-deps.ts";

const scheduleDate = z
  .object({ periodKey: z.string().describe("The UTC day, e.g. 2026-12-15."), scheduledFor: z.date() })
  .describe("A payout date.");

export const payoutSettings = z
  .object({
    minimums: z
      .array(
        z.object({
          currency: z.string().describe("ISO 4217."),
          platformMinor: z.bigint().describe("Below it nobody is paid. Minor units."),
          ownMinor: z.bigint().nullable().describe("Her own wish; null: none. Minor units."),
          effectiveMinor: z.bigint().describe("What counts: the larger one. Minor units."),
        }),
      )
      .describe("By currency, her own first."),
    cadence: z.enum(["each_date", "monthly"]),
    nextDates: z
      .object({ each_date: scheduleDate, monthly: scheduleDate })
      .describe("Her next payout date under each cadence."),
    pausedAt: z.date().nullable().describe("Since when she has paused her payouts; null: they run."),
    pausedByTeam: z.boolean().describe("The platform's team paused them as well."),
  })
  .describe("How a creator is paid.");

/** Her settings with the platform's numbers beside them. */
export function payoutSettingsOf(
  settings: PayoutSettings,
  { minimumMinor, schedule }: Pick<ApiSettings, "minimumMinor" | "schedule">,
  /** As for `dateOfEstimate`. */
  dates: { readonly now: Date; readonly runs: readonly Date[]; readonly undecided: ScheduleDate | null },
): z.output<typeof payoutSettings> {
  const nextDate = (each: PayoutCadence) => dateOfEstimate({ ...dates, schedule, cadence: each });
  const { currencies, ownMinimumMinor, cadence, pausedAt, pausedByTeam } = settings;
  return {
    minimums: currencies.map((currency) => {
      const ownMinor = ownMinimumMinor[currency] ?? null;
      const least = (ownMinimum: bigint | null) =>
        effectiveMinimum({ currency, ownMinimumMinor: ownMinimum }, { minimumMinor }).minimumMinor;
      return { currency, platformMinor: least(null), ownMinor, effectiveMinor: least(ownMinor) };
    }),
    cadence,
    nextDates: { each_date: nextDate("each_date"), monthly: nextDate("monthly") },
    pausedAt,
    pausedByTeam,
  };
}
