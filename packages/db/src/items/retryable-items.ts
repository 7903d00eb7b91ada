import type { CurrencyCode, PayoutReason, RefusalClass } from "@payrun/payouts-core";
import type { Database, Sql, Transaction } from "../database.ts";
import { isStopped } from "../operations/payout-stops.ts";

export type RetryableItem = {
  readonly payoutItemId: string;
  readonly batchId: string;
  readonly creatorId: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly attemptNo: number;
  readonly chunkNo: number;
  readonly countedAttempts: number;
  readonly status: "failed" | "held";
  readonly reason: PayoutReason | null;
  readonly refusalClass: RefusalClass | null;
};

/**
 * Creators with a failed or held item of a batch that may still send, a page at a time by creator id.
 *
 * @param creatorIds only these; null: all.
 */
export async function creatorsToRetry(
  sql: Sql,
  {
    creatorIds,
    after,
    limit,
  }: { readonly creatorIds: readonly string[] | null; readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await sql.query<{ creatorId: string }>(
    `SELECT DISTINCT i.creator_id AS "creatorId" FROM payout_items i JOIN payout_batches b ON b.id = i.batch_id
      WHERE i.status IN ('failed', 'held') AND b.status IN ('processing', 'paused', 'awaiting_funds', 'completed')
        AND ($1::uuid[] IS NULL OR i.creator_id = ANY ($1)) AND ($2::uuid IS NULL OR i.creator_id > $2)
      ORDER BY i.creator_id LIMIT $3`,
    [creatorIds, after, limit],
  );
  return rows.map((row) => row.creatorId);
}

/** The failed and held items of these creators, locked; oldest batch first. Lock their available accounts before. */
export async function lockRetryableItems(
  tx: Transaction,
  creatorIds: readonly string[],
): Promise<readonly RetryableItem[]> {
  return tx.query<RetryableItem>(
    `SELECT i.id AS "payoutItemId", i.batch_id AS "batchId", i.creator_id AS "creatorId", i.currency, i.amount_minor AS "amountMinor",
            i.attempt_no AS "attemptNo", i.chunk_no AS "chunkNo", i.counted_attempts AS "countedAttempts", i.status,
            i.reason, t.refusal_class AS "refusalClass"
       FROM payout_items i
       JOIN payout_batches b ON b.id = i.batch_id
       LEFT JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = i.attempt_no
      WHERE i.creator_id = ANY ($1::uuid[]) AND i.status IN ('failed', 'held')
        AND b.status IN ('processing', 'paused', 'awaiting_funds', 'completed')
      ORDER BY b.scheduled_for, i.id FOR NO KEY UPDATE OF i`,
    [creatorIds],
  );
}

/** A batch's chunks with planned items, staged again; used after a retry and by the sweeper. */
export async function stageChunks(
  tx: Sql,
  chunks: readonly { readonly batchId: string; readonly chunkNo: number }[],
  { delayMs = 0 }: { readonly delayMs?: number } = {},
): Promise<void> {
  if (chunks.length === 0) return;
  await tx.query(
    `INSERT INTO outbox (topic, name, payload, dedupe_key, available_at)
     SELECT DISTINCT 'job'::outbox_topic, 'process-payout-chunk', jsonb_build_object('batchId', c.batch_id, 'chunkNo', c.chunk_no),
            'chunk/' || c.batch_id || '/' || c.chunk_no, (SELECT operational_now()) + $3 * interval '1 millisecond'
       FROM unnest($1::text[], $2::int[]) AS c (batch_id, chunk_no)
     ON CONFLICT (dedupe_key) WHERE sent_at IS NULL DO NOTHING`,
    [chunks.map((chunk) => chunk.batchId), chunks.map((chunk) => chunk.chunkNo), delayMs],
  );
}

/**
 * Batches that may send, have planned items due, and in which nothing moved for a while although nothing stops them:
 * their chunk jobs were lost with the queue. Each is staged again, up to `chunksMax` chunks at a time.
 */
export async function idleBatches(
  db: Database,
  { idleMs }: { readonly idleMs: number },
): Promise<readonly string[]> {
  const rows = await db.query<{ batchId: string }>(
    `SELECT b.id AS "batchId" FROM payout_batches b
      WHERE b.status IN ('processing', 'completed') AND b.planned_count > 0
        AND EXISTS (SELECT FROM payout_items i WHERE i.batch_id = b.id AND i.status = 'planned' AND NOT ${isStopped("i")}
                       AND (i.not_before IS NULL OR i.not_before <= (SELECT operational_now()))
                       AND i.moved_at < (SELECT operational_now()) - $1 * interval '1 millisecond')
        AND NOT EXISTS (SELECT FROM transfers t WHERE t.status IN ('claimed', 'begun') AND t.lease_until > (SELECT operational_now()))
        AND NOT EXISTS (SELECT FROM transfers t WHERE t.last_sent_at > (SELECT operational_now()) - $1 * interval '1 millisecond')`,
    [idleMs],
  );
  return rows.map((row) => row.batchId);
}
