import {
  type PayoutSchedule,
  type ScheduleDate,
  latestScheduleDate,
  previousScheduleDate,
} from "./payout-schedule.ts";

/**
 * The date whose batch a scheduler starts by itself: the latest one, unless it lies before the database's recorded
 * first start. Whether its batch exists already is the caller's to see.
 */
export function automaticallyDue(facts: {
  readonly schedule: PayoutSchedule;
  readonly firstStartedAt: Date;
  readonly now: Date;
}): ScheduleDate | null {
  const latest = latestScheduleDate(facts.schedule, facts.now);
  return latest.scheduledFor < facts.firstStartedAt ? null : latest;
}

/**
 * Dates that passed without a batch, oldest first: not before the first start, and before the latest date. Each gets a
 * `missed` row and an alarm, and no items: its money is in the latest one.
 *
 * When the operator changes the schedule, `firstStartedAt` must move to the change, or the new schedule's past dates
 * would all look missed.
 */
export function missedScheduleDates(facts: {
  readonly schedule: PayoutSchedule;
  readonly firstStartedAt: Date;
  readonly now: Date;
  readonly knownPeriodKeys: ReadonlySet<string>;
}): readonly ScheduleDate[] {
  const { schedule, firstStartedAt, now, knownPeriodKeys } = facts;
  const missed: ScheduleDate[] = [];
  let date = previousScheduleDate(schedule, latestScheduleDate(schedule, now).scheduledFor);
  while (date.scheduledFor >= firstStartedAt) {
    if (!knownPeriodKeys.has(date.periodKey)) missed.push(date);
    date = previousScheduleDate(schedule, date.scheduledFor);
  }
  return missed.toReversed();
}
