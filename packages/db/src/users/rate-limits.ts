import type { Sql } from "../database.ts";
import { newId } from "../new-id.ts";

export type RateLimit = {
  /** What is counted, e.g. `sign-in/203.0.113.7`. */
  readonly key: string;
  readonly triesMax: number;
  readonly windowSeconds: number;
};

/**
 * Counts one try against each limit, by the database's clock: all of a deployment's processes share them. A window starts
 * with its first try; tries that are refused are counted, too.
 * @returns seconds until the last of the exceeded limits opens again; null when none is exceeded.
 */
export async function countTry(sql: Sql, limits: readonly RateLimit[]): Promise<number | null> {
  if (limits.length === 0) return null;
  const ordered = limits.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const [row] = await sql.query<{ retryAfterSeconds: number | null }>(
    `WITH now AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms),
     given AS (SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[]) AS g (id, key, tries_max, seconds)),
     counted AS (
       INSERT INTO rate_limits AS r (id, key, count, last_request)
       SELECT g.id, g.key, 1, now.ms FROM given g, now
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN r.last_request + (SELECT seconds FROM given WHERE key = r.key) * 1000 <= excluded.last_request
                      THEN 1 ELSE r.count + 1 END,
         last_request = CASE WHEN r.last_request + (SELECT seconds FROM given WHERE key = r.key) * 1000 <= excluded.last_request
                             THEN excluded.last_request ELSE r.last_request END
       RETURNING key, count, last_request)
     SELECT max(ceil((c.last_request + g.seconds * 1000 - now.ms) / 1000.0))::int AS "retryAfterSeconds"
       FROM counted c JOIN given g USING (key), now WHERE c.count > g.tries_max`,
    [
      ordered.map(() => newId()),
      ordered.map((limit) => limit.key),
      ordered.map((limit) => limit.triesMax),
      ordered.map((limit) => limit.windowSeconds),
    ],
  );
  const seconds = row?.retryAfterSeconds ?? null;
  return seconds === null ? null : Math.max(1, seconds);
}

/** Forgets the tries under these keys: whoever proves who she is starts anew. */
export async function forgetTries(sql: Sql, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await sql.query("DELETE FROM rate_limits WHERE key = ANY ($1::text[])", [keys]);
}
