import { type AccountReading, accountReason } from "../eligibility/account-vetoes.ts";
import { unusualAmount } from "../batch/unusual-amount.ts";
import type { CreatorSnapshot } from "../eligibility/creator-snapshot.ts";
import { decideEligibility } from "../eligibility/decide-eligibility.ts";
import type { PayoutPolicy } from "../eligibility/payout-policy.ts";
import type { PayoutReason, SkipReason } from "../reasons/reason-numbers.ts";
import { isPayoutDate, nextPayoutDate } from "../schedule/payout-cadence.ts";
import type { PayoutSchedule, ScheduleDate } from "../schedule/payout-schedule.ts";

export type NextPayoutEstimate = {
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
 * What a creator would get on a schedule date if nothing else happened: the same decision that planning makes, on the
 * balance that she will have by its cutoff.
 *
 * The date is the first one after now on which her cadence is paid, unless one of hers that has passed has not decided
 * about her yet: its batch is late, or still being planned. By a date to come an item that is open now is final, so it
 * does not veto; one that awaits funds is superseded by that batch, which carries its money.
 *
 * @param facts.maturingMinor net of the held earnings whose hold is over by that date.
 * @param facts.undecided the date that has passed and whose batch has not decided about her.
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
  const { snapshot, maturingMinor, policy, now } = facts;
  const undecided = hersOrNull(facts);
  const scheduleDate = undecided ?? nextPayoutDate(facts.schedule, snapshot.cadence, now);
  const cutoffAt = scheduleDate.scheduledFor;
  const waiting = snapshot.openItem?.status === "awaiting_funds" ? snapshot.openItem : null;
  const byThen = {
    ...snapshot,
    availableMinor: snapshot.availableMinor + maturingMinor + (waiting?.amountMinor ?? 0n),
    heldMinor: snapshot.heldMinor - maturingMinor,
    openItem: undecided === null || waiting !== null ? null : snapshot.openItem,
  };
  const decision = decideEligibility(byThen, policy, cutoffAt);
  if (decision.outcome === "skipped") {
    const { reasons } = decision;
    return { amountMinor: 0n, roundedOffMinor: 0n, scheduleDate, cutoffAt, reasons, heldFor: null };
  }
  const { amountMinor, roundedOffMinor, reasons } = decision;
  const heldFor = unusualAmount(byThen, policy, amountMinor) ?? unreadyReason(snapshot, facts.account);
  return { amountMinor, roundedOffMinor, scheduleDate, cutoffAt, reasons, heldFor };
}

function hersOrNull({
  undecided = null,
  schedule,
  snapshot: { cadence },
}: Parameters<typeof estimateNextPayout>[0]): ScheduleDate | null {
  return undecided !== null && isPayoutDate(schedule, cadence, undecided.scheduledFor) ? undecided : null;
}

function unreadyReason(
  { stripeAccountId }: CreatorSnapshot,
  account: AccountReading | undefined,
): PayoutReason | null {
  if (stripeAccountId === null || account === undefined) return null;
  return accountReason(stripeAccountId, account);
}
