import { type PayoutSchedule, type ScheduleDate, nextScheduleDate } from "./payout-schedule.ts";

/**
 * On which schedule dates a creator is paid: on each, or once a month: on the first date of a month that ran. Where the 1st
 * was missed or its batch was canceled, that is the next date of the month.
 */
export type PayoutCadence = "each_date" | "monthly";

/** Whether a schedule date is one on which this cadence is paid, given the dates that ran; later ones do not matter. */
export function isPayoutDate(cadence: PayoutCadence, scheduledFor: Date, runs: readonly Date[]): boolean {
  return (
    cadence === "each_date" ||
    !runs.some((run) => run < scheduledFor && monthOf(run) === monthOf(scheduledFor))
  );
}

/**
 * The dates strictly after now on which this cadence is paid, in order and without end, if each of them runs.
 *
 * @param facts.runs the dates that ran, those of the present month at least.
 * @throws RangeError for a schedule without days, or outside the calendar.
 */
export function* payoutDates(facts: {
  readonly schedule: PayoutSchedule;
  readonly cadence: PayoutCadence;
  readonly now: Date;
  readonly runs: readonly Date[];
}): Generator<ScheduleDate, never> {
  const { schedule, cadence, now } = facts;
  let runs = facts.runs;
  let date = nextScheduleDate(schedule, now);
  for (;;) {
    if (isPayoutDate(cadence, date.scheduledFor, runs)) yield date;
    runs = [date.scheduledFor];
    date = nextScheduleDate(schedule, date.scheduledFor);
  }
}

/** The first of {@link payoutDates}. */
export function nextPayoutDate(facts: Parameters<typeof payoutDates>[0]): ScheduleDate {
  return payoutDates(facts).next().value;
}

function monthOf(at: Date): number {
  return at.getUTCFullYear() * 12 + at.getUTCMonth();
}
