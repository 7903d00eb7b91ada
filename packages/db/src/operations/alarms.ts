import type { Sql } from "../database.ts";
import { newId } from "../new-id.ts";

export type Alarm = {
  readonly kind: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Raises an alarm; one that is open already stays as it was raised. Returns whether it is new. */
export async function raiseAlarm(sql: Sql, alarm: Alarm): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO alarms (id, kind, subject, detail) VALUES ($1, $2, $3, $4)
     ON CONFLICT (kind, subject) WHERE cleared_at IS NULL DO NOTHING RETURNING id`,
    [newId(), alarm.kind, alarm.subject, JSON.stringify(alarm.detail)],
  );
  return rows.length > 0;
}

/** Clears the open alarms of a kind whose subject is not in `still`. */
export async function clearAlarms(sql: Sql, kind: string, still: readonly string[]): Promise<void> {
  await sql.query(
    "UPDATE alarms SET cleared_at = (SELECT operational_now()) WHERE kind = $1 AND cleared_at IS NULL AND subject <> ALL ($2)",
    [kind, still],
  );
}

/** How many alarms are open, by kind. */
export async function openAlarms(
  sql: Sql,
): Promise<readonly { readonly kind: string; readonly count: number }[]> {
  return sql.query(
    "SELECT kind, count(*)::int AS count FROM alarms WHERE cleared_at IS NULL GROUP BY kind ORDER BY kind",
  );
}

/** Clears alarms whose cause has gone: batches that wait for funds or are paused no more, outcomes that are known. */
export async function clearSettledAlarms(sql: Sql): Promise<void> {
  await sql.query(
    `UPDATE alarms a SET cleared_at = (SELECT operational_now())
      WHERE cleared_at IS NULL
        AND (kind = 'funds_short' AND NOT EXISTS (
               SELECT FROM payout_batches b WHERE b.id::text = a.subject AND b.awaiting_funds_count > 0)
          OR kind = 'batch_paused' AND NOT EXISTS (
               SELECT FROM payout_batches b WHERE b.id::text = a.subject AND b.status = 'paused')
          OR kind = 'unknown_needs_admin' AND NOT EXISTS (
               SELECT FROM payout_items i WHERE i.id::text = a.subject AND i.status = 'unknown'))`,
  );
}
