import type { BatchStatus, CurrencyCode, PayoutState } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";
import { BANK_PAYOUT, PAYOUT_STATE } from "../payouts/payout-state.ts";

/** What a payout date came to for her. `delayed`: planned, and the whole batch or its funds wait. `missed`: nobody ran it. */
export type PayoutVerdict =
  | "skipped"
  | "missed"
  | "delayed"
  | "on_its_way"
  | "paid"
  | "returned_by_bank"
  | "reversed"
  | "held"
  | "failed"
  | "canceled"
  | "replaced";

export type DecisionRow = {
  readonly periodKey: string;
  readonly scheduledFor: Date;
  readonly batchStatus: BatchStatus;
  /** Null on a missed date: nothing was decided. */
  readonly currency: CurrencyCode | null;
  readonly verdict: PayoutVerdict;
  /** As they were stored, the one that decided first: `{code, …numbers}`. */
  readonly reasons: readonly Readonly<Record<string, unknown>>[];
  /** Of its payout, minor units; null when there is none. */
  readonly amountMinor: bigint | null;
  readonly payoutItemId: string | null;
  readonly state: PayoutState | null;
  /** The next payout in this currency that Stripe had. Null: none yet. */
  readonly paidLaterItemId: string | null;
  readonly paidLaterPeriodKey: string | null;
  /** There was money on this date that was not paid then: it went with that later payout. */
  readonly hadMoney: boolean;
};

export type DecisionPosition = { readonly scheduledFor: Date; readonly currency: string };

/** What each payout date came to for a creator, newest first, by keyset. */
export async function listDecisions(
  sql: Sql,
  creatorId: string,
  page: {
    /** Leaves out what was paid or is on its way. */
    readonly unpaidOnly: boolean;
    /** Only this date; null: all. */
    readonly periodKey: string | null;
    readonly after: DecisionPosition | null;
    readonly limit: number;
  },
): Promise<readonly DecisionRow[]> {
  return sql.query<DecisionRow>(DECISIONS, [
    creatorId,
    page.unpaidOnly,
    page.periodKey,
    page.after?.scheduledFor ?? null,
    page.after?.currency ?? null,
    page.limit,
  ]);
}

const DECISIONS = `
WITH decided AS (
  SELECT batch.period_key, batch.scheduled_for, batch.status AS batch_status, d.currency, d.outcome, d.reasons,
         i.id AS item_id, i.amount_minor, i.reason, ${PAYOUT_STATE} AS state
    FROM payout_decisions d
    JOIN payout_batches batch ON batch.id = d.batch_id
    LEFT JOIN payout_items i ON i.batch_id = d.batch_id AND i.creator_id = d.creator_id AND i.currency = d.currency
    ${BANK_PAYOUT}
   WHERE d.creator_id = $1
   UNION ALL
  SELECT batch.period_key, batch.scheduled_for, batch.status, NULL, NULL, '[]', NULL, NULL, NULL, NULL
    FROM payout_batches batch JOIN creators c ON c.id = $1
   WHERE batch.status = 'missed'
     AND (c.created_at <= batch.scheduled_for OR EXISTS (SELECT FROM earnings e WHERE e.creator_id = $1 AND e.earned_at < batch.scheduled_for))
), judged AS (
  SELECT *, CASE WHEN batch_status = 'missed' THEN 'missed'
                 WHEN outcome = 'skipped' THEN 'skipped'
                 WHEN state = 'waiting_for_funds' OR state = 'planned' AND batch_status IN ('paused', 'awaiting_approval', 'awaiting_funds') THEN 'delayed'
                 WHEN state IN ('planned', 'sending', 'confirming') THEN 'on_its_way'
                 WHEN state IN ('at_stripe', 'to_bank', 'in_bank') THEN 'paid'
                 ELSE state END AS verdict
    FROM decided
)
SELECT judged.period_key AS "periodKey", judged.scheduled_for AS "scheduledFor", batch_status AS "batchStatus", judged.currency, verdict,
       CASE WHEN outcome = 'skipped' OR item_id IS NULL THEN reasons
            WHEN reason IS NOT NULL THEN jsonb_build_array(reason) ELSE '[]' END AS reasons,
       judged.amount_minor AS "amountMinor", item_id AS "payoutItemId", state,
       later.id AS "paidLaterItemId", later.period_key AS "paidLaterPeriodKey",
       NOT reasons @> '[{"code": "nothing_available"}]' AND NOT reasons @> '[{"code": "in_debt"}]' AS "hadMoney"
  FROM judged
  LEFT JOIN LATERAL (
    SELECT i.id, b.period_key FROM payout_items i JOIN payout_batches b ON b.id = i.batch_id
     WHERE i.creator_id = $1 AND i.currency = judged.currency AND i.status = 'paid' AND b.scheduled_for > judged.scheduled_for
       AND verdict IN ('skipped', 'held', 'failed', 'canceled', 'replaced', 'reversed')
     ORDER BY b.scheduled_for LIMIT 1) later ON true
 WHERE (NOT $2::boolean OR verdict NOT IN ('paid', 'on_its_way'))
   AND ($3::text IS NULL OR judged.period_key = $3)
   AND ($4::timestamptz IS NULL OR (judged.scheduled_for, coalesce(judged.currency, '')) < ($4, $5::text))
 ORDER BY judged.scheduled_for DESC, coalesce(judged.currency, '') DESC LIMIT $6`;
