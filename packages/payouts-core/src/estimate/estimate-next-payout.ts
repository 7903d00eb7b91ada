import type { CreatorSnapshot } from "../eligibility/creator-snapshot.ts";
import { decideEligibility } from "../eligibility/decide-eligibility.ts";
import type { PayoutPolicy } from "../eligibility/payout-policy.ts";
import type { SkipReason } from "../reasons/reason-numbers.ts";
import { type PayoutSchedule, type ScheduleDate, nextScheduleDate } from "../schedule/payout-schedule.ts";

export type NextPayoutEstimate = {
  /** Zero when she would be skipped. */
  readonly amountMinor: bigint;
  readonly scheduleDate: ScheduleDate;
  /** What matured by then counts. */
  readonly cutoffAt: Date;
  /** Why she would be skipped, as things stand; empty when she would be paid. */
  readonly reasons: readonly SkipReason[];
};

/**
 * What a creator would get on the next schedule date if nothing else happened: the same decision that planning makes,
 * on the balance that she will have by its cutoff.
 *
 * An item that is open now is final by then, so it does not veto; one that awaits funds is superseded by that batch,
 * which carries its money.
 *
 * @param facts.maturingMinor net of the held earnings whose hold is over by that date.
 */
export function estimateNextPayout(facts: {
  readonly snapshot: CreatorSnapshot;
  readonly maturingMinor: bigint;
  readonly policy: PayoutPolicy;
  readonly schedule: PayoutSchedule;
  readonly now: Date;
}): NextPayoutEstimate {
  const { snapshot, maturingMinor, policy, schedule, now } = facts;
  const scheduleDate = nextScheduleDate(schedule, now);
  const cutoffAt = scheduleDate.scheduledFor;
  const carriedMinor = snapshot.openItem?.status === "awaiting_funds" ? snapshot.openItem.amountMinor : 0n;
  const byThen = {
    ...snapshot,
    availableMinor: snapshot.availableMinor + maturingMinor + carriedMinor,
    heldMinor: snapshot.heldMinor - maturingMinor,
    openItem: null,
  };
  const decision = decideEligibility(byThen, policy, cutoffAt);
  const amountMinor = decision.outcome === "eligible" ? decision.amountMinor : 0n;
  return { amountMinor, scheduleDate, cutoffAt, reasons: decision.reasons };
}
