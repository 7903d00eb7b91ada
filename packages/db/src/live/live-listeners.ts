import type { Sql } from "../database.ts";

/** How long changes are kept for somebody after her last page said that it is open: long enough for it to come back. */
export const listenMinutes = 10;

/**
 * Says that pages of these listeners are open, a creator by her id, a fan who is none by hers: from now on what changes for
 * them is staged. For whom nothing was staged before, or not without a gap, a change of `everything` is staged: who comes
 * back from before the gap must look at all.
 *
 * @returns whose staging begins with this: a transaction that runs just now may not have seen it.
 */
export async function keepListening(sql: Sql, listenerIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ listenerId: string }>(
    `WITH wanted AS (
       SELECT w.listener_id, l.until > (SELECT operational_now()) IS NOT TRUE AS begins
         FROM unnest($1::uuid[]) AS w (listener_id) LEFT JOIN live_listeners l USING (listener_id)
     ), kept AS (
       INSERT INTO live_listeners (listener_id, until)
       SELECT listener_id, (SELECT operational_now()) + $2 * interval '1 minute' FROM wanted ORDER BY listener_id
       ON CONFLICT (listener_id) DO UPDATE SET until = greatest(live_listeners.until, excluded.until)
     )
     INSERT INTO outbox (topic, name, payload, listener_id, sent_at)
     SELECT 'live', 'everything', '{}', listener_id, (SELECT operational_now()) FROM wanted WHERE begins
     RETURNING listener_id AS "listenerId"`,
    [[...new Set(listenerIds)], listenMinutes],
  );
  return new Set(rows.map((row) => row.listenerId));
}

/** Forgets listeners whose pages have long been closed, some at a time: every change looks through this table. */
export async function forgetListeners(sql: Sql): Promise<void> {
  await sql.query(
    `DELETE FROM live_listeners WHERE listener_id IN (
       SELECT listener_id FROM live_listeners WHERE until < (SELECT operational_now()) LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
  );
}

/** Which of these sessions may still listen: neither ended nor revoked, and of somebody who is not banned. */
export async function openWebSessions(sql: Sql, sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    `SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.id = ANY ($1::uuid[]) AND s.expires_at > clock_timestamp() AND u.banned_at IS NULL AND u.role IN ('fan', 'creator')`,
    [[...new Set(sessionIds)]],
  );
  return new Set(rows.map((row) => row.id));
}
