import { type AccountReading, accountReason } from "../eligibility/account-vetoes.ts";
import type { CreatorSnapshot } from "../eligibility/creator-snapshot.ts";
import { decideEligibility } from "../eligibility/decide-eligibility.ts";
import type { PayoutPolicy } from "../eligibility/payout-policy.ts";
import type { PayoutReason } from "../reasons/reason-numbers.ts";
import type { RefusalClass } from "../transfer/refusal-class.ts";
import { automaticAttemptsMax } from "../transfer/retry.ts";

/** A failed or held item whose money is back in the creator's balance. */
export type ReturnedItem = {
  readonly status: "failed" | "held";
  readonly amountMinor: bigint;
  /** Of its last refusal; null when it was never refused. */
  readonly refusalClass: RefusalClass | null;
  /** Attempts that ended in a refusal other than for funds. */
  readonly countedAttempts: number;
  /** Why it is held; null when it failed, or was held by a refusal. */
  readonly heldReason: PayoutReason | null;
};

export type ReplanDecision =
  /** Reserve this amount under the next attempt, to the present destination. */
  | { readonly kind: "replan"; readonly amountMinor: bigint; readonly destinationAccountId: string }
  | { readonly kind: "leave"; readonly reasons: readonly PayoutReason[] };

/**
 * Decides whether a failed or held item is planned anew, and for how much: the smaller of its amount and what is
 * available, under the same rules as planning.
 *
 * Unasked, only a transient refusal and a hold whose cause has gone come back, at most 3 counted attempts an item; an
 * unusual amount waits for a person. A person who asks overrules that, and never a veto.
 */
export function decideReplan(facts: {
  readonly item: ReturnedItem;
  readonly askedBy: "timer" | "person";
  readonly snapshot: CreatorSnapshot;
  readonly account: AccountReading;
  readonly policy: PayoutPolicy;
  readonly now: Date;
}): ReplanDecision {
  const { item, snapshot, policy, now } = facts;
  if (facts.askedBy === "timer") {
    const needsPerson = reasonToWait(item);
    if (needsPerson !== null) return { kind: "leave", reasons: [needsPerson] };
  }
  const { availableMinor, stripeAccountId } = snapshot;
  const smaller = availableMinor < item.amountMinor ? availableMinor : item.amountMinor;
  // The date chose the item already; a retry comes between dates.
  const itsDate = { ...snapshot, availableMinor: smaller, cadence: "each_date" } as const;
  const decision = decideEligibility(itsDate, policy, now);
  // Eligible implies an account; the compiler cannot see it.
  if (decision.outcome === "skipped" || stripeAccountId === null) {
    return { kind: "leave", reasons: decision.reasons };
  }
  const unread = accountReason(stripeAccountId, facts.account);
  if (unread !== null) return { kind: "leave", reasons: [unread] };
  return { kind: "replan", amountMinor: decision.amountMinor, destinationAccountId: stripeAccountId };
}

function reasonToWait(item: ReturnedItem): PayoutReason | null {
  const { status, refusalClass, countedAttempts, heldReason } = item;
  if (heldReason?.code === "unusual_amount") return heldReason;
  const isTransient = status === "held" || refusalClass === "transient";
  if (isTransient && countedAttempts < automaticAttemptsMax) return null;
  return { code: "needs_review", countedAttempts };
}
