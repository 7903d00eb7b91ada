import {
  findCreatorIds,
  findEarnings,
  findFanIds,
  lockFans,
  newId,
  tokenBalances,
  type Database,
  type Transaction,
} from "@payrun/db";
import { parseRows, type ParsedRow } from "../rows/parse-rows.ts";
import { inCallOrder, type IntakeResult, type RowResult } from "../rows/row-result.ts";
import { decideEarnings, type EarningPolicy } from "./decide-earnings.ts";
import { earningRow, type EarningRow } from "./earning-row.ts";
import { saveEarnings } from "./save-earnings.ts";

/**
 * Takes earnings from the host: each is credited to its creator's held balance, paid from the fan's tokens or in money.
 * A repeat changes nothing.
 *
 * @param now the business clock.
 */
export async function acceptEarnings(
  { db, now, ...policy }: { readonly db: Database; readonly now: Date } & EarningPolicy,
  rows: readonly unknown[],
): Promise<IntakeResult> {
  const { parsed, malformed } = parseRows(earningRow, rows, {
    now,
    instantOf: (row) => ({ field: "earnedAt", at: row.earnedAt }),
  });
  if (parsed.length === 0) return inCallOrder(malformed);
  return inCallOrder(malformed, await db.transaction((tx) => recordEarnings(tx, parsed, policy)));
}

async function recordEarnings(
  tx: Transaction,
  rows: readonly ParsedRow<EarningRow>[],
  policy: EarningPolicy,
): Promise<readonly RowResult[]> {
  const creatorIds = await findCreatorIds(
    tx,
    rows.map((row) => row.creatorSourceId),
  );
  const fanIds = await findFanIds(
    tx,
    rows.flatMap((row) => row.fanSourceId ?? []),
  );
  // The fans first: from here on their balances, and which of their earnings exist, stay as they are read.
  await lockFans(tx, [...fanIds.values()]);
  const balances = await tokenBalances(tx, [...fanIds.values()]);
  const stored = await findEarnings(tx, rows);
  const { results, recorded } = decideEarnings(rows, { creatorIds, fanIds, balances, stored }, policy, () =>
    newId(),
  );
  await saveEarnings(tx, recorded);
  return results;
}
