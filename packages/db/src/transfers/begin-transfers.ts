import type { Database } from "../database.ts";

/** The slots that one statement took: the first is `waitMs` away, each next one `intervalMs` later. */
export type BegunSlice = {
  readonly begun: readonly string[];
  /** Not to be sent: a stop is in force for it, or its lease is no longer mine. The others wait for their slot. */
  readonly refused: readonly string[];
  readonly waitMs: number;
  readonly intervalMs: number;
};

/** No slot is taken further ahead than this, so a stop takes effect on everything that is not about to be sent. */
const HORIZON_MS = 800;

/**
 * Takes send slots from the shared budget for as many of these attempts as fit the next 0.8 s and marks them *begun*, in
 * one statement that commits before any call. Only attempts whose lease is mine and alive, and for which no stop is in
 * force. An empty slice means: nothing begins now, `waitMs` from now there is room again.
 *
 * @param expected the status the attempts must have: `claimed` for a first send, `begun` for one whose slot was missed and
 *   that was not called, `unknown` for a repeated one.
 */
export async function beginTransfers(
  db: Database,
  {
    transferIds,
    leaseToken,
    expected,
    leaseMs,
  }: {
    readonly transferIds: readonly string[];
    readonly leaseToken: string;
    readonly expected: "claimed" | "begun" | "unknown";
    readonly leaseMs: number;
  },
): Promise<BegunSlice> {
  const [slice] = await db.query<{
    begun: string[] | null;
    refused: string[] | null;
    waitMs: number;
    intervalMs: number;
  }>(BEGIN, [transferIds, leaseToken, expected, HORIZON_MS, leaseMs]);
  if (!slice) throw new Error("there is no send budget for transfers");
  return {
    begun: slice.begun ?? [],
    refused: slice.refused ?? [],
    waitMs: slice.waitMs,
    intervalMs: slice.intervalMs,
  };
}

// Pace is real time, the server's own: Stripe counts real seconds. Leases and the age of keys go by the operational clock.
const BEGIN = `
WITH budget AS MATERIALIZED (
  SELECT name, next_slot_at, interval '1 second' / (requests_per_second * 0.98)::float8 AS step
    FROM send_budgets WHERE name = 'transfers' FOR NO KEY UPDATE
), asked AS MATERIALIZED ( -- once the budget is locked
  SELECT name, next_slot_at, step, clock_timestamp() AS asked_at, operational_now() AS now FROM budget
), sendable AS MATERIALIZED (
  SELECT t.id, row_number() OVER (ORDER BY w.ord) AS place
    FROM unnest($1::uuid[]) WITH ORDINALITY AS w (id, ord)
    JOIN transfers t ON t.id = w.id
    JOIN payout_items i ON i.id = t.payout_item_id
    JOIN asked a ON t.lease_until > a.now
   WHERE t.lease_token = $2::uuid AND t.status = $3::transfer_status
     -- Asked with the budget locked, hence the CASE: a stop waits for this lock, so what it does not stop committed before it.
     AND CASE WHEN a.now IS NOT NULL THEN NOT payouts_stopped(i.batch_id, i.creator_id, i.currency) END
), slot AS MATERIALIZED (
  SELECT a.name, a.step, a.now, n.first_at, a.asked_at,
         greatest(0, least((SELECT count(*) FROM sendable),
           ceil(extract(epoch FROM a.asked_at + $4 * interval '1 millisecond' - n.first_at) / extract(epoch FROM a.step))))::int AS granted
    FROM asked a CROSS JOIN LATERAL (SELECT greatest(a.next_slot_at, a.asked_at) AS first_at) n
), taken AS (
  UPDATE send_budgets b SET next_slot_at = s.first_at + s.granted * s.step
    FROM slot s WHERE b.name = s.name AND s.granted > 0
), begun AS (
  UPDATE transfers t
     SET status = CASE WHEN t.status = 'claimed' THEN 'begun' ELSE t.status END,
         first_sent_at = coalesce(t.first_sent_at, s.now), last_sent_at = s.now,
         send_count = t.send_count + 1, lease_until = s.now + $5 * interval '1 millisecond'
    FROM sendable d, slot s
   WHERE t.id = d.id AND d.place <= s.granted
     AND t.lease_token = $2::uuid AND t.lease_until > s.now AND t.status = $3::transfer_status
  RETURNING t.id
)
SELECT (SELECT array_agg(begun.id ORDER BY d.place) FROM begun JOIN sendable d USING (id)) AS begun,
       (SELECT array_agg(w.id) FROM unnest($1::uuid[]) AS w (id) WHERE w.id NOT IN (SELECT id FROM sendable)) AS refused,
       extract(epoch FROM CASE WHEN s.granted > 0 THEN s.first_at - s.asked_at
                               ELSE s.first_at - s.asked_at - $4 * interval '1 millisecond' END)::float8 * 1000 AS "waitMs",
       extract(epoch FROM s.step)::float8 * 1000 AS "intervalMs"
  FROM slot s`;

/** Keeps the lease of attempts that are still being called; returns how many are still mine. */
export async function renewLease(
  db: Database,
  {
    transferIds,
    leaseToken,
    leaseMs,
  }: { readonly transferIds: readonly string[]; readonly leaseToken: string; readonly leaseMs: number },
): Promise<number> {
  const rows = await db.query(
    `UPDATE transfers SET lease_until = (SELECT operational_now()) + $3 * interval '1 millisecond'
      WHERE id = ANY ($1::uuid[]) AND lease_token = $2 RETURNING id`,
    [transferIds, leaseToken, leaseMs],
  );
  return rows.length;
}
