import type { BatchStatus, CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";

export type BatchResult = {
  readonly batchId: string;
  readonly periodKey: string;
  readonly status: BatchStatus;
  readonly statusReason: Readonly<Record<string, unknown>> | null;
  readonly creators: number;
  readonly eligible: number;
  /** Skipped decisions by their first reason. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly itemCounts: Readonly<Record<string, number>>;
  /** Failed and held items by reason code. */
  readonly reasons: readonly { readonly status: string; readonly code: string; readonly count: number }[];
  readonly paidMinor: Readonly<Record<CurrencyCode, bigint>>;
  readonly plannedAt: Date | null;
  readonly completedAt: Date | null;
  readonly differenceCount: number | null;
};

/** What became of a batch, as its announcement, the launcher and the admin app tell it; null when there is none. */
export async function batchResult(sql: Sql, periodKey: string): Promise<BatchResult | null> {
  const [batch] = await sql.query<
    Pick<BatchResult, "batchId" | "status" | "statusReason" | "plannedAt" | "completedAt" | "differenceCount">
  >(
    `SELECT id AS "batchId", status, status_reason AS "statusReason", planned_at AS "plannedAt", completed_at AS "completedAt",
            difference_count AS "differenceCount"
       FROM payout_batches WHERE period_key = $1`,
    [periodKey],
  );
  if (!batch) return null;
  const { batchId } = batch;
  const [creators] = await sql.query<{ count: number }>("SELECT count(*)::int AS count FROM creators");
  const decisions = await sql.query<{ outcome: string; code: string | null; count: number }>(
    `SELECT outcome, reasons -> 0 ->> 'code' AS code, count(*)::int AS count
       FROM payout_decisions WHERE batch_id = $1 GROUP BY 1, 2 ORDER BY 3 DESC`,
    [batchId],
  );
  const states = await sql.query<{ status: string; count: number }>(
    "SELECT status, count(*)::int AS count FROM payout_items WHERE batch_id = $1 GROUP BY 1",
    [batchId],
  );
  const reasons = await sql.query<{ status: string; code: string; count: number }>(
    `SELECT status, coalesce(reason ->> 'code', 'none') AS code, count(*)::int AS count
       FROM payout_items WHERE batch_id = $1 AND status IN ('failed', 'held', 'canceled', 'unknown', 'awaiting_funds')
      GROUP BY 1, 2 ORDER BY 3 DESC`,
    [batchId],
  );
  const paid = await sql.query<{ currency: string; amountMinor: bigint }>(
    `SELECT currency, paid_amount_minor AS "amountMinor" FROM payout_batch_totals WHERE batch_id = $1 ORDER BY currency`,
    [batchId],
  );
  return {
    ...batch,
    periodKey,
    creators: creators?.count ?? 0,
    eligible: decisions.filter((row) => row.outcome === "eligible").reduce((sum, row) => sum + row.count, 0),
    skipped: Object.fromEntries(
      decisions.filter((row) => row.outcome === "skipped").map((row) => [row.code ?? "unknown", row.count]),
    ),
    itemCounts: Object.fromEntries(states.map((row) => [row.status, row.count])),
    reasons,
    paidMinor: Object.fromEntries(paid.map((row) => [row.currency, row.amountMinor])),
  };
}

/** How far a batch is: its counters, one cheap row. */
export async function batchProgress(
  sql: Sql,
  periodKey: string,
): Promise<{
  readonly status: BatchStatus;
  readonly planned: boolean;
  readonly itemCount: number;
  readonly openCount: number;
  readonly sendingCount: number;
  readonly awaitingFundsCount: number;
  readonly unknownCount: number;
  readonly reconciled: boolean;
} | null> {
  const [row] = await sql.query<{
    status: BatchStatus;
    planned: boolean;
    itemCount: number;
    openCount: number;
    sendingCount: number;
    awaitingFundsCount: number;
    unknownCount: number;
    reconciled: boolean;
  }>(
    `SELECT status, planned_at IS NOT NULL AS planned, item_count AS "itemCount", open_count AS "openCount", sending_count AS "sendingCount",
            awaiting_funds_count AS "awaitingFundsCount", unknown_count AS "unknownCount", reconciled_at IS NOT NULL AS reconciled
       FROM payout_batches WHERE period_key = $1`,
    [periodKey],
  );
  return row ?? null;
}
