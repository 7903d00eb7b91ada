import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql, Transaction } from "../database.ts";
import type { EarningSource } from "./earnings.ts";
import { assertAllInserted } from "./lost-race.ts";

export type ReversalKind = "refund" | "chargeback" | "reinstated";

/** A reversal as the host reported it: of an earning, or of a token purchase (then always paid as money). */
export type HostReversal = {
  readonly id: string;
  readonly sourceId: string;
  readonly kind: ReversalKind;
  readonly grossMinor: bigint;
  readonly paidAs: "money" | "tokens";
  readonly occurredAt: Date;
  readonly earning: EarningSource | null;
  readonly tokenPurchaseSourceId: string | null;
};

/** The reversals that are recorded under these ids of the host, of either target. */
export async function findReversals(
  sql: Sql,
  sourceIds: readonly string[],
): Promise<readonly HostReversal[]> {
  const rows = await sql.query<
    Omit<HostReversal, "earning"> & {
      sourceType: EarningSource["sourceType"] | null;
      earningSourceId: string | null;
    }
  >(
    `SELECT r.id, r.source_id AS "sourceId", r.kind, r.gross_minor AS "grossMinor", r.paid_as AS "paidAs", r.occurred_at AS "occurredAt",
            e.source_type AS "sourceType", e.source_id AS "earningSourceId", NULL AS "tokenPurchaseSourceId"
       FROM earning_reversals r JOIN earnings e ON e.id = r.earning_id WHERE r.source_id = ANY ($1::text[])
     UNION ALL
     SELECT r.id, r.source_id, r.kind, r.gross_minor, 'money', r.occurred_at, NULL, NULL, p.source_id
       FROM token_purchase_reversals r JOIN token_purchases p ON p.id = r.token_purchase_id WHERE r.source_id = ANY ($1::text[])`,
    [[...new Set(sourceIds)]],
  );
  return rows.map(({ sourceType, earningSourceId, ...row }) => ({
    ...row,
    earning:
      sourceType !== null && earningSourceId !== null ? { sourceType, sourceId: earningSourceId } : null,
  }));
}

/** Which fans' tokens a reversal of these earnings or purchases may touch. */
export async function findReversedFans(
  sql: Sql,
  {
    earnings,
    purchases,
  }: { readonly earnings: readonly EarningSource[]; readonly purchases: readonly string[] },
): Promise<readonly string[]> {
  const rows = await sql.query<{ fanId: string }>(
    `SELECT DISTINCT e.fan_id AS "fanId" FROM unnest($1::text[], $2::text[]) AS s (source_type, source_id)
       JOIN earnings e USING (source_type, source_id) WHERE e.fan_id IS NOT NULL
     UNION
     SELECT fan_id FROM token_purchases WHERE source_id = ANY ($3::text[])`,
    [earnings.map((earning) => earning.sourceType), earnings.map((earning) => earning.sourceId), purchases],
  );
  return rows.map((row) => row.fanId);
}

export type ReversibleEarningRow = EarningSource & {
  readonly id: string;
  readonly creatorId: string;
  readonly fanId: string | null;
  readonly currency: CurrencyCode;
  readonly grossMinor: bigint;
  readonly netMinor: bigint;
  readonly reversedMinor: bigint;
  readonly reversedNetMinor: bigint;
  readonly releasedAt: Date | null;
};

/** Locks earnings in id order: a release or another reversal of one of them waits for this transaction, or was before it. */
export async function lockReversibleEarnings(
  tx: Transaction,
  sources: readonly EarningSource[],
): Promise<readonly ReversibleEarningRow[]> {
  if (sources.length === 0) return [];
  return tx.query<ReversibleEarningRow>(
    `SELECT id, source_type AS "sourceType", source_id AS "sourceId", creator_id AS "creatorId", fan_id AS "fanId", currency,
            gross_minor AS "grossMinor", net_minor AS "netMinor", reversed_minor AS "reversedMinor", reversed_net_minor AS "reversedNetMinor",
            released_at AS "releasedAt"
       FROM earnings
      WHERE id = ANY (ARRAY(SELECT e.id FROM unnest($1::text[], $2::text[]) AS s (source_type, source_id)
                              JOIN earnings e USING (source_type, source_id)))
      ORDER BY id FOR NO KEY UPDATE`,
    [sources.map((source) => source.sourceType), sources.map((source) => source.sourceId)],
  );
}

/** What of each earning the fan got back as tokens and did not lose again by a reinstatement: gross, minor units. */
export async function reversedAsTokens(
  tx: Transaction,
  earningIds: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  if (earningIds.length === 0) return new Map();
  const rows = await tx.query<{ earningId: string; grossMinor: bigint }>(
    `SELECT earning_id AS "earningId", sum(CASE kind WHEN 'reinstated' THEN -gross_minor ELSE gross_minor END)::bigint AS "grossMinor"
       FROM earning_reversals WHERE earning_id = ANY ($1::uuid[]) AND paid_as = 'tokens' GROUP BY earning_id`,
    [earningIds],
  );
  return new Map(rows.map((row) => [row.earningId, row.grossMinor]));
}

export type ReversiblePurchaseRow = {
  readonly id: string;
  readonly sourceId: string;
  readonly fanId: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly reversedMinor: bigint;
};

/** Locks token purchases in id order. */
export async function lockReversiblePurchases(
  tx: Transaction,
  sourceIds: readonly string[],
): Promise<readonly ReversiblePurchaseRow[]> {
  if (sourceIds.length === 0) return [];
  return tx.query<ReversiblePurchaseRow>(
    `SELECT id, source_id AS "sourceId", fan_id AS "fanId", currency, amount_minor AS "amountMinor", reversed_minor AS "reversedMinor"
       FROM token_purchases WHERE source_id = ANY ($1::text[]) ORDER BY id FOR NO KEY UPDATE`,
    [[...new Set(sourceIds)]],
  );
}

export type NewEarningReversal = {
  readonly id: string;
  readonly earningId: string;
  readonly sourceId: string;
  readonly kind: ReversalKind;
  readonly grossMinor: bigint;
  readonly netMinor: bigint;
  readonly feeMinor: bigint;
  readonly paidAs: "money" | "tokens";
  readonly occurredAt: Date;
};

/** Writes reversals of locked earnings, and what of each earning is reversed after them. */
export async function saveEarningReversals(
  tx: Transaction,
  reversals: readonly NewEarningReversal[],
  earnings: readonly Pick<ReversibleEarningRow, "id" | "reversedMinor" | "reversedNetMinor">[],
): Promise<void> {
  if (reversals.length === 0) return;
  const inserted = await tx.query<{ id: string }>(
    `INSERT INTO earning_reversals (id, earning_id, source_id, kind, gross_minor, net_minor, fee_minor, paid_as, occurred_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::reversal_kind[], $5::bigint[], $6::bigint[], $7::bigint[],
                          $8::reversal_form[], $9::timestamptz[])
     ON CONFLICT (source_id) DO NOTHING RETURNING id`,
    [
      reversals.map((reversal) => reversal.id),
      reversals.map((reversal) => reversal.earningId),
      reversals.map((reversal) => reversal.sourceId),
      reversals.map((reversal) => reversal.kind),
      reversals.map((reversal) => reversal.grossMinor.toString()),
      reversals.map((reversal) => reversal.netMinor.toString()),
      reversals.map((reversal) => reversal.feeMinor.toString()),
      reversals.map((reversal) => reversal.paidAs),
      reversals.map((reversal) => reversal.occurredAt.toISOString()),
    ],
  );
  assertAllInserted("earning_reversals", reversals.length, inserted.length);
  await tx.query(
    `UPDATE earnings e SET reversed_minor = n.reversed, reversed_net_minor = n.reversed_net
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS n (id, reversed, reversed_net) WHERE e.id = n.id`,
    [
      earnings.map((earning) => earning.id),
      earnings.map((earning) => earning.reversedMinor.toString()),
      earnings.map((earning) => earning.reversedNetMinor.toString()),
    ],
  );
}

export type NewPurchaseReversal = {
  readonly id: string;
  readonly tokenPurchaseId: string;
  readonly sourceId: string;
  readonly kind: ReversalKind;
  readonly grossMinor: bigint;
  readonly occurredAt: Date;
};

/** Writes reversals of locked token purchases, and what of each purchase is reversed after them. */
export async function savePurchaseReversals(
  tx: Transaction,
  reversals: readonly NewPurchaseReversal[],
  purchases: readonly Pick<ReversiblePurchaseRow, "id" | "reversedMinor">[],
): Promise<void> {
  if (reversals.length === 0) return;
  const inserted = await tx.query<{ id: string }>(
    `INSERT INTO token_purchase_reversals (id, token_purchase_id, source_id, kind, gross_minor, occurred_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::reversal_kind[], $5::bigint[], $6::timestamptz[])
     ON CONFLICT (source_id) DO NOTHING RETURNING id`,
    [
      reversals.map((reversal) => reversal.id),
      reversals.map((reversal) => reversal.tokenPurchaseId),
      reversals.map((reversal) => reversal.sourceId),
      reversals.map((reversal) => reversal.kind),
      reversals.map((reversal) => reversal.grossMinor.toString()),
      reversals.map((reversal) => reversal.occurredAt.toISOString()),
    ],
  );
  assertAllInserted("token_purchase_reversals", reversals.length, inserted.length);
  await tx.query(
    `UPDATE token_purchases p SET reversed_minor = n.reversed
       FROM unnest($1::uuid[], $2::bigint[]) AS n (id, reversed) WHERE p.id = n.id`,
    [
      purchases.map((purchase) => purchase.id),
      purchases.map((purchase) => purchase.reversedMinor.toString()),
    ],
  );
}
