import type { Sql } from "../database.ts";
import { newId } from "../new-id.ts";

export type StopReason = "operator" | "restored_database" | "invariant_breach";
export type PayoutStop = {
  readonly reasonCode: StopReason;
  readonly detail: unknown;
  readonly placedAt: Date;
};

/** The oldest stop that is in force, or null: payouts run only while there is none. */
export async function activeStop(sql: Sql): Promise<PayoutStop | null> {
  const [stop] = await sql.query<PayoutStop>(
    `SELECT reason_code AS "reasonCode", detail, placed_at AS "placedAt"
       FROM payout_stops WHERE lifted_at IS NULL ORDER BY placed_at LIMIT 1`,
  );
  return stop ?? null;
}

/**
 * Stops all payouts for one cause; a cause that stops them already is left as it is. Waits for what takes send slots right
 * now, so from its commit on nothing begins.
 */
export async function stopPayouts(
  sql: Sql,
  reason: StopReason,
  placedBy: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql.query(
    `WITH budget AS MATERIALIZED (SELECT name FROM send_budgets WHERE name = 'transfers' FOR NO KEY UPDATE)
     INSERT INTO payout_stops (id, reason_code, detail, placed_by)
     SELECT $1::uuid, $2, $3::jsonb, $4 WHERE (SELECT count(*) FROM budget) >= 0
     ON CONFLICT (reason_code) WHERE lifted_at IS NULL DO NOTHING`,
    [newId(), reason, JSON.stringify(detail), placedBy],
  );
}

/** Lifts the stop of one cause; other causes keep payouts stopped. */
export async function liftStop(sql: Sql, reason: StopReason, liftedBy: string): Promise<void> {
  await sql.query(
    "UPDATE payout_stops SET lifted_at = (SELECT operational_now()), lifted_by = $2 WHERE reason_code = $1 AND lifted_at IS NULL",
    [reason, liftedBy],
  );
}
