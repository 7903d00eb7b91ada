import type { Sql } from "../database.ts";

/** What of somebody's pages has changed. */
export const liveAreas = [
  "earnings",
  "payouts",
  "notifications",
  "calls",
  "wallet",
  "followers",
  "account",
  "everything",
] as const;
export type LiveArea = (typeof liveAreas)[number];

export type LiveChange = {
  /** Whose pages: a creator's id, or that of a fan who is none. */
  readonly listenerId: string;
  readonly area: LiveArea;
  /** The transaction that changed it, and the row in it. */
  readonly txId: bigint;
  readonly id: bigint;
};

/** What was visible to one statement: every transaction below `settled` had ended, none from `next` on had begun. */
export type LiveReading = {
  readonly settled: bigint;
  readonly next: bigint;
  readonly changes: readonly LiveChange[];
};

/** A place in somebody's changes: behind this row of this transaction. */
export type LivePlace = { readonly txId: bigint; readonly id: bigint };

const SNAPSHOT = `(SELECT pg_snapshot_xmin(s)::text::bigint AS settled, pg_snapshot_xmax(s)::text::bigint AS next
  FROM pg_current_snapshot() AS s) s`;

/**
 * The visible changes for these listeners by transaction `fromTx` or later ones, oldest first; null: only by transactions
 * beside which others still run.
 *
 * Transactions end in another order than they begin, so a reader who went on behind the highest row would miss those
 * that commit later under a lower number. Read again from `settled` on: below it nothing new can appear. What is read
 * twice so has the same ids.
 */
export async function readLiveChanges(
  sql: Sql,
  { listenerIds, fromTx }: { readonly listenerIds: readonly string[]; readonly fromTx: bigint | null },
): Promise<LiveReading> {
  return readingOf(
    await sql.query<Row>(
      `SELECT s.settled, s.next, o.*
         FROM ${SNAPSHOT} LEFT JOIN (
           SELECT listener_id AS "listenerId", name AS area, tx_id AS "txId", id FROM outbox
            WHERE topic = 'live' AND listener_id = ANY ($2::uuid[])
              AND tx_id >= least($1::bigint, pg_snapshot_xmin(pg_current_snapshot())::text::bigint)) o ON true
        ORDER BY o."txId", o.id`,
      [fromTx, listenerIds],
    ),
  );
}

/**
 * The visible changes for each of these listeners behind the place that she has seen. A place that is older than what is
 * kept, or of another database, gives one change of `everything`.
 */
export async function readMissedChanges(
  sql: Sql,
  seen: readonly (LivePlace & { readonly listenerId: string })[],
): Promise<LiveReading> {
  return readingOf(
    await sql.query<Row>(
      `SELECT s.settled, s.next, o."listenerId", o.area, o."txId", o.id
         FROM ${SNAPSHOT} LEFT JOIN (
           unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS p (listener_id, tx_id, id)
           CROSS JOIN LATERAL (
             -- Rows are deleted a day after they were written. One that is younger and no later proves that the place is, too.
             SELECT coalesce((SELECT k.sent_at > (SELECT operational_now()) - interval '23 hours' FROM outbox k
                               WHERE k.topic = 'live' AND k.tx_id <= p.tx_id ORDER BY k.tx_id DESC, k.id DESC LIMIT 1), false)
                    AND p.tx_id <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS is_kept) a
           CROSS JOIN LATERAL (
             SELECT p.listener_id AS "listenerId", o.name AS area, o.tx_id AS "txId", o.id FROM outbox o
              WHERE a.is_kept AND o.topic = 'live' AND o.listener_id = p.listener_id AND (o.tx_id, o.id) > (p.tx_id, p.id)
              UNION ALL
             SELECT p.listener_id, 'everything', pg_snapshot_xmin(pg_current_snapshot())::text::bigint, 0 WHERE NOT a.is_kept) o
         ) ON true
        ORDER BY o."txId", o.id`,
      [seen.map((place) => place.listenerId), seen.map((place) => place.txId), seen.map((place) => place.id)],
    ),
  );
}

type Row = Pick<LiveReading, "settled" | "next"> &
  (LiveChange | { readonly [Key in keyof LiveChange]: null });

function readingOf(rows: readonly Row[]): LiveReading {
  const [first] = rows;
  if (first === undefined) throw new Error("the database did not say what it sees");
  return {
    settled: first.settled,
    next: first.next,
    changes: rows.flatMap(({ listenerId, area, txId, id }) =>
      listenerId === null ? [] : [{ listenerId, area, txId, id }],
    ),
  };
}
