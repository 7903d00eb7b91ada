import type { BatchStatus, CurrencyCode } from "@payrun/payouts-core";
import type { Database, Sql, Transaction } from "../database.ts";
import { stageChunkJobs, stageJobs } from "../operations/outbox.ts";

export type LockedBatch = {
  readonly batchId: string;
  readonly periodKey: string;
  readonly status: BatchStatus;
  readonly planned: boolean;
  readonly itemCount: number;
  readonly openCount: number;
  readonly plannedCount: number;
  readonly awaitingFundsCount: number;
};

/** Locks a batch row and returns it, or null when there is none. */
export async function lockBatch(tx: Transaction, batchId: string): Promise<LockedBatch | null> {
  const [batch] = await tx.query<LockedBatch>(
    `SELECT id AS "batchId", period_key AS "periodKey", status, planned_at IS NOT NULL AS planned, item_count AS "itemCount",
            open_count AS "openCount", planned_count AS "plannedCount", awaiting_funds_count AS "awaitingFundsCount"
       FROM payout_batches WHERE id = $1 FOR NO KEY UPDATE`,
    [batchId],
  );
  return batch ?? null;
}

/** Moves a batch and says why, with numbers. The database refuses a move that the table in core does not have. */
export async function moveBatch(
  tx: Transaction,
  batchId: string,
  to: BatchStatus,
  reason: Readonly<Record<string, unknown>> | null,
): Promise<void> {
  await tx.query(
    `UPDATE payout_batches SET status = $2::batch_status, status_reason = $3,
            processing_at = CASE WHEN $2::batch_status = 'processing' THEN coalesce(processing_at, (SELECT operational_now())) ELSE processing_at END
      WHERE id = $1`,
    [batchId, to, reason === null ? null : JSON.stringify(reason)],
  );
}

/** Moves a locked batch to processing and stages its chunk jobs in the same transaction. */
export async function startProcessing(tx: Transaction, batchId: string): Promise<void> {
  await moveBatch(tx, batchId, "processing", null);
  await stageChunkJobs(tx, batchId);
}

/**
 * Completes a batch that is planned and has no open item, exactly once, and stages its reconciliation with
 * Stripe. Returns its period key when this call completed it: the caller then tells the admins, in the same transaction.
 */
export async function completeBatchIfDone(tx: Sql, batchId: string): Promise<string | null> {
  const [completed] = await tx.query<{ periodKey: string }>(
    `UPDATE payout_batches SET status = 'completed', completed_at = (SELECT operational_now()), status_reason = NULL
      WHERE id = $1 AND status IN ('processing', 'paused', 'awaiting_funds') AND planned_at IS NOT NULL AND open_count = 0
     RETURNING period_key AS "periodKey"`,
    [batchId],
  );
  if (!completed) return null;
  await stageJobs(tx, [
    { name: "reconcile-stripe", payload: { batchId }, dedupeKey: `reconcile/${batchId}` },
  ]);
  return completed.periodKey;
}

export type PastTotals = {
  readonly count: number;
  readonly totalsMinor: Readonly<Record<CurrencyCode, bigint>>;
};

/** Counts and planned totals of a batch. */
export async function batchTotals(sql: Sql, batchId: string): Promise<PastTotals> {
  const rows = await sql.query<{ currency: string; items: number; amountMinor: bigint }>(
    `SELECT currency, item_count AS items, amount_minor AS "amountMinor" FROM payout_batch_totals WHERE batch_id = $1`,
    [batchId],
  );
  return toTotals(rows);
}

/** The totals of the last six batches that ran before this one, newest first. */
export async function pastBatchTotals(sql: Sql, batchId: string): Promise<readonly PastTotals[]> {
  const rows = await sql.query<{ batchId: string; currency: string; items: number; amountMinor: bigint }>(
    `SELECT t.batch_id AS "batchId", t.currency, t.item_count AS items, t.amount_minor AS "amountMinor"
       FROM payout_batch_totals t
      WHERE t.batch_id IN (
        SELECT id FROM payout_batches
         WHERE status = 'completed' AND scheduled_for < (SELECT scheduled_for FROM payout_batches WHERE id = $1)
         ORDER BY scheduled_for DESC LIMIT 6)`,
    [batchId],
  );
  const byBatch = Map.groupBy(rows, (row) => row.batchId);
  return [...byBatch.values()].map(toTotals);
}

function toTotals(
  rows: readonly { readonly currency: string; readonly items: number; readonly amountMinor: bigint }[],
): PastTotals {
  return {
    count: rows.reduce((sum, row) => sum + row.items, 0),
    totalsMinor: Object.fromEntries(rows.map((row) => [row.currency, row.amountMinor])),
  };
}

/** Open money of a batch per currency: what funds have to cover now, and what is on its way already. */
export async function openMoney(
  sql: Sql,
  batchId: string,
): Promise<
  readonly {
    readonly currency: CurrencyCode;
    readonly waitingMinor: bigint;
    readonly onItsWayMinor: bigint;
  }[]
> {
  return sql.query(
    `SELECT currency,
            coalesce(sum(amount_minor) FILTER (WHERE status IN ('planned', 'awaiting_funds')), 0)::bigint AS "waitingMinor",
            coalesce(sum(amount_minor) FILTER (WHERE status IN ('sending', 'unknown')), 0)::bigint AS "onItsWayMinor"
       FROM payout_items WHERE batch_id = $1 AND status IN ('planned', 'awaiting_funds', 'sending', 'unknown')
      GROUP BY currency ORDER BY currency`,
    [batchId],
  );
}

/** The items of one currency that wait to be sent, for the order in which short funds are shared out. */
export async function waitingItems(
  sql: Sql,
  batchId: string,
  currency: CurrencyCode,
): Promise<
  readonly { readonly payoutItemId: string; readonly amountMinor: bigint; readonly leftOutBefore: boolean }[]
> {
  return sql.query(
    `SELECT id AS "payoutItemId", amount_minor AS "amountMinor", left_out AS "leftOutBefore"
       FROM payout_items WHERE batch_id = $1 AND currency = $2 AND status IN ('planned', 'awaiting_funds')`,
    [batchId, currency],
  );
}

/**
 * Marks which items funds cover now (`planned`) and which wait (`awaiting_funds`, remembered for the next time).
 *
 * @returns how many that had to wait may go now.
 */
export async function allocateFunds(
  tx: Transaction,
  {
    funded,
    short,
    shortReason,
  }: {
    readonly funded: readonly string[];
    readonly short: readonly string[];
    readonly shortReason: Readonly<Record<string, unknown>>;
  },
): Promise<number> {
  if (short.length > 0) {
    await tx.query(
      `UPDATE payout_items SET status = 'awaiting_funds', moved_at = (SELECT operational_now()), reason = $2, left_out = true
        WHERE id = ANY ($1::uuid[]) AND status = 'planned'`,
      [short, JSON.stringify(shortReason)],
    );
  }
  if (funded.length === 0) return 0;
  const released = await tx.query(
    `UPDATE payout_items SET status = 'planned', moved_at = (SELECT operational_now()), reason = NULL
        WHERE id = ANY ($1::uuid[]) AND status = 'awaiting_funds' RETURNING id`,
    [funded],
  );
  return released.length;
}

/** Everything planned of one currency in a batch waits for funds; a batch with nothing else to send waits too. */
export async function awaitFundsFor(tx: Transaction, batchId: string, currency: CurrencyCode): Promise<void> {
  await tx.query(
    `UPDATE payout_items SET status = 'awaiting_funds', moved_at = (SELECT operational_now()), left_out = true,
            reason = jsonb_build_object('code', 'platform_balance_short', 'currency', currency)
      WHERE batch_id = $1 AND currency = $2 AND status = 'planned'`,
    [batchId, currency],
  );
  await tx.query(
    `UPDATE payout_batches SET status = 'awaiting_funds',
            status_reason = jsonb_build_object('code', 'platform_balance_short', 'currency', $2::text)
      WHERE id = $1 AND status = 'processing' AND planned_count = 0`,
    [batchId, currency],
  );
}

/** How many items of a batch are done, and how many of them Stripe refused for another reason than funds. */
export async function refusalCounts(
  sql: Sql,
  batchId: string,
): Promise<{ readonly finished: number; readonly refusedOtherThanFunds: number }> {
  const [row] = await sql.query<{ finished: number; refusedOtherThanFunds: number }>(
    `SELECT b.paid_count + b.failed_count + b.held_count AS finished,
            (SELECT count(*)::int FROM payout_items i JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = i.attempt_no
              WHERE i.batch_id = b.id AND i.status IN ('failed', 'held') AND t.status = 'refused'
                AND t.refusal_class IS DISTINCT FROM 'needs_funds') AS "refusedOtherThanFunds"
       FROM payout_batches b WHERE b.id = $1`,
    [batchId],
  );
  return row ?? { finished: 0, refusedOtherThanFunds: 0 };
}

/** Batches in these states, oldest first. */
export async function batchesIn(
  db: Database,
  statuses: readonly BatchStatus[],
): Promise<
  readonly {
    readonly batchId: string;
    readonly periodKey: string;
    readonly status: BatchStatus;
    readonly planned: boolean;
    readonly openCount: number;
    readonly plannedCount: number;
    readonly awaitingFundsCount: number;
  }[]
> {
  return db.query(
    `SELECT id AS "batchId", period_key AS "periodKey", status, planned_at IS NOT NULL AS planned, open_count AS "openCount",
            planned_count AS "plannedCount", awaiting_funds_count AS "awaitingFundsCount"
       FROM payout_batches WHERE status = ANY ($1::batch_status[]) ORDER BY scheduled_for`,
    [statuses],
  );
}
