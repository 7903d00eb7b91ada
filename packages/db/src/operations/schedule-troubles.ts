import type { Sql } from "../database.ts";
import type { Alarm } from "./alarms.ts";
import { isStopped } from "./payout-stops.ts";

/** Somebody who stopped payouts knows that they do not move: the batch says so itself (`noteStoppedBatches`). */
const CAN_MOVE = `EXISTS (SELECT FROM payout_items open WHERE open.batch_id = b.id
  AND open.status IN ('planned', 'awaiting_funds', 'sending', 'unknown') AND NOT ${isStopped("open")})`;
const BATCH_STOPPED = `EXISTS (SELECT FROM payout_stops stop WHERE stop.lifted_at IS NULL
  AND stop.creator_id IS NULL AND stop.currency IS NULL AND (stop.batch_id IS NULL OR stop.batch_id = b.id))`;

/**
 * What is wrong with the schedule right now (design: no batch 10 minutes after schedule; no item moved for 10 minutes
 * while the budget was free; eligible > 0 and paid = 0 after 15 minutes; unknown older than 30 minutes).
 *
 * @param duePeriodKey the date whose batch must exist by now; null when none must.
 */
export async function scheduleTroubles(sql: Sql, duePeriodKey: string | null): Promise<readonly Alarm[]> {
  return sql.query<Alarm>(
    `SELECT 'batch_did_not_start' AS kind, $1::text AS subject, '{}'::jsonb AS detail
      WHERE $1 IS NOT NULL AND NOT EXISTS (SELECT FROM payout_batches WHERE period_key = $1)
     UNION ALL
     SELECT 'stalled', b.period_key, jsonb_build_object('openItems', b.open_count, 'status', b.status)
       FROM payout_batches b
      WHERE b.status = 'processing' AND b.planned_count > 0 AND ${CAN_MOVE}
        AND b.processing_at < (SELECT operational_now()) - interval '10 minutes'
        AND NOT EXISTS (SELECT FROM payout_items i WHERE i.batch_id = b.id AND i.moved_at > (SELECT operational_now()) - interval '10 minutes')
        AND NOT EXISTS (SELECT FROM send_budgets WHERE name = 'transfers' AND next_slot_at > clock_timestamp())
     UNION ALL
     SELECT 'stalled', b.period_key, jsonb_build_object('status', b.status, 'plannedUpTo', b.planning_cursor)
       FROM payout_batches b
      WHERE b.status = 'planning' AND NOT ${BATCH_STOPPED} AND b.created_at < (SELECT operational_now()) - interval '30 minutes'
     UNION ALL
     SELECT 'nothing_paid', b.period_key, jsonb_build_object('eligible', b.item_count, 'paid', 0, 'status', b.status)
       FROM payout_batches b
      WHERE b.status IN ('processing', 'paused', 'awaiting_funds') AND b.item_count > 0 AND b.paid_count = 0 AND (b.open_count = 0 OR ${CAN_MOVE})
        AND b.planned_at < (SELECT operational_now()) - interval '15 minutes'
     UNION ALL
     SELECT 'unknown_too_long', t.payout_item_id::text, jsonb_build_object('attemptNo', t.attempt_no, 'firstSentAt', t.first_sent_at)
       FROM transfers t WHERE t.status = 'unknown' AND t.first_sent_at < (SELECT operational_now()) - interval '30 minutes'`,
    [duePeriodKey],
  );
}
