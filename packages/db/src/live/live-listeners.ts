import type { Sql } from "../database.ts";

/** How long changes are kept for a creator after her last page said that it is open: long enough for it to come back. */
export const listenMinutes = 10;

/**
 * Says that pages of these creators are open: from now on what changes for them is staged. For whom nothing was staged
 * before, or not without a gap, a change of `everything` is staged: who comes back from before the gap must look at all.
 *
 * @returns whose staging begins with this: a transaction that runs just now may not have seen it.
 */
export async function keepListening(sql: Sql, creatorIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ creatorId: string }>(
    `WITH wanted AS (
       SELECT w.creator_id, l.until > clock_timestamp() IS NOT TRUE AS begins
         FROM unnest($1::uuid[]) AS w (creator_id) LEFT JOIN live_listeners l USING (creator_id)
     ), kept AS (
       INSERT INTO live_listeners (creator_id, until)
       SELECT creator_id, clock_timestamp() + $2 * interval '1 minute' FROM wanted ORDER BY creator_id
       ON CONFLICT (creator_id) DO UPDATE SET until = greatest(live_listeners.until, excluded.until)
     )
     INSERT INTO outbox (topic, name, payload, creator_id, sent_at)
     SELECT 'live', 'everything', '{}', creator_id, now() FROM wanted WHERE begins
     RETURNING creator_id AS "creatorId"`,
    [[...new Set(creatorIds)], listenMinutes],
  );
  return new Set(rows.map((row) => row.creatorId));
}

/** Forgets creators whose pages have long been closed, some at a time: every change looks through this table. */
export async function forgetListeners(sql: Sql): Promise<void> {
  await sql.query(
    `DELETE FROM live_listeners WHERE creator_id IN (
       SELECT creator_id FROM live_listeners WHERE until < clock_timestamp() LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
  );
}

/** Which of these sessions may still listen: neither ended nor revoked, and of a creator who is not banned. */
export async function openCreatorSessions(
  sql: Sql,
  sessionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    `SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.id = ANY ($1::uuid[]) AND s.expires_at > clock_timestamp() AND u.banned_at IS NULL AND u.role = 'creator'`,
    [[...new Set(sessionIds)]],
  );
  return new Set(rows.map((row) => row.id));
}
