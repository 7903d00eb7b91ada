/** When payouts are due, in UTC. */
export type PayoutSchedule = {
  /** Days of the month, 1 to 31. A day that a month lacks means its last day. */
  readonly days: readonly number[];
  /** 0 to 23. */
  readonly hourUtc: number;
};

/** One date on which a batch is due. */
export type ScheduleDate = {
  /** The UTC day, `2026-12-01`: a batch is unique by it. */
  readonly periodKey: string;
  readonly scheduledFor: Date;
};

/**
 * The newest schedule date that is not after now. Every trigger (scheduler, cron endpoint, admin) means this one.
 *
 * @throws RangeError for a schedule without days, or outside the calendar.
 */
export function latestScheduleDate(schedule: PayoutSchedule, now: Date): ScheduleDate {
  return newestDate(schedule, now, (date) => date.scheduledFor <= now);
}

/**
 * The schedule date before a given instant, strictly.
 *
 * @throws RangeError as {@link latestScheduleDate}.
 */
export function previousScheduleDate(schedule: PayoutSchedule, scheduledFor: Date): ScheduleDate {
  return newestDate(schedule, scheduledFor, (date) => date.scheduledFor < scheduledFor);
}

/**
 * The first schedule date that is strictly after now.
 *
 * @throws RangeError as {@link latestScheduleDate}.
 */
export function nextScheduleDate(schedule: PayoutSchedule, now: Date): ScheduleDate {
  for (let month = now.getUTCMonth(); ; month += 1) {
    const date = datesOfMonth(schedule, now.getUTCFullYear(), month).find(
      ({ scheduledFor }) => scheduledFor > now,
    );
    if (date !== undefined) return date;
  }
}

function newestDate(
  schedule: PayoutSchedule,
  from: Date,
  qualifies: (date: ScheduleDate) => boolean,
): ScheduleDate {
  for (let month = from.getUTCMonth(); ; month -= 1) {
    const date = datesOfMonth(schedule, from.getUTCFullYear(), month).findLast(qualifies);
    if (date !== undefined) return date;
  }
}

/**
 * A month's dates in order; `month` counts from 0 and may leave the year on either side.
 *
 * @throws RangeError as {@link latestScheduleDate}.
 */
export function datesOfMonth(schedule: PayoutSchedule, year: number, month: number): readonly ScheduleDate[] {
  assertOnCalendar(schedule);
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const days = new Set(schedule.days.map((day) => Math.min(day, lastDay)));
  return [...days]
    .toSorted((a, b) => a - b)
    .map((day) => scheduleDateOf(new Date(Date.UTC(year, month, day, schedule.hourUtc))));
}

/** The schedule date at an instant that is one. */
export function scheduleDateOf(scheduledFor: Date): ScheduleDate {
  return { periodKey: scheduledFor.toISOString().slice(0, "yyyy-mm-dd".length), scheduledFor };
}

/** Without this a schedule of no days would be searched for ever, and an invalid instant too. */
function assertOnCalendar({ days, hourUtc }: PayoutSchedule): void {
  const isDay = (day: number) => Number.isInteger(day) && day >= 1 && day <= 31;
  const isHour = Number.isInteger(hourUtc) && hourUtc >= 0 && hourUtc <= 23;
  if (days.length === 0 || !days.every(isDay) || !isHour) {
    throw new RangeError(`Not a schedule: days ${days.join(", ")} at ${hourUtc}:00 UTC`);
  }
}
