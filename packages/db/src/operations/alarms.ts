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
    "UPDATE alarms SET cleared_at = clock_timestamp() WHERE kind = $1 AND cleared_at IS NULL AND subject <> ALL ($2)",
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
