import type { CreatorSnapshot } from "../eligibility/creator-snapshot.ts";
import type { PayoutPolicy } from "../eligibility/payout-policy.ts";
import type { ReasonOf } from "../reasons/reason-numbers.ts";

const TIMES_LARGEST = 5n;
const PAST_PAYOUTS_MIN = 3;

/**
 * An amount over 5 times the creator's largest of at least 3 payouts, and over the operator's floor, waits for a
 * person. Null otherwise.
 */
export function unusualAmount(
  { currency, pastPayouts }: Pick<CreatorSnapshot, "currency" | "pastPayouts">,
  { unusualAmountFloorMinor }: Pick<PayoutPolicy, "unusualAmountFloorMinor">,
  amountMinor: bigint,
): ReasonOf<"unusual_amount"> | null {
  const { count, largestMinor } = pastPayouts;
  const floorMinor = unusualAmountFloorMinor[currency] ?? 0n;
  if (count < PAST_PAYOUTS_MIN || amountMinor <= TIMES_LARGEST * largestMinor || amountMinor <= floorMinor) {
    return null;
  }
  return {
    code: "unusual_amount",
    amountMinor: String(amountMinor),
    largestMinor: String(largestMinor),
    pastCount: count,
    floorMinor: String(floorMinor),
    currency,
  };
}
