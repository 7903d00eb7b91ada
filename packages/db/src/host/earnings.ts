import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql, Transaction } from "../database.ts";
import { assertAllInserted } from "./lost-race.ts";

export type EarningSource = { readonly sourceType: "tip" | "call"; readonly sourceId: string };

/** An earning as the host reported it. */
export type HostEarning = EarningSource & {
  readonly id: string;
  readonly creatorSourceId: string;
  /** The fan whose tokens paid, and how many; both null: paid in money. */
  readonly fanSourceId: string | null;
  readonly tokens: bigint | null;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly currency: CurrencyCode;
  readonly earnedAt: Date;
};

export type NewEarning = HostEarning & {
  readonly creatorId: string;
  readonly fanId: string | null;
  readonly availableAt: Date;
  /** What the fan wrote with it in Payrun's own app; absent: nothing. */
  readonly message?: string;
};

/** What of it is written: the ids, not the host's names for them. */
export type EarningToSave = Omit<NewEarning, "creatorSourceId" | "fanSourceId">;

/** The earnings that are recorded under these sources of the host. */
export async function findEarnings(
  sql: Sql,
  sources: readonly EarningSource[],
): Promise<readonly HostEarning[]> {
  return sql.query<HostEarning>(
    `SELECT e.id, e.source_type AS "sourceType", e.source_id AS "sourceId", c.source_id AS "creatorSourceId",
            f.source_id AS "fanSourceId", e.tokens, e.gross_minor AS "grossMinor", e.fee_minor AS "feeMinor", e.currency,
            e.earned_at AS "earnedAt"
       FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS s (source_type, source_id)) s
       JOIN earnings e USING (source_type, source_id)
       JOIN creators c ON c.id = e.creator_id
       LEFT JOIN fans f ON f.id = e.fan_id`,
    [sources.map((source) => source.sourceType), sources.map((source) => source.sourceId)],
  );
}

/** Writes new earnings, held. The value of one token follows from gross and tokens. */
export async function insertEarnings(tx: Transaction, earnings: readonly EarningToSave[]): Promise<void> {
  const inOrder = earnings.toSorted((a, b) => (sourceOf(a) < sourceOf(b) ? -1 : 1));
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO earnings (id, creator_id, source_type, source_id, fan_id, tokens, token_rate_minor, gross_minor, fee_minor, net_minor,
                           currency, message, earned_at, available_at, recorded_at)
     SELECT id, creator_id, source_type, source_id, fan_id, tokens, round(gross::numeric / tokens, 8), gross, fee, gross - fee,
            currency, message, earned_at, available_at, (SELECT operational_now())
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[],
                   $10::timestamptz[], $11::timestamptz[], $12::text[])
            AS n (id, creator_id, source_type, source_id, fan_id, tokens, gross, fee, currency, earned_at, available_at, message)
     ON CONFLICT (source_type, source_id) DO NOTHING RETURNING id`,
    [
      inOrder.map((earning) => earning.id),
      inOrder.map((earning) => earning.creatorId),
      inOrder.map((earning) => earning.sourceType),
      inOrder.map((earning) => earning.sourceId),
      inOrder.map((earning) => earning.fanId),
      inOrder.map((earning) => earning.tokens?.toString() ?? null),
      inOrder.map((earning) => earning.grossMinor.toString()),
      inOrder.map((earning) => earning.feeMinor.toString()),
      inOrder.map((earning) => earning.currency),
      inOrder.map((earning) => earning.earnedAt.toISOString()),
      inOrder.map((earning) => earning.availableAt.toISOString()),
      inOrder.map((earning) => earning.message ?? null),
    ],
  );
  assertAllInserted("earnings", earnings.length, rows.length);
}

function sourceOf({ sourceType, sourceId }: EarningSource): string {
  return `${sourceType}/${sourceId}`;
}
