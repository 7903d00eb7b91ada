import type { JournalEntry, PagePlan } from "@payrun/payouts-core";
import type { Transaction } from "../database.ts";
import { postEntries } from "../ledger/post-entries.ts";
import { TELL_OF_MOVED } from "../notifications/payout-news.ts";

export type BatchInPlanning = {
  readonly batchId: string;
  readonly periodKey: string;
  readonly cutoffAt: Date;
  readonly planningCursor: string | null;
  readonly nextOrdinal: number;
};

/** Locks the batch row and returns it while it is in planning; null when it is planned already. One planner at a time. */
export async function lockBatchInPlanning(tx: Transaction, batchId: string): Promise<BatchInPlanning | null> {
  const [batch] = await tx.query<BatchInPlanning>(
    `SELECT id AS "batchId", period_key AS "periodKey", cutoff_at AS "cutoffAt", planning_cursor AS "planningCursor", next_ordinal AS "nextOrdinal"
       FROM payout_batches WHERE id = $1 AND status = 'planning' AND planned_at IS NULL FOR NO KEY UPDATE`,
    [batchId],
  );
  return batch ?? null;
}

/**
 * Writes a planned page: decisions for all, items and reservations for the eligible, what it supersedes, the cursor. Whose
 * item is held at once is told; why somebody has none stands in the decisions.
 * `returned` are the ledger entries of superseded items that still held their money.
 */
export async function savePlannedPage(
  tx: Transaction,
  batch: BatchInPlanning,
  plan: PagePlan,
  {
    superseded,
    returned,
    lastCreatorId,
  }: {
    readonly superseded: readonly string[];
    readonly returned: readonly JournalEntry[];
    readonly lastCreatorId: string;
  },
): Promise<void> {
  if (superseded.length > 0) {
    await tx.query(
      `UPDATE payout_items SET status = 'superseded', moved_at = (SELECT operational_now()),
              reason = jsonb_build_object('code', 'superseded', 'periodKey', $2::text)
        WHERE id = ANY ($1::uuid[])`,
      [superseded, batch.periodKey],
    );
  }
  await insertDecisions(tx, batch.batchId, plan);
  await insertItems(tx, batch.batchId, plan);
  await postEntries(tx, [...returned, ...plan.entries]);
  await tx.query("UPDATE payout_batches SET planning_cursor = $2, next_ordinal = $3 WHERE id = $1", [
    batch.batchId,
    lastCreatorId,
    plan.nextOrdinal,
  ]);
}

/** Every creator has a decision: the batch is planned. Returns false when it was already. */
export async function finishPlanning(tx: Transaction, batchId: string): Promise<boolean> {
  const rows = await tx.query(
    "UPDATE payout_batches SET planned_at = (SELECT operational_now()) WHERE id = $1 AND status = 'planning' AND planned_at IS NULL RETURNING id",
    [batchId],
  );
  return rows.length > 0;
}

async function insertDecisions(tx: Transaction, batchId: string, { decisions }: PagePlan): Promise<void> {
  await tx.query(
    `INSERT INTO payout_decisions (batch_id, creator_id, currency, outcome, amount_minor, reasons)
     SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::decision_outcome[], $5::bigint[], $6::jsonb[])`,
    [
      batchId,
      decisions.map((decision) => decision.creatorId),
      decisions.map((decision) => decision.currency),
      decisions.map((decision) => decision.outcome),
      decisions.map((decision) => decision.amountMinor?.toString() ?? null),
      decisions.map((decision) => JSON.stringify(decision.reasons)),
    ],
  );
}

async function insertItems(tx: Transaction, batchId: string, { items }: PagePlan): Promise<void> {
  if (items.length === 0) return;
  await tx.query(
    `WITH moved AS (
       INSERT INTO payout_items (id, batch_id, creator_id, currency, amount_minor, status, chunk_no, destination_account_id, reason,
                                 created_at, moved_at, left_out)
       SELECT i.id, $1, i.creator_id, i.currency, i.amount_minor, i.status, i.chunk_no, i.destination, i.reason,
              (SELECT operational_now()), (SELECT operational_now()),
              EXISTS (SELECT FROM payout_items e WHERE e.creator_id = i.creator_id AND e.currency = i.currency
                         AND e.left_out AND e.status = 'superseded' AND e.reason ->> 'periodKey' = b.period_key)
         FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::item_status[], $7::int[], $8::text[], $9::jsonb[])
              AS i (id, creator_id, currency, amount_minor, status, chunk_no, destination, reason)
         JOIN payout_batches b ON b.id = $1
       RETURNING *
     ), ${TELL_OF_MOVED} SELECT`,
    [
      batchId,
      items.map((item) => item.payoutItemId),
      items.map((item) => item.creatorId),
      items.map((item) => item.currency),
      items.map((item) => item.amountMinor.toString()),
      items.map((item) => item.status),
      items.map((item) => item.chunkNo),
      items.map((item) => item.destinationAccountId),
      items.map((item) => (item.reason === null ? null : JSON.stringify(item.reason))),
    ],
  );
}
