import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql, Transaction } from "../database.ts";
import { newId } from "../new-id.ts";
import { assertAllInserted } from "./lost-race.ts";

/** The ids of the fans that Payrun knows, by the host's id. */
export async function findFanIds(
  sql: Sql,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await sql.query<{ id: string; sourceId: string }>(
    `SELECT id, source_id AS "sourceId" FROM fans WHERE source_id = ANY ($1::text[])`,
    [[...new Set(sourceIds)]],
  );
  return new Map(rows.map((row) => [row.sourceId, row.id]));
}

/** The same, after writing down the fans that are new. */
export async function openFans(
  tx: Transaction,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const known = await findFanIds(tx, sourceIds);
  const unknown = [...new Set(sourceIds)].filter((sourceId) => !known.has(sourceId)).toSorted();
  if (unknown.length === 0) return known;
  const inserted = await tx.query<{ id: string; sourceId: string }>(
    `INSERT INTO fans (id, source_id) SELECT * FROM unnest($1::uuid[], $2::text[])
     ON CONFLICT (source_id) DO NOTHING RETURNING id, source_id AS "sourceId"`,
    [unknown.map(() => newId()), unknown],
  );
  assertAllInserted("fans", unknown.length, inserted.length);
  return new Map([...known, ...inserted.map((row) => [row.sourceId, row.id] as const)]);
}

/**
 * Makes this transaction the only one that spends or gives back these fans' tokens, until it ends. Whoever decides by a
 * token balance holds this before it reads the balance, and before any other lock of the intake.
 */
export async function lockFans(tx: Transaction, fanIds: readonly string[]): Promise<void> {
  if (fanIds.length === 0) return;
  await tx.query("SELECT id FROM fans WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE", [
    [...new Set(fanIds)],
  ]);
}

export type TokenBalance = {
  readonly fanId: string;
  readonly currency: CurrencyCode;
  readonly unspentMinor: bigint;
};

/** What the fans have bought and not spent, in money, per currency. A fan without an account in a currency has nothing. */
export async function tokenBalances(sql: Sql, fanIds: readonly string[]): Promise<readonly TokenBalance[]> {
  if (fanIds.length === 0) return [];
  return sql.query<TokenBalance>(
    `SELECT f.id AS "fanId", a.currency, a.balance_minor AS "unspentMinor"
       FROM unnest($1::uuid[]) AS f (id) JOIN ledger_accounts a ON a.code = 'fan:' || f.id || ':tokens'`,
    [[...new Set(fanIds)]],
  );
}
