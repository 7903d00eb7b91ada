import {
  findCreatorIds,
  findEarnings,
  findFanIds,
  insertEarnings,
  lockFans,
  newId,
  openCreatorAccounts,
  openPlatformAccounts,
  postEntries,
  tokenBalances,
  type Database,
  type NewEarning,
  type Transaction,
} from "@payrun/db";
import { earningRecorded, money } from "@payrun/payouts-core";
import { parseRows, type ParsedRow } from "../rows/parse-rows.ts";
import { inCallOrder, type IntakeResult, type RowResult } from "../rows/row-result.ts";
import { decideEarnings, type EarningPolicy } from "./decide-earnings.ts";
import { earningRow, type EarningRow } from "./earning-row.ts";

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
  if (recorded.length > 0) await saveEarnings(tx, recorded);
  return results;
}

async function saveEarnings(tx: Transaction, earnings: readonly NewEarning[]): Promise<void> {
  await insertEarnings(tx, earnings);
  await openCreatorAccounts(tx, ownersOf(earnings));
  await openPlatformAccounts(tx, [...new Set(earnings.map((earning) => earning.currency))]);
  await postEntries(
    tx,
    earnings.map((earning) =>
      earningRecorded({
        earningId: earning.id,
        creatorId: earning.creatorId,
        net: money(earning.grossMinor - earning.feeMinor, earning.currency),
        fee: money(earning.feeMinor, earning.currency),
        fundedBy: earning.fanId === null ? { kind: "money" } : { kind: "tokens", fanId: earning.fanId },
        effectiveAt: earning.earnedAt,
      }),
    ),
  );
}

function ownersOf(earnings: readonly NewEarning[]): readonly Pick<NewEarning, "creatorId" | "currency">[] {
  return [
    ...new Map(earnings.map((earning) => [`${earning.creatorId} ${earning.currency}`, earning])).values(),
  ];
}
