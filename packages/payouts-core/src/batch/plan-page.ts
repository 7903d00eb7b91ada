import type { CreatorSnapshot } from "../eligibility/creator-snapshot.ts";
import { decideEligibility } from "../eligibility/decide-eligibility.ts";
import type { PayoutPolicy } from "../eligibility/payout-policy.ts";
import type { JournalEntry } from "../ledger/journal-entry.ts";
import { payoutReserved } from "../ledger/payout-entries.ts";
import type { CurrencyCode } from "../money/currencies.ts";
import { money } from "../money/money.ts";
import type { PayoutReason, ReasonOf } from "../reasons/reason-numbers.ts";
import { unusualAmount } from "./unusual-amount.ts";

export type PagePosition = {
  /** Hold, cool-down and release are judged at this instant, however late the plan runs. */
  readonly cutoffAt: Date;
  readonly batchId: string;
  /** How many items the batch has before this page. */
  readonly firstOrdinal: number;
  /** Items a chunk, at least 1. */
  readonly chunkSize: number;
  /** Ids come from outside: core has no randomness. */
  readonly newItemId: (snapshot: CreatorSnapshot) => string;
};

/** One creator in one currency: why she is in the batch, or not. */
export type PlannedDecision = {
  readonly creatorId: string;
  readonly currency: CurrencyCode;
  readonly outcome: "eligible" | "skipped";
  /** Null when skipped. */
  readonly amountMinor: bigint | null;
  /** Empty when eligible, unless the item waits for a person: then that reason. */
  readonly reasons: readonly PayoutReason[];
};

export type PlannedItem = {
  readonly payoutItemId: string;
  readonly creatorId: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  /** Pinned: a change before the call cancels the item. */
  readonly destinationAccountId: string;
  readonly status: "planned" | "held";
  /** From 0. */
  readonly chunkNo: number;
  /** Why it is held; null when planned. */
  readonly reason: ReasonOf<"unusual_amount"> | null;
};

export type PagePlan = {
  readonly batchId: string;
  readonly decisions: readonly PlannedDecision[];
  readonly items: readonly PlannedItem[];
  /** The reservations of the planned items, attempt 1. A held item reserves nothing. */
  readonly entries: readonly JournalEntry[];
  /** `firstOrdinal` of the next page. */
  readonly nextOrdinal: number;
};

/** Decides one page of creators: a decision for each, an item for the eligible, a reservation for the planned. */
export function planPage(
  snapshots: readonly CreatorSnapshot[],
  policy: PayoutPolicy,
  position: PagePosition,
): PagePlan {
  const decisions: PlannedDecision[] = [];
  const items: PlannedItem[] = [];
  for (const snapshot of snapshots) {
    const { creatorId, currency, stripeAccountId } = snapshot;
    const decision = decideEligibility(snapshot, policy, position.cutoffAt);
    // Eligible implies an account; the compiler cannot see it.
    if (decision.outcome === "skipped" || stripeAccountId === null) {
      const { reasons } = decision;
      decisions.push({ creatorId, currency, outcome: "skipped", amountMinor: null, reasons });
      continue;
    }
    const { amountMinor } = decision;
    const reason = unusualAmount(snapshot, policy, amountMinor);
    items.push({
      payoutItemId: position.newItemId(snapshot),
      creatorId,
      currency,
      amountMinor,
      destinationAccountId: stripeAccountId,
      status: reason === null ? "planned" : "held",
      chunkNo: Math.floor((position.firstOrdinal + items.length) / position.chunkSize),
      reason,
    });
    const reasons = reason === null ? [] : [reason];
    decisions.push({ creatorId, currency, outcome: "eligible", amountMinor, reasons });
  }
  const entries = items
    .filter(({ status }) => status === "planned")
    .map((item) => reservation(item, position.cutoffAt));
  return {
    batchId: position.batchId,
    decisions,
    items,
    entries,
    nextOrdinal: position.firstOrdinal + items.length,
  };
}

function reservation({ payoutItemId, creatorId, amountMinor, currency }: PlannedItem, effectiveAt: Date) {
  const amount = money(amountMinor, currency);
  return payoutReserved({ payoutItemId, attemptNo: 1, creatorId, amount, effectiveAt });
}
