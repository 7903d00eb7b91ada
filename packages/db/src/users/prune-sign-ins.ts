import type { Database } from "../database.ts";

/** Deletes what signing in left behind and nothing reads any more, a page at a time: ended sessions, spent challenges, tries of yesterday. */
export async function pruneSignIns(db: Database): Promise<number> {
  const rows = await db.query(
    `WITH ended AS (
       DELETE FROM sessions WHERE id IN (
         SELECT id FROM sessions WHERE expires_at < clock_timestamp() LIMIT 10000) RETURNING 1),
     spent AS (
       DELETE FROM verifications WHERE id IN (
         SELECT id FROM verifications WHERE expires_at < clock_timestamp() LIMIT 10000) RETURNING 1),
     tried AS (
       DELETE FROM rate_limits WHERE id IN (
         SELECT id FROM rate_limits
          WHERE last_request < (extract(epoch FROM clock_timestamp()) - 86400) * 1000 LIMIT 10000) RETURNING 1)
     SELECT FROM ended UNION ALL SELECT FROM spent UNION ALL SELECT FROM tried`,
  );
  return rows.length;
}
