import type { Database, Sql } from "../database.ts";
import { isStopped } from "./payout-stops.ts";

export type StagedJob = {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** At most one unsent row per key: staging it again before it is relayed does nothing. */
  readonly dedupeKey?: string;
};

/** Stages jobs in the transaction that makes them necessary. The relay hands them to the queue at least once. */
export async function stageJobs(tx: Sql, jobs: readonly StagedJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await tx.query(
    `INSERT INTO outbox (topic, name, payload, dedupe_key)
     SELECT 'job', * FROM unnest($1::text[], $2::jsonb[], $3::text[])
     ON CONFLICT (dedupe_key) WHERE sent_at IS NULL DO NOTHING`,
    [
      jobs.map((job) => job.name),
      jobs.map((job) => JSON.stringify(job.payload)),
      jobs.map((job) => job.dedupeKey ?? null),
    ],
  );
}

/** Stages one chunk job for every chunk of the batch that has planned items which no stop keeps; returns how many. Set-based: a million creators are 40,000 rows. */
export async function stageChunkJobs(
  tx: Sql,
  batchId: string,
  { chunksMax = null }: { readonly chunksMax?: number | null } = {},
): Promise<number> {
  const rows = await tx.query<{ id: bigint }>(
    `INSERT INTO outbox (created_at, available_at, topic, name, payload, dedupe_key)
     SELECT (SELECT operational_now()), (SELECT operational_now()), 'job', 'process-payout-chunk', jsonb_build_object('batchId', $1::text, 'chunkNo', chunk_no),
            'chunk/' || $1 || '/' || chunk_no
       FROM (SELECT DISTINCT chunk_no FROM payout_items i WHERE batch_id = $1::uuid AND status = 'planned' AND NOT ${isStopped("i")}
              ORDER BY chunk_no LIMIT $2) c
     ON CONFLICT (dedupe_key) WHERE sent_at IS NULL DO NOTHING
     RETURNING id`,
    [batchId, chunksMax],
  );
  return rows.length;
}

/**
 * The `available_at`, as SQL, of what somebody waits for or must know soon: it is relayed before all that a batch has
 * staged meanwhile.
 */
export const AT_ONCE = "(SELECT operational_now()) - interval '1 day'";

export type OutboxRow = {
  readonly id: bigint;
  readonly topic: "job" | "mail";
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly createdAt: Date;
};

/**
 * Takes up to `limit` unsent rows, gives them to `send`, and marks as sent those whose ids it returns; the others are
 * tried again later with back-off. Rows are locked with SKIP LOCKED while `send` runs, so relays never share a row.
 * `send` talks to the queue or a mail server, never to Stripe.
 */
export async function relayOutbox(
  db: Database,
  {
    topic,
    limit,
    send,
  }: {
    readonly topic: "job" | "mail";
    readonly limit: number;
    readonly send: (rows: readonly OutboxRow[]) => Promise<readonly bigint[]>;
  },
): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx.query<OutboxRow>(
      `SELECT id, topic, name, payload, attempts, created_at AS "createdAt" FROM outbox
        WHERE sent_at IS NULL AND available_at <= (SELECT operational_now()) AND topic = $2
        ORDER BY available_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit, topic],
    );
    if (rows.length === 0) return 0;
    // A slow mail server keeps the transaction waiting; it holds nothing that others wait for.
    if (topic === "mail") await tx.query("SET LOCAL idle_in_transaction_session_timeout = '15min'");
    const sent = await send(rows);
    await tx.query(
      `UPDATE outbox SET attempts = attempts + 1,
              sent_at = CASE WHEN id = ANY ($2::bigint[]) THEN (SELECT operational_now()) END,
              available_at = (SELECT operational_now()) + least(power(2, attempts) * interval '1 second', interval '10 minutes')
        WHERE id = ANY ($1::bigint[])`,
      [rows.map((row) => row.id), sent],
    );
    return sent.length;
  });
}

/** Deletes rows sent more than a day ago, a page at a time. */
export async function pruneOutbox(db: Database): Promise<number> {
  const rows = await db.query<{ id: bigint }>(
    `DELETE FROM outbox WHERE id IN (
       SELECT id FROM outbox WHERE sent_at < (SELECT operational_now()) - interval '1 day' LIMIT 10000) RETURNING id`,
  );
  return rows.length;
}
