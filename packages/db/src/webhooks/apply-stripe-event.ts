import type { Sql } from "../database.ts";

export type StoredEvent = {
  readonly eventId: string;
  readonly type: string;
  /** The connected account it speaks of; null: the platform's own. */
  readonly account: string | null;
  readonly payload: unknown;
};

/** An event that was stored and not applied yet; null when it was, or is not there. */
export async function loadUnappliedEvent(sql: Sql, eventId: string): Promise<StoredEvent | null> {
  const [event] = await sql.query<StoredEvent>(
    `UPDATE stripe_events SET attempts = attempts + 1 WHERE id = $1 AND applied_at IS NULL
     RETURNING id AS "eventId", type, account, payload`,
    [eventId],
  );
  return event ?? null;
}

/** Writes down what applying an event did. */
export async function markEventApplied(sql: Sql, eventId: string, outcome: string): Promise<void> {
  await sql.query(
    "UPDATE stripe_events SET applied_at = (SELECT operational_now()), outcome = $2 WHERE id = $1 AND applied_at IS NULL",
    [eventId, outcome],
  );
}

/** Events that were stored a while ago and not applied: their jobs were lost. */
export async function forgottenEvents(
  sql: Sql,
  { olderThanMs, limit }: { readonly olderThanMs: number; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await sql.query<{ eventId: string }>(
    `SELECT id AS "eventId" FROM stripe_events
      WHERE applied_at IS NULL AND received_at < (SELECT operational_now()) - $1 * interval '1 millisecond' AND attempts < 20
      ORDER BY received_at LIMIT $2`,
    [olderThanMs, limit],
  );
  return rows.map((row) => row.eventId);
}
