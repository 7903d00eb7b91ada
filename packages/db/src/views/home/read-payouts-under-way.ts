import type { BatchStatus, CurrencyCode, ItemStatus } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";

/** The newest batch that is not finished, and what it means for a creator. */
export type BatchUnderWay = {
  readonly batchId: string;
  readonly periodKey: string;
  readonly status: BatchStatus;
  readonly scheduledFor: Date;
  /** It has decided about her, in whatever sense. */
  readonly decided: boolean;
};

/** One payout of hers that is not finished, or that belongs to the batch that runs. */
export type PayoutUnderWay = {
  readonly payoutItemId: string;
  readonly batchId: string;
  readonly periodKey: string;
  readonly currency: CurrencyCode;
  /** Minor units. */
  readonly amountMinor: bigint;
  /** One that a later batch superseded is no longer under way. */
  readonly status: Exclude<ItemStatus, "superseded">;
};

const FINISHED = "('completed', 'canceled', 'missed')";

/** Null: no batch runs now. */
export async function readBatchUnderWay(sql: Sql, creatorId: string): Promise<BatchUnderWay | null> {
  const [row] = await sql.query<BatchUnderWay>(
    `SELECT b.id AS "batchId", b.period_key AS "periodKey", b.status, b.scheduled_for AS "scheduledFor",
            b.planned_at IS NOT NULL
              OR EXISTS (SELECT FROM payout_decisions d WHERE d.batch_id = b.id AND d.creator_id = $1) AS decided
       FROM payout_batches b WHERE b.status NOT IN ${FINISHED} ORDER BY b.scheduled_for DESC LIMIT 1`,
    [creatorId],
  );
  return row ?? null;
}

/**
 * Her payouts that are not finished, and those of the batch that runs, whatever became of them; newest first. The amounts
 * of the open ones add up to what is in transit.
 */
export async function readPayoutsUnderWay(sql: Sql, creatorId: string): Promise<readonly PayoutUnderWay[]> {
  return sql.query<PayoutUnderWay>(
    `SELECT i.id AS "payoutItemId", i.batch_id AS "batchId", b.period_key AS "periodKey", i.currency, i.amount_minor AS "amountMinor",
            i.status
       FROM payout_items i JOIN payout_batches b ON b.id = i.batch_id
      WHERE i.creator_id = $1 AND i.status <> 'superseded'
        AND (i.status IN ('planned', 'awaiting_funds', 'sending', 'unknown') OR b.status NOT IN ${FINISHED})
      ORDER BY b.scheduled_for DESC, i.currency`,
    [creatorId],
  );
}

/** Whether the batch of a schedule date exists, whatever became of it. */
export async function isBatchKnown(sql: Sql, periodKey: string): Promise<boolean> {
  const rows = await sql.query("SELECT FROM payout_batches WHERE period_key = $1", [periodKey]);
  return rows.length > 0;
}
