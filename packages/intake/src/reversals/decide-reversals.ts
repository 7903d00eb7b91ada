import type {
  EarningSource,
  HostReversal,
  NewEarningReversal,
  NewPurchaseReversal,
  ReversibleEarningRow,
  ReversiblePurchaseRow,
  TokenBalance,
} from "@payrun/db";
import type { JournalEntry } from "@payrun/payouts-core";
import { findContradiction } from "../rows/find-contradiction.ts";
import type { ParsedRow } from "../rows/parse-rows.ts";
import { refused, type RowError, type RowResult } from "../rows/row-result.ts";
import { runningBalances } from "../token-purchases/running-balances.ts";
import { unknownEarning, unknownPurchase } from "./reversal-refusals.ts";
import type { ReversalRow } from "./reversal-row.ts";
import { reverseEarning, type EarningInCall } from "./reverse-earning.ts";
import { reversePurchase } from "./reverse-purchase.ts";

/** What a call of reversals is decided by; earnings, purchases and fans are locked. */
export type ReversalSnapshot = {
  readonly stored: readonly HostReversal[];
  readonly earnings: readonly ReversibleEarningRow[];
  readonly reversedAsTokens: ReadonlyMap<string, bigint>;
  readonly purchases: readonly ReversiblePurchaseRow[];
  readonly balances: readonly TokenBalance[];
};

export type ReversalDecision = {
  readonly results: readonly RowResult[];
  readonly entries: readonly JournalEntry[];
  readonly earningReversals: readonly NewEarningReversal[];
  readonly purchaseReversals: readonly NewPurchaseReversal[];
  /** Those that rows were accepted for, as they are after all rows. */
  readonly earnings: readonly EarningInCall[];
  readonly purchases: readonly ReversiblePurchaseRow[];
};

type Content = Omit<HostReversal, "id">;

/** Decides row after row: the second reversal of an earning in a call sees what the first one left of it. */
export function decideReversals(
  rows: readonly ParsedRow<ReversalRow>[],
  snapshot: ReversalSnapshot,
  newId: () => string,
): ReversalDecision {
  const known = new Map(snapshot.stored.map((reversal) => [reversal.sourceId, reversal]));
  const tokens = runningBalances(snapshot.balances);
  const earnings = new Map(
    snapshot.earnings.map((earning): [string, EarningInCall] => [
      keyOf(earning),
      { ...earning, reversedAsTokensMinor: snapshot.reversedAsTokens.get(earning.id) ?? 0n },
    ]),
  );
  const purchases = new Map(snapshot.purchases.map((purchase) => [purchase.sourceId, purchase]));
  const entries: JournalEntry[] = [];
  const earningReversals: NewEarningReversal[] = [];
  const purchaseReversals: NewPurchaseReversal[] = [];

  const apply = (row: ReversalRow, id: string): RowError | null => {
    if (row.earning) {
      const earning = earnings.get(keyOf(row.earning));
      if (!earning) return unknownEarning(row);
      const decision = reverseEarning(row, earning, tokens, id);
      if (decision.kind === "refused") return decision.error;
      earnings.set(keyOf(row.earning), decision.earning);
      earningReversals.push(decision.reversal);
      entries.push(decision.entry);
      return null;
    }
    const purchase = purchases.get(row.tokenPurchase?.sourceId ?? "");
    if (!purchase) return unknownPurchase(row);
    const decision = reversePurchase(row, purchase, tokens, id);
    if (decision.kind === "refused") return decision.error;
    purchases.set(purchase.sourceId, decision.purchase);
    purchaseReversals.push(decision.reversal);
    entries.push(decision.entry);
    return null;
  };

  const results = rows.map((row): RowResult => {
    const before = known.get(row.sourceId);
    if (before) return repeated(row, before);
    const id = newId();
    const error = apply(row, id);
    if (error) return refused(row, error);
    known.set(row.sourceId, { ...contentOf(row), id });
    return { index: row.index, sourceId: row.sourceId, status: "created", id };
  });
  const reversed = new Set([
    ...earningReversals.map((reversal) => reversal.earningId),
    ...purchaseReversals.map((reversal) => reversal.tokenPurchaseId),
  ]);
  const isReversed = ({ id }: { readonly id: string }) => reversed.has(id);
  return {
    results,
    entries,
    earningReversals,
    purchaseReversals,
    earnings: [...earnings.values()].filter(isReversed),
    purchases: [...purchases.values()].filter(isReversed),
  };
}

function repeated(row: ParsedRow<ReversalRow>, before: HostReversal): RowResult {
  const contradiction = findContradiction(row.sourceId, comparable(before), comparable(contentOf(row)));
  return contradiction
    ? refused(row, contradiction)
    : { index: row.index, sourceId: row.sourceId, status: "unchanged", id: before.id };
}

function contentOf(row: ReversalRow): Content {
  return {
    sourceId: row.sourceId,
    kind: row.kind,
    grossMinor: row.grossMinor,
    paidAs: row.paidAs,
    occurredAt: row.occurredAt,
    earning: row.earning ?? null,
    tokenPurchaseSourceId: row.tokenPurchase?.sourceId ?? null,
  };
}

function comparable(reversal: Content) {
  return {
    kind: reversal.kind,
    grossMinor: reversal.grossMinor,
    paidAs: reversal.paidAs,
    occurredAt: reversal.occurredAt,
    earning: reversal.earning === null ? null : keyOf(reversal.earning),
    tokenPurchase: reversal.tokenPurchaseSourceId,
  };
}

function keyOf({ sourceType, sourceId }: EarningSource): string {
  return `${sourceType}/${sourceId}`;
}
