const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When an earning's hold is over: whole days of 24 hours after it was earned. From that instant on it is released.
 *
 * @throws RangeError for a hold that is not a whole number of days from 0.
 */
export function availableAt(earnedAt: Date, holdDays: number): Date {
  return new Date(earnedAt.getTime() + holdMs(holdDays));
}

/**
 * The last instant of earning whose hold is over by a cutoff: what is earned up to it, itself included, is in that
 * date's batch.
 *
 * @throws RangeError as {@link availableAt}.
 */
export function earnedInTimeFor(cutoffAt: Date, holdDays: number): Date {
  return new Date(cutoffAt.getTime() - holdMs(holdDays));
}

function holdMs(holdDays: number): number {
  if (!Number.isInteger(holdDays) || holdDays < 0) throw new RangeError(`No hold of ${holdDays} days`);
  return holdDays * DAY_MS;
}
