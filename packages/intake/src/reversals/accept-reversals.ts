import {
  findReversals,
  findReversedFans,
  lockFans,
  lockReversibleEarnings,
  lockReversiblePurchases,
  newId,
  notifyCreators,
  openPlatformAccounts,
  postEntries,
  reversedAsTokens,
  saveEarningReversals,
  savePurchaseReversals,
  tokenBalances,
  type CreatorNews,
  type Database,
  type Transaction,
} from "@payrun/db";
import { parseRows, type ParsedRow } from "../rows/parse-rows.ts";
import { inCallOrder, type IntakeResult, type RowResult } from "../rows/row-result.ts";
import { decideReversals, type ReversalDecision } from "./decide-reversals.ts";
import { reversalRow, type ReversalRow } from "./reversal-row.ts";

/**
 * Takes refunds, chargebacks and reinstatements from the host. What is held is reversed from held, what was released from
 * available, where it may leave a debt. A repeat changes nothing.
 *
 * @param now the business clock.
 */
export async function acceptReversals(
  { db, now }: { readonly db: Database; readonly now: Date },
  rows: readonly unknown[],
): Promise<IntakeResult> {
  const { parsed, malformed } = parseRows(reversalRow, rows, {
    now,
    instantOf: (row) => ({ field: "occurredAt", at: row.occurredAt }),
  });
  if (parsed.length === 0) return inCallOrder(malformed);
  return inCallOrder(malformed, await db.transaction((tx) => recordReversals(tx, parsed)));
}

async function recordReversals(
  tx: Transaction,
  rows: readonly ParsedRow<ReversalRow>[],
): Promise<readonly RowResult[]> {
  const sources = rows.flatMap((row) => row.earning ?? []);
  const purchaseIds = rows.flatMap((row) => row.tokenPurchase?.sourceId ?? []);
  // Fans, then earnings, then purchases, then accounts: the order of every use case here, so none waits in a circle.
  const fanIds = await findReversedFans(tx, {
    earnings: rows.flatMap((row) => (row.paidAs === "tokens" ? (row.earning ?? []) : [])),
    purchases: purchaseIds,
  });
  await lockFans(tx, fanIds);
  const earnings = await lockReversibleEarnings(tx, sources);
  const purchases = await lockReversiblePurchases(tx, purchaseIds);
  const decision = decideReversals(
    rows,
    {
      earnings,
      purchases,
      stored: await findReversals(
        tx,
        rows.map((row) => row.sourceId),
      ),
      reversedAsTokens: await reversedAsTokens(
        tx,
        earnings.filter((earning) => earning.reversedMinor > 0n).map((earning) => earning.id),
      ),
      balances: await tokenBalances(tx, fanIds),
    },
    () => newId(),
  );
  if (decision.entries.length > 0) await saveReversals(tx, decision);
  return decision.results;
}

async function saveReversals(tx: Transaction, decision: ReversalDecision): Promise<void> {
  await saveEarningReversals(tx, decision.earningReversals, decision.earnings);
  await savePurchaseReversals(tx, decision.purchaseReversals, decision.purchases);
  // Losses may be the first entry of the platform's in this currency.
  await openPlatformAccounts(tx, [
    ...new Set(decision.entries.flatMap((entry) => entry.postings.map((posting) => posting.currency))),
  ]);
  await postEntries(tx, decision.entries);
  await notifyCreators(tx, correctionsOf(decision));
}

/** What was held against exactly this needs no word; what moves a balance that she could have been paid does. */
function correctionsOf({ earningReversals, earnings }: ReversalDecision): readonly CreatorNews[] {
  const released = new Map(
    earnings.filter((earning) => earning.releasedAt !== null).map((earning) => [earning.id, earning]),
  );
  return earningReversals.flatMap(({ id, earningId, kind, netMinor }): readonly CreatorNews[] => {
    const earning = released.get(earningId);
    if (earning === undefined || netMinor === 0n) return [];
    const { creatorId, currency } = earning;
    return [
      {
        creatorId,
        dedupeKey: `reversal/${id}`,
        kind: "balance_corrected",
        data: {
          cause: kind,
          direction: kind === "reinstated" ? "more" : "less",
          amountMinor: String(netMinor),
          currency,
          earningId,
          payoutItemId: null,
        },
      },
    ];
  });
}
