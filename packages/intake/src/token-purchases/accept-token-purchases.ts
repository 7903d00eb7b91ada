import {
  findTokenPurchases,
  insertTokenPurchases,
  newId,
  openFanAccounts,
  openFans,
  openPlatformAccounts,
  postEntries,
  type Database,
  type HostTokenPurchase,
  type Transaction,
} from "@payrun/db";
import { money, tokensBought } from "@payrun/payouts-core";
import { findContradiction } from "../rows/find-contradiction.ts";
import { parseRows, type ParsedRow } from "../rows/parse-rows.ts";
import { inCallOrder, refused, type IntakeResult, type RowResult } from "../rows/row-result.ts";
import { tokenPurchaseRow, type TokenPurchaseRow } from "./token-purchase-row.ts";

/**
 * Takes token purchases from the host: the fans' unspent value grows by what they paid. Fans that are new are written
 * down. A repeat changes nothing.
 *
 * @param now the business clock.
 */
export async function acceptTokenPurchases(
  { db, now }: { readonly db: Database; readonly now: Date },
  rows: readonly unknown[],
): Promise<IntakeResult> {
  const { parsed, malformed } = parseRows(tokenPurchaseRow, rows, {
    now,
    instantOf: (row) => ({ field: "purchasedAt", at: row.purchasedAt }),
  });
  if (parsed.length === 0) return inCallOrder(malformed);
  return inCallOrder(malformed, await db.transaction((tx) => recordPurchases(tx, parsed)));
}

async function recordPurchases(
  tx: Transaction,
  rows: readonly ParsedRow<TokenPurchaseRow>[],
): Promise<readonly RowResult[]> {
  const stored = await findTokenPurchases(
    tx,
    rows.map((row) => row.sourceId),
  );
  const { results, bought } = decideTokenPurchases(rows, stored, () => newId());
  if (bought.length === 0) return results;
  const fanIds = await openFans(
    tx,
    bought.map((purchase) => purchase.fanSourceId),
  );
  const purchases = bought.map((purchase) => ({ ...purchase, fanId: fanIdOf(fanIds, purchase) }));
  await openFanAccounts(tx, purchases);
  await openPlatformAccounts(tx, [...new Set(purchases.map((purchase) => purchase.currency))]);
  await insertTokenPurchases(tx, purchases);
  await postEntries(
    tx,
    purchases.map((purchase) =>
      tokensBought({
        purchaseId: purchase.id,
        fanId: purchase.fanId,
        amount: money(purchase.amountMinor, purchase.currency),
        effectiveAt: purchase.purchasedAt,
      }),
    ),
  );
  return results;
}

function decideTokenPurchases(
  rows: readonly ParsedRow<TokenPurchaseRow>[],
  stored: readonly HostTokenPurchase[],
  makeId: () => string,
): { readonly results: readonly RowResult[]; readonly bought: readonly HostTokenPurchase[] } {
  const known = new Map(stored.map((purchase) => [purchase.sourceId, purchase]));
  const bought: HostTokenPurchase[] = [];
  const results = rows.map(({ index, ...row }): RowResult => {
    const recorded = known.get(row.sourceId);
    if (recorded) {
      const contradiction = findContradiction(row.sourceId, recorded, row);
      return contradiction
        ? refused({ index, sourceId: row.sourceId }, contradiction)
        : { index, sourceId: row.sourceId, status: "unchanged", id: recorded.id };
    }
    const purchase = { ...row, id: makeId() };
    known.set(row.sourceId, purchase);
    bought.push(purchase);
    return { index, sourceId: row.sourceId, status: "created", id: purchase.id };
  });
  return { results, bought };
}

function fanIdOf(fanIds: ReadonlyMap<string, string>, { fanSourceId }: HostTokenPurchase): string {
  const fanId = fanIds.get(fanSourceId);
  if (fanId === undefined) throw new Error(`fan ${fanSourceId} was not opened`);
  return fanId;
}
