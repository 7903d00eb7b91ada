import type { CurrencyCode, TransferStatus } from "@payrun/payouts-core";
import type { Database, Sql } from "../database.ts";
import { isStopped } from "../operations/payout-stops.ts";

export type LeasedTransfer = {
  readonly transferId: string;
  readonly payoutItemId: string;
  readonly batchId: string;
  readonly creatorId: string;
  readonly chunkNo: number;
  readonly attemptNo: number;
  readonly status: TransferStatus;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly destinationAccountId: string;
  readonly idempotencyKey: string;
  readonly request: string;
  readonly sendCount: number;
  readonly onlyNotExecuted: boolean;
  readonly needsAdmin: boolean;
  /** A stop is in force for it: it may be looked up, and not sent. */
  readonly isStopped: boolean;
  readonly errorCode: string | null;
  /** Whole milliseconds since the first and the last send, by the database's clock; null: never begun. */
  readonly firstSentMsAgo: number | null;
  readonly lastSentMsAgo: number | null;
  readonly firstSentAt: Date | null;
  readonly lookUps: readonly { readonly msAgo: number; readonly complete: boolean; readonly found: number }[];
};

/**
 * Takes over attempts whose worker is gone: their lease has ended while claimed or begun. They get a new lease, so a
 * worker that comes back to life can no longer record anything but a payment.
 */
export async function takeOverEndedLeases(
  db: Database,
  {
    leaseToken,
    leaseMs,
    limit,
  }: { readonly leaseToken: string; readonly leaseMs: number; readonly limit: number },
): Promise<readonly LeasedTransfer[]> {
  return leaseWhere(
    db,
    "t.status IN ('claimed', 'begun') AND t.lease_until <= (SELECT operational_now())",
    "t.lease_until",
    {
      leaseToken,
      leaseMs,
      limit,
    },
  );
}

/** Leases unknown attempts that are due for a look, oldest first. Those that two people must settle are never due. */
export async function leaseDueUnknowns(
  db: Database,
  {
    leaseToken,
    leaseMs,
    limit,
  }: { readonly leaseToken: string; readonly leaseMs: number; readonly limit: number },
): Promise<readonly LeasedTransfer[]> {
  return leaseWhere(
    db,
    `t.status = 'unknown' AND t.next_resolve_at <= (SELECT operational_now())
     AND (t.lease_until IS NULL OR t.lease_until <= (SELECT operational_now()))`,
    "t.next_resolve_at",
    { leaseToken, leaseMs, limit },
  );
}

/** Adds a look-up at Stripe to what is known of an unknown attempt, keeping its lease. */
export async function addLookUp(
  sql: Sql,
  transferId: string,
  lookUp: { readonly complete: boolean; readonly found: number },
): Promise<void> {
  await sql.query(
    `UPDATE transfers SET look_ups = look_ups || jsonb_build_array(jsonb_build_object(
              'at', (SELECT operational_now()), 'complete', $2::boolean, 'found', $3::int))
      WHERE id = $1`,
    [transferId, lookUp.complete, lookUp.found],
  );
}

/** Gives the lease of unknown attempts back and says when to look again. */
export async function postponeUnknown(
  sql: Sql,
  transferId: string,
  leaseToken: string,
  inMs: number,
): Promise<void> {
  await sql.query(
    `UPDATE transfers SET lease_token = NULL, lease_until = NULL, next_resolve_at = (SELECT operational_now()) + $3 * interval '1 millisecond'
      WHERE id = $1 AND lease_token = $2`,
    [transferId, leaseToken, inMs],
  );
}

async function leaseWhere(
  db: Database,
  condition: string,
  order: string,
  {
    leaseToken,
    leaseMs,
    limit,
  }: { readonly leaseToken: string; readonly leaseMs: number; readonly limit: number },
): Promise<readonly LeasedTransfer[]> {
  return db.query<LeasedTransfer>(
    `WITH due AS (
       SELECT t.id FROM transfers t WHERE ${condition} ORDER BY ${order} LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED
     ), leased AS (
       UPDATE transfers t SET lease_token = $1::uuid, lease_until = (SELECT operational_now()) + $2 * interval '1 millisecond'
         FROM due WHERE t.id = due.id
       RETURNING t.*
     )
     SELECT ${LEASED_COLUMNS} FROM leased t JOIN payout_items i ON i.id = t.payout_item_id`,
    [leaseToken, leaseMs, limit],
  );
}

const LEASED_COLUMNS = `
  t.id AS "transferId", t.payout_item_id AS "payoutItemId", i.batch_id AS "batchId", i.creator_id AS "creatorId", i.chunk_no AS "chunkNo",
  t.attempt_no AS "attemptNo", t.status, t.amount_minor AS "amountMinor", t.currency, t.destination_account_id AS "destinationAccountId",
  t.idempotency_key AS "idempotencyKey", t.request, t.send_count AS "sendCount", t.only_not_executed AS "onlyNotExecuted",
  t.needs_admin AS "needsAdmin", ${isStopped("i")} AS "isStopped", t.error_code AS "errorCode", t.first_sent_at AS "firstSentAt",
  floor(extract(epoch FROM (SELECT operational_now()) - t.first_sent_at) * 1000)::float8 AS "firstSentMsAgo",
  floor(extract(epoch FROM (SELECT operational_now()) - t.last_sent_at) * 1000)::float8 AS "lastSentMsAgo",
  (SELECT coalesce(json_agg(json_build_object(
            'msAgo', floor(extract(epoch FROM (SELECT operational_now()) - (l ->> 'at')::timestamptz) * 1000),
            'complete', (l ->> 'complete')::boolean, 'found', (l ->> 'found')::int)), '[]'::json)
     FROM jsonb_array_elements(t.look_ups) l) AS "lookUps"`;
