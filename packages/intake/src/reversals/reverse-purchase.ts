import type { NewPurchaseReversal, ReversiblePurchaseRow } from "@payrun/db";
import {
  money,
  tokenPurchaseReinstated,
  tokenPurchaseReversed,
  type JournalEntry,
} from "@payrun/payouts-core";
import type { RowError } from "../rows/row-result.ts";
import type { RunningBalances } from "../token-purchases/running-balances.ts";
import { exceeds } from "./reversal-refusals.ts";
import type { ReversalRow } from "./reversal-row.ts";

export type PurchaseReversalDecision =
  | { readonly kind: "refused"; readonly error: RowError }
  | {
      readonly kind: "accepted";
      readonly reversal: NewPurchaseReversal;
      readonly entry: JournalEntry;
      readonly purchase: ReversiblePurchaseRow;
    };

/** Decides one row about a token purchase, and moves the running token balances when it is accepted. */
export function reversePurchase(
  row: ReversalRow,
  purchase: ReversiblePurchaseRow,
  tokens: RunningBalances,
  reversalId: string,
): PurchaseReversalDecision {
  const { currency, reversedMinor } = purchase;
  const error =
    row.kind === "reinstated" ? exceedsReversed(row, purchase) : exceedsWhatIsLeft(row, purchase, tokens);
  if (error) return { kind: "refused", error };
  const movedMinor = row.kind === "reinstated" ? -row.grossMinor : row.grossMinor;
  tokens.move(purchase, -movedMinor);
  const toEntry = row.kind === "reinstated" ? tokenPurchaseReinstated : tokenPurchaseReversed;
  return {
    kind: "accepted",
    entry: toEntry({
      reversalId,
      fanId: purchase.fanId,
      amount: money(row.grossMinor, currency),
      effectiveAt: row.occurredAt,
    }),
    reversal: {
      id: reversalId,
      tokenPurchaseId: purchase.id,
      sourceId: row.sourceId,
      kind: row.kind,
      grossMinor: row.grossMinor,
      occurredAt: row.occurredAt,
    },
    purchase: { ...purchase, reversedMinor: reversedMinor + movedMinor },
  };
}

function exceedsReversed(
  row: ReversalRow,
  { reversedMinor, currency }: ReversiblePurchaseRow,
): RowError | null {
  return row.grossMinor > reversedMinor
    ? exceeds("exceeds_reversed", row, { leftMinor: reversedMinor, currency })
    : null;
}

function exceedsWhatIsLeft(
  row: ReversalRow,
  purchase: ReversiblePurchaseRow,
  tokens: RunningBalances,
): RowError | null {
  const { currency } = purchase;
  const unreversedMinor = purchase.amountMinor - purchase.reversedMinor;
  if (row.grossMinor > unreversedMinor)
    return exceeds("exceeds_unreversed", row, { leftMinor: unreversedMinor, currency });
  const unspentMinor = tokens.unspent(purchase);
  return row.grossMinor > unspentMinor
    ? exceeds("exceeds_unspent_tokens", row, { leftMinor: unspentMinor, currency })
    : null;
}
