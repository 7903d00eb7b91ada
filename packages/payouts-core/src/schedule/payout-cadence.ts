import { type PayoutSchedule, type ScheduleDate, datesOfMonth, nextScheduleDate } from "./payout-schedule.ts";

/** On which schedule dates a creator is paid: on each, or only on the first one of a month. */
export type PayoutCadence = "each_date" | "monthly";

/** Whether a schedule date is one on which this cadence is paid. */
export function isPayoutDate(schedule: PayoutSchedule, cadence: PayoutCadence, scheduledFor: Date): boolean {
  if (cadence === "each_date") return true;
  const [first] = datesOfMonth(schedule, scheduledFor.getUTCFullYear(), scheduledFor.getUTCMonth());
  return first?.scheduledFor.getTime() === scheduledFor.getTime();
}

/**
 * The first date strictly after now on which this cadence is paid.
 *
 * @throws RangeError for a schedule without days, or outside the calendar.
 */
export function nextPayoutDate(schedule: PayoutSchedule, cadence: PayoutCadence, now: Date): ScheduleDate {
  let date = nextScheduleDate(schedule, now);
  while (!isPayoutDate(schedule, cadence, date.scheduledFor))
    date = nextScheduleDate(schedule, date.scheduledFor);
  return date;
}
