const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When an earning's hold is over: whole days of 24 hours after it was earned. From that instant on it is released.
 *
 * @throws RangeError for a hold that is not a whole number of days from 0.
 */
export function availableAt(earnedAt: Date, holdDays: number): Date {
  if (!Number.isInteger(holdDays) || holdDays < 0) throw new RangeError(`No hold of ${holdDays} days`);
  return new Date(earnedAt.getTime() + holdDays * DAY_MS);
}
