import type { StopScope } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";
import { newId } from "../new-id.ts";

export type StopReason = "operator" | "restored_database" | "invariant_breach";
export type ActiveStop = {
  readonly reasonCode: StopReason;
  readonly scope: StopScope;
  readonly detail: unknown;
  readonly placedAt: Date;
};

const EVERYTHING: StopScope = { kind: "all" };

/** As SQL: a stop is in force for the payout item of this alias. */
export const isStopped = (item: string): string =>
  `EXISTS (SELECT FROM payout_stops stop WHERE stop.lifted_at IS NULL
             AND (stop.batch_id IS NULL OR stop.batch_id = ${item}.batch_id)
             AND (stop.creator_id IS NULL OR stop.creator_id = ${item}.creator_id)
             AND (stop.currency IS NULL OR stop.currency = ${item}.currency))`;

/** The stops in force, the oldest first. */
export async function activeStops(sql: Sql): Promise<readonly ActiveStop[]> {
  return sql.query<ActiveStop>(
    `SELECT reason_code AS "reasonCode", detail, placed_at AS "placedAt",
            CASE WHEN currency IS NOT NULL THEN jsonb_build_object('kind', 'currency', 'currency', currency)
                 WHEN creator_id IS NOT NULL THEN jsonb_build_object('kind', 'creator', 'creatorId', creator_id)
                 WHEN batch_id IS NOT NULL THEN jsonb_build_object('kind', 'batch', 'batchId', batch_id)
                 ELSE jsonb_build_object('kind', 'all') END AS scope
       FROM payout_stops WHERE lifted_at IS NULL ORDER BY placed_at, id`,
  );
}

/** The oldest stop that is in force, or null. */
export async function activeStop(sql: Sql): Promise<ActiveStop | null> {
  return (await activeStops(sql))[0] ?? null;
}

/**
 * Stops payouts for one cause; a cause that stops the same already is left as it is. Waits for what takes send slots right
 * now: from its commit on nothing in its scope begins, and no call begins later than a second after it.
 */
export async function stopPayouts(
  sql: Sql,
  reason: StopReason,
  placedBy: string,
  detail: Readonly<Record<string, unknown>>,
  scope: StopScope = EVERYTHING,
): Promise<void> {
  await sql.query(
    `WITH budget AS MATERIALIZED (SELECT name FROM send_budgets WHERE name = 'transfers' FOR NO KEY UPDATE)
     INSERT INTO payout_stops (id, reason_code, detail, placed_by, currency, creator_id, batch_id)
     SELECT $1::uuid, $2, $3::jsonb, $4, $5, $6::uuid, $7::uuid WHERE (SELECT count(*) FROM budget) >= 0
     ON CONFLICT (reason_code, currency, creator_id, batch_id) WHERE lifted_at IS NULL DO NOTHING`,
    [newId(), reason, JSON.stringify(detail), placedBy, ...columnsOf(scope)],
  );
}

/** Lifts the stop of one cause and scope; the others stay in force. */
export async function liftStop(
  sql: Sql,
  reason: StopReason,
  liftedBy: string,
  scope: StopScope = EVERYTHING,
): Promise<void> {
  await sql.query(
    `UPDATE payout_stops SET lifted_at = (SELECT operational_now()), lifted_by = $2
      WHERE reason_code = $1 AND lifted_at IS NULL
        AND (currency, creator_id, batch_id) IS NOT DISTINCT FROM ($3::char(3), $4::uuid, $5::uuid)`,
    [reason, liftedBy, ...columnsOf(scope)],
  );
}

function columnsOf(scope: StopScope): readonly (string | null)[] {
  return [
    scope.kind === "currency" ? scope.currency : null,
    scope.kind === "creator" ? scope.creatorId : null,
    scope.kind === "batch" ? scope.batchId : null,
  ];
}

/**
 * Says on each batch that could go on but for stops how many items they keep and which stops they are, and takes that
 * back where it is no longer so. A look-up in two nearly empty indexes while nothing is stopped.
 */
export async function noteStoppedBatches(sql: Sql): Promise<void> {
  await sql.query(
    `WITH noted AS (
       SELECT b.id, CASE WHEN kept.items > 0 THEN jsonb_build_object('code', 'payouts_stopped', 'items', kept.items, 'stops', (
                SELECT jsonb_agg(jsonb_build_object('reason', s.reason_code, 'since', s.placed_at, 'currency', s.currency,
                                                    'creatorId', s.creator_id, 'batchId', s.batch_id) ORDER BY s.placed_at, s.id)
                  FROM payout_stops s WHERE s.lifted_at IS NULL AND EXISTS (
                    SELECT FROM payout_items i WHERE i.batch_id = b.id AND i.status IN ('planned', 'unknown')
                       AND coalesce(s.batch_id, i.batch_id) = i.batch_id AND coalesce(s.creator_id, i.creator_id) = i.creator_id
                       AND coalesce(s.currency, i.currency) = i.currency))) END AS reason
         FROM payout_batches b
        CROSS JOIN LATERAL (
          SELECT count(*) AS items FROM payout_items i
           WHERE i.batch_id = b.id AND i.status IN ('planned', 'unknown') AND ${isStopped("i")}) kept
        WHERE b.status = 'processing'
          AND (b.status_reason ->> 'code' = 'payouts_stopped' OR EXISTS (SELECT FROM payout_stops WHERE lifted_at IS NULL)))
     UPDATE payout_batches b SET status_reason = n.reason FROM noted n
      WHERE b.id = n.id AND b.status = 'processing' AND b.status_reason IS DISTINCT FROM n.reason
        AND (b.status_reason IS NULL OR b.status_reason ->> 'code' = 'payouts_stopped')`,
  );
}
