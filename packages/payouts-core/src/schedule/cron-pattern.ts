import type { PayoutSchedule } from "./payout-schedule.ts";

/** No month is shorter. */
const SHORTEST_MONTH_DAYS = 28;

/**
 * The schedule as a cron pattern, in UTC: `0 2 1,15 * *`.
 *
 * Cron skips a day that a month lacks, where the schedule means its last day; so day 31 fires on 28, 29, 30 and 31.
 * A firing too many is harmless: every trigger means the latest schedule date, and its batch exists already.
 */
export function cronPattern({ days, hourUtc }: PayoutSchedule): string {
  const firings = days.flatMap((day) => {
    const count = Math.max(day - SHORTEST_MONTH_DAYS, 0) + 1;
    return Array.from({ length: count }, (_, index) => day - index);
  });
  return `0 ${hourUtc} ${[...new Set(firings)].toSorted((a, b) => a - b).join(",")} * *`;
}
