import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql, Transaction } from "../database.ts";
import { assertAllInserted } from "./lost-race.ts";

/** A token purchase as the host reported it. */
export type HostTokenPurchase = {
  readonly id: string;
  readonly sourceId: string;
  readonly fanSourceId: string;
  readonly tokens: bigint;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly purchasedAt: Date;
};

/** The purchases that are recorded under these ids of the host. */
export async function findTokenPurchases(
  sql: Sql,
  sourceIds: readonly string[],
): Promise<readonly HostTokenPurchase[]> {
  return sql.query<HostTokenPurchase>(
    `SELECT p.id, p.source_id AS "sourceId", f.source_id AS "fanSourceId", p.tokens, p.amount_minor AS "amountMinor", p.currency,
            p.purchased_at AS "purchasedAt"
       FROM token_purchases p JOIN fans f ON f.id = p.fan_id WHERE p.source_id = ANY ($1::text[])`,
    [[...new Set(sourceIds)]],
  );
}

export async function insertTokenPurchases(
  tx: Transaction,
  purchases: readonly (HostTokenPurchase & { readonly fanId: string })[],
): Promise<void> {
  const inOrder = purchases.toSorted((a, b) => (a.sourceId < b.sourceId ? -1 : 1));
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO token_purchases (id, source_id, fan_id, tokens, amount_minor, currency, purchased_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::bigint[], $6::text[], $7::timestamptz[])
     ON CONFLICT (source_id) DO NOTHING RETURNING id`,
    [
      inOrder.map((purchase) => purchase.id),
      inOrder.map((purchase) => purchase.sourceId),
      inOrder.map((purchase) => purchase.fanId),
      inOrder.map((purchase) => purchase.tokens.toString()),
      inOrder.map((purchase) => purchase.amountMinor.toString()),
      inOrder.map((purchase) => purchase.currency),
      inOrder.map((purchase) => purchase.purchasedAt.toISOString()),
    ],
  );
  assertAllInserted("token_purchases", purchases.length, rows.length);
}
