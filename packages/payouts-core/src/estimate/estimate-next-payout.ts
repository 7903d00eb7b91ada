import { type AccountReading, accountReason } from "../eligibility/account-vetoes.ts";
import { unusualAmount } from "../batch/unusual-amount.ts";
import type { CreatorSnapshot } from "../eligibility/creator-snapshot.ts";
import { decideEligibility } from "../eligibility/decide-eligibility.ts";
import type { PayoutPolicy } from "../eligibility/payout-policy.ts";
import type { PayoutReason, SkipReason } from "../reasons/reason-numbers.ts";
import { type PayoutCadence, isPayoutDate, nextPayoutDate } from "../schedule/payout-cadence.ts";
import type { PayoutSchedule, ScheduleDate } from "../schedule/payout-schedule.ts";

export type NextPayoutEstimate = {
  /** Her balance by the cutoff: what is available, what matures by then, and what waits for funds. */
  readonly availableByThenMinor: bigint;
  /** Zero when she would be skipped. */
  readonly amountMinor: bigint;
  /** What Stripe cannot send of it: stays available for the date after. Zero when she would be skipped. */
  readonly roundedOffMinor: bigint;
  /** Hers: for a creator who is paid monthly not always the schedule's next one. */
  readonly scheduleDate: ScheduleDate;
  /** What matured by then counts. */
  readonly cutoffAt: Date;
  /** Why she would be skipped, as things stand; empty when she would be paid. */
  readonly reasons: readonly SkipReason[];
  /** Why her payout would be planned but not sent at once; null when nothing is in its way. */
  readonly heldFor: PayoutReason | null;
};

/**
 * The date that an estimate is for: the first one after now on which her cadence is paid, unless one of hers that has
 * passed has not decided about her yet: its batch is late, or still being planned.
 *
 * @param undecided the date that has passed and whose batch has not decided about her; null: there is none.
 */
export function dateOfEstimate(facts: {
  readonly cadence: PayoutCadence;
  readonly schedule: PayoutSchedule;
  readonly now: Date;
  /** As for `payoutDates`. */
  readonly runs: readonly Date[];
  readonly undecided: ScheduleDate | null;
}): ScheduleDate {
  const { cadence, runs, undecided } = facts;
  if (undecided === null) return nextPayoutDate(facts);
  if (isPayoutDate(cadence, undecided.scheduledFor, runs)) return undecided;
  return nextPayoutDate({ ...facts, runs: [...runs, undecided.scheduledFor] });
}

/**
 * What a creator would get on the date of her estimate if nothing else happened: the same decision that planning makes, on
 * the balance that she will have by its cutoff.
 *
 * By a date to come an item that is open now is final, so it does not veto; one that awaits funds is superseded by that
 * batch, which carries its money.
 *
 * @param facts.maturingMinor net of the held earnings whose hold is over by that date.
 * @param facts.undecided as for {@link dateOfEstimate}.
 * @param facts.account how Payrun's mirror of her account stands, as a claim would judge it.
 */
export function estimateNextPayout(facts: {
  readonly snapshot: CreatorSnapshot;
  readonly maturingMinor: bigint;
  readonly policy: PayoutPolicy;
  readonly schedule: PayoutSchedule;
  readonly now: Date;
  readonly undecided?: ScheduleDate | null;
  readonly account?: AccountReading;
}): NextPayoutEstimate {
  const { snapshot, maturingMinor, policy, schedule, now, undecided = null } = facts;
  const { runs } = policy;
  const scheduleDate = dateOfEstimate({ cadence: snapshot.cadence, schedule, now, runs, undecided });
  const cutoffAt = scheduleDate.scheduledFor;
  const waiting = snapshot.openItem?.status === "awaiting_funds" ? snapshot.openItem : null;
  const availableByThenMinor = snapshot.availableMinor + maturingMinor + (waiting?.amountMinor ?? 0n);
  const byThen = {
    ...snapshot,
    availableMinor: availableByThenMinor,
    heldMinor: snapshot.heldMinor - maturingMinor,
    openItem: cutoffAt > now || waiting !== null ? null : snapshot.openItem,
  };
  const known = { availableByThenMinor, scheduleDate, cutoffAt };
  const decision = decideEligibility(byThen, policy, cutoffAt);
  if (decision.outcome === "skipped") {
    return { ...known, amountMinor: 0n, roundedOffMinor: 0n, reasons: decision.reasons, heldFor: null };
  }
  const { amountMinor, roundedOffMinor, reasons } = decision;
  const heldFor = unusualAmount(byThen, policy, amountMinor) ?? unreadyReason(snapshot, facts.account);
  return { ...known, amountMinor, roundedOffMinor, reasons, heldFor };
}

function unreadyReason(
  { stripeAccountId }: CreatorSnapshot,
  account: AccountReading | undefined,
): PayoutReason | null {
  if (stripeAccountId === null || account === undefined) return null;
  return accountReason(stripeAccountId, account);
}
