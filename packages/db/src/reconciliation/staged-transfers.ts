import type { ComparedPair, CurrencyCode, ItemStatus, TransferStatus } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";
import { idOrNull, newId } from "../new-id.ts";

/** One comparison with Stripe's list of transfers, which is put here page by page. */
export type Comparison = {
  readonly comparisonId: string;
  /** The database's clock. What was recorded before it must be in a list that is read after it. */
  readonly startedAt: Date;
};

/** Begins one; what an earlier one left behind, whose worker is gone, is removed. */
export async function beginComparison(sql: Sql): Promise<Comparison> {
  await sql.query("DELETE FROM compared_transfers WHERE staged_at < operational_now() - interval '1 day'");
  const [row] = await sql.query<{ now: Date }>("SELECT operational_now() AS now");
  if (!row) throw new Error("the database told no time");
  return { comparisonId: newId(), startedAt: row.now };
}

export async function endComparison(sql: Sql, { comparisonId }: Comparison): Promise<void> {
  await sql.query("DELETE FROM compared_transfers WHERE comparison_id = $1", [comparisonId]);
}

/** A transfer as Stripe lists it, as far as a comparison needs it. */
export type StagedTransfer = {
  readonly transferId: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly destinationAccountId: string | null;
  readonly transferGroup: string | null;
  readonly payoutItemId: string | null;
  readonly payoutBatchId: string | null;
  readonly attemptNo: number | null;
  readonly livemode: boolean;
  readonly reversedMinor: bigint;
  readonly createdAt: Date;
};

export async function stageTransfers(
  sql: Sql,
  { comparisonId }: Comparison,
  page: readonly StagedTransfer[],
): Promise<void> {
  await sql.query(
    `INSERT INTO compared_transfers (comparison_id, stripe_transfer_id, amount_minor, currency, destination_account_id, transfer_group,
                                     payout_item_id, payout_batch_id, attempt_no, livemode, reversed_minor, created_at, item_ref, batch_ref)
     SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[],
                              $10::bool[], $11::bigint[], $12::timestamptz[], $13::uuid[], $14::uuid[])
     ON CONFLICT DO NOTHING`,
    [
      comparisonId,
      page.map((transfer) => transfer.transferId),
      page.map((transfer) => transfer.amountMinor.toString()),
      page.map((transfer) => transfer.currency),
      page.map((transfer) => transfer.destinationAccountId),
      page.map((transfer) => transfer.transferGroup),
      page.map((transfer) => transfer.payoutItemId),
      page.map((transfer) => transfer.payoutBatchId),
      page.map((transfer) => transfer.attemptNo),
      page.map((transfer) => transfer.livemode),
      page.map((transfer) => transfer.reversedMinor.toString()),
      page.map((transfer) => transfer.createdAt.toISOString()),
      page.map((transfer) => idOrNull(transfer.payoutItemId ?? transfer.transferGroup)),
      page.map((transfer) => idOrNull(transfer.payoutBatchId)),
    ],
  );
}

/** A pair for core, and what a finding about it belongs to. */
export type LoadedPair = ComparedPair & {
  readonly batchId: string | null;
  readonly payoutItemId: string | null;
  readonly transferId: string | null;
  readonly stripeTransferId: string | null;
  readonly occurredAt: Date;
};

/**
 * A page of Stripe's staged transfers with their attempts: the one that has the transfer's id; else the one that its metadata
 * names; else, without metadata, the present one of the item that its group names. Keyset by the transfer's id.
 */
export async function theirPairs(
  sql: Sql,
  { comparisonId }: Comparison,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly LoadedPair[]> {
  const rows = await sql.query<PairRow>(
    `SELECT ${THEIRS}, ${OURS}, coalesce(i.batch_id, b.id) AS "foundBatchId", i.id AS "foundItemId", t.id AS "ourId",
            s.created_at AS "occurredAt",
            EXISTS (SELECT FROM journal_entries e WHERE e.idempotency_key = 'transfer/' || s.stripe_transfer_id || '/adopted') AS adopted
       FROM (SELECT * FROM compared_transfers WHERE comparison_id = $1 AND stripe_transfer_id > $2
              ORDER BY stripe_transfer_id LIMIT $3) s
       LEFT JOIN transfers o ON o.stripe_transfer_id = s.stripe_transfer_id
       LEFT JOIN payout_items i ON i.id = coalesce(o.payout_item_id, s.item_ref)
       LEFT JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = coalesce(o.attempt_no, s.attempt_no, i.attempt_no)
       LEFT JOIN payout_batches b ON b.id = s.batch_ref
       LEFT JOIN LATERAL (SELECT sum(fee_minor) AS fee_minor FROM balance_transactions
                           WHERE source_id = s.stripe_transfer_id AND type = 'transfer') x ON true
      ORDER BY s.stripe_transfer_id`,
    [comparisonId, after, limit],
  );
  return rows.map(loadedPair);
}

/**
 * A page of attempts that were recorded as paid before the comparison began, begun at or after `sentFrom`, and that Stripe's list does
 * not have. Keyset by the attempt's id.
 */
export async function oursUnseen(
  sql: Sql,
  { comparisonId, startedAt }: Comparison,
  {
    sentFrom,
    after,
    limit,
  }: { readonly sentFrom: Date; readonly after: string | null; readonly limit: number },
): Promise<readonly LoadedPair[]> {
  const rows = await sql.query<PairRow>(
    `SELECT NULL AS "theirId", ${OURS}, i.batch_id AS "foundBatchId", i.id AS "foundItemId", t.id AS "ourId",
            t.first_sent_at AS "occurredAt", false AS adopted
       FROM transfers t JOIN payout_items i ON i.id = t.payout_item_id
      WHERE t.status = 'paid' AND t.last_sent_at >= $2 AND t.first_sent_at >= $2 AND t.finished_at < $3 AND ($4::uuid IS NULL OR t.id > $4)
        AND NOT EXISTS (SELECT FROM compared_transfers s WHERE s.comparison_id = $1 AND s.stripe_transfer_id = t.stripe_transfer_id)
      ORDER BY t.id LIMIT $5`,
    [comparisonId, sentFrom.toISOString(), startedAt.toISOString(), after, limit],
  );
  return rows.map(loadedPair);
}

const THEIRS = `s.stripe_transfer_id AS "theirId", s.amount_minor AS "theirAmount", s.currency AS "theirCurrency",
            s.destination_account_id AS "theirDestination", s.payout_item_id AS "namedItemId", s.payout_batch_id AS "namedBatchId",
            s.attempt_no AS "namedAttemptNo", s.livemode, s.reversed_minor AS "theirReversed", x.fee_minor::bigint AS "feeMinor"`;
const OURS = `t.attempt_no AS "attemptNo", t.idempotency_key AS "idempotencyKey", t.status, t.amount_minor AS "amountMinor", t.currency,
            t.destination_account_id AS destination, t.stripe_transfer_id AS "stripeTransferId", t.first_sent_at AS "sentAt",
            i.status AS "itemStatus", i.attempt_no = t.attempt_no AS "isPresent", i.reversed_minor AS "reversedMinor"`;

type PairRow = {
  theirId: string | null;
  theirAmount: bigint;
  theirCurrency: string;
  theirDestination: string | null;
  namedItemId: string | null;
  namedBatchId: string | null;
  namedAttemptNo: number | null;
  livemode: boolean;
  theirReversed: bigint;
  feeMinor: bigint | null;
  ourId: string | null;
  attemptNo: number;
  idempotencyKey: string;
  status: TransferStatus;
  amountMinor: bigint;
  currency: string;
  destination: string;
  stripeTransferId: string | null;
  sentAt: Date | null;
  itemStatus: ItemStatus;
  isPresent: boolean;
  reversedMinor: bigint;
  foundBatchId: string | null;
  foundItemId: string | null;
  occurredAt: Date;
  adopted: boolean;
};

function loadedPair(row: PairRow): LoadedPair {
  const theirs =
    row.theirId === null
      ? null
      : {
          stripeTransferId: row.theirId,
          amountMinor: row.theirAmount,
          currency: row.theirCurrency,
          destinationAccountId: row.theirDestination,
          payoutItemId: row.namedItemId,
          payoutBatchId: row.namedBatchId,
          attemptNo: row.namedAttemptNo,
          livemode: row.livemode,
          reversedMinor: row.theirReversed,
          feeMinor: row.feeMinor,
        };
  const ours =
    row.ourId === null
      ? null
      : {
          payoutItemId: row.foundItemId ?? "",
          batchId: row.foundBatchId ?? "",
          attemptNo: row.attemptNo,
          idempotencyKey: row.idempotencyKey,
          status: row.status,
          amountMinor: row.amountMinor,
          currency: row.currency,
          destinationAccountId: row.destination,
          stripeTransferId: row.stripeTransferId,
          sentAt: row.sentAt,
          itemStatus: row.itemStatus,
          isPresent: row.isPresent,
          reversedMinor: row.reversedMinor,
        };
  return {
    ours,
    theirs,
    adopted: row.adopted,
    batchId: row.foundBatchId,
    payoutItemId: row.foundItemId,
    transferId: row.ourId,
    stripeTransferId: row.theirId ?? row.stripeTransferId,
    occurredAt: row.occurredAt,
  };
}

/** A completed batch that a comparison covers, and when its first attempt was begun; null: nothing was ever sent. */
export type CoveredBatch = { readonly batchId: string; readonly firstSentAt: Date | null };

/** The batches that were completed in the last 35 days. */
export function batchesToCompare(sql: Sql): Promise<readonly CoveredBatch[]> {
  return sql.query<CoveredBatch>(
    `SELECT b.id AS "batchId", min(t.first_sent_at) AS "firstSentAt"
       FROM payout_batches b LEFT JOIN payout_items i ON i.batch_id = b.id LEFT JOIN transfers t ON t.payout_item_id = i.id
      WHERE b.status = 'completed' AND b.completed_at > (SELECT operational_now()) - interval '35 days'
      GROUP BY b.id`,
  );
}
