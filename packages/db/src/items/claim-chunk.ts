import type { ClaimFacts, CurrencyCode } from "@payrun/payouts-core";
import type { Transaction } from "../database.ts";
import { TELL_OF_MOVED } from "../notifications/payout-news.ts";
import { isStopped } from "../operations/payout-stops.ts";

/** A planned item of a chunk with what core needs to decide whether it is sent now. Its available account is locked. */
export type ClaimCandidate = {
  readonly payoutItemId: string;
  readonly batchId: string;
  readonly creatorId: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly attemptNo: number;
  readonly destinationAccountId: string;
  readonly availableMinor: bigint;
  readonly ownMinimumMinor: bigint | null;
  readonly creator: ClaimFacts["creator"];
};

/** An attempt that is written before it is sent. */
export type NewAttempt = {
  readonly transferId: string;
  readonly payoutItemId: string;
  readonly attemptNo: number;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly destinationAccountId: string;
  readonly idempotencyKey: string;
  readonly request: string;
};

/** An attempt under a lease, ready to be begun; `request` and key are those of its first claim. */
export type ClaimedAttempt = {
  readonly transferId: string;
  readonly payoutItemId: string;
  readonly request: string;
  readonly idempotencyKey: string;
  readonly sendCount: number;
};

/**
 * The planned items of a chunk, when its batch may send: it is in processing, or completed (a retry), and no stop is in
 * force for them. Locks the creators' available accounts in id order, then the items, so that a reversal is either seen here or
 * comes after the claim. A second delivery of the job finds nothing planned.
 */
export async function loadClaimable(
  tx: Transaction,
  { batchId, chunkNo, at }: { readonly batchId: string; readonly chunkNo: number; readonly at: Date },
): Promise<readonly ClaimCandidate[]> {
  const rows = await tx.query<ClaimRow>(CLAIMABLE, [batchId, chunkNo, at]);
  return rows.map((row) => ({
    payoutItemId: row.payoutItemId,
    batchId,
    creatorId: row.creatorId,
    currency: row.currency,
    amountMinor: row.amountMinor,
    attemptNo: row.attemptNo,
    destinationAccountId: row.destinationAccountId,
    availableMinor: row.availableMinor,
    ownMinimumMinor: row.ownMinimumMinor === null ? null : BigInt(row.ownMinimumMinor),
    creator: {
      stripeAccountId: row.stripeAccountId,
      transfersActive: row.transfersActive,
      requirementsPastDue: row.requirementsPastDue,
      disabledReason: row.disabledReason,
      activeHold:
        row.holdId === null
          ? null
          : {
              holdId: row.holdId,
              reason: row.holdReason ?? "",
              placedBy: row.holdPlacedBy ?? "person",
              until: row.holdUntil,
            },
      pausedBy: row.pausedBy,
      sanctions: row.sanctions,
      destinationChangedAt: row.destinationChangedAt,
      destinationCoolDownHours: row.destinationCoolDownHours,
      accountReadAt: row.accountReadAt,
      accountError: row.accountError,
      accountNegative: row.accountNegative,
    },
  }));
}

/**
 * Writes the attempts with their keys, frozen parameters and a lease, and moves their items to sending. An attempt that
 * was claimed before and never begun keeps its row, key and parameters and gets a new lease.
 */
export async function saveClaim(
  tx: Transaction,
  attempts: readonly NewAttempt[],
  lease: { readonly token: string; readonly ms: number },
): Promise<readonly ClaimedAttempt[]> {
  return tx.query(
    `WITH claimed AS (
       INSERT INTO transfers AS t (id, payout_item_id, attempt_no, amount_minor, currency, destination_account_id, idempotency_key,
                                   request, status, lease_token, lease_until)
       SELECT n.*, 'claimed', $9::uuid, (SELECT operational_now()) + $10 * interval '1 millisecond'
         FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[])
              AS n (id, payout_item_id, attempt_no, amount_minor, currency, destination_account_id, idempotency_key, request)
       ON CONFLICT (payout_item_id, attempt_no) DO UPDATE
          SET status = 'claimed', lease_token = excluded.lease_token, lease_until = excluded.lease_until, finished_at = NULL
        WHERE t.status = 'not_sent'
       RETURNING t.id, t.payout_item_id, t.request, t.idempotency_key, t.send_count
     ), moved AS (
       UPDATE payout_items SET status = 'sending', moved_at = (SELECT operational_now()), reason = NULL
        WHERE id IN (SELECT payout_item_id FROM claimed)
     )
     SELECT id AS "transferId", payout_item_id AS "payoutItemId", request, idempotency_key AS "idempotencyKey",
            send_count AS "sendCount" FROM claimed`,
    [
      attempts.map((attempt) => attempt.transferId),
      attempts.map((attempt) => attempt.payoutItemId),
      attempts.map((attempt) => attempt.attemptNo),
      attempts.map((attempt) => attempt.amountMinor.toString()),
      attempts.map((attempt) => attempt.currency),
      attempts.map((attempt) => attempt.destinationAccountId),
      attempts.map((attempt) => attempt.idempotencyKey),
      attempts.map((attempt) => attempt.request),
      lease.token,
      lease.ms,
    ],
  );
}

/**
 * Puts items aside that are not sent: held or canceled, each with its reason, and tells whose they are. Post their
 * *returned* entries too.
 */
export async function putItemsAside(
  tx: Transaction,
  items: readonly {
    readonly payoutItemId: string;
    readonly to: "held" | "canceled";
    readonly reason: object;
  }[],
): Promise<void> {
  if (items.length === 0) return;
  await tx.query(
    `WITH moved AS (
       UPDATE payout_items i SET status = n.status, reason = n.reason, moved_at = (SELECT operational_now())
         FROM unnest($1::uuid[], $2::item_status[], $3::jsonb[]) AS n (id, status, reason) WHERE i.id = n.id
       RETURNING i.*
     ), ${TELL_OF_MOVED} SELECT`,
    [
      items.map((item) => item.payoutItemId),
      items.map((item) => item.to),
      items.map((item) => JSON.stringify(item.reason)),
    ],
  );
}

export type NextAttempt = {
  readonly payoutItemId: string;
  readonly amountMinor: bigint;
  readonly destinationAccountId: string;
  readonly status: "planned" | "awaiting_funds";
  readonly reason: object | null;
};

/**
 * Begins the next attempt of items whose last attempt has ended, with their new amount and destination. Post *returned*
 * of the last attempt and *reserved* of the next first: the database refuses a new attempt number without both.
 */
export async function beginNextAttempt(tx: Transaction, items: readonly NextAttempt[]): Promise<void> {
  if (items.length === 0) return;
  await tx.query(
    `UPDATE payout_items i
        SET attempt_no = i.attempt_no + 1, amount_minor = n.amount_minor, destination_account_id = n.destination,
            status = n.status, reason = n.reason,
            left_out = i.left_out OR n.status = 'awaiting_funds', moved_at = (SELECT operational_now())
       FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::item_status[], $5::jsonb[])
            AS n (id, amount_minor, destination, status, reason)
      WHERE i.id = n.id`,
    [
      items.map((item) => item.payoutItemId),
      items.map((item) => item.amountMinor.toString()),
      items.map((item) => item.destinationAccountId),
      items.map((item) => item.status),
      items.map((item) => (item.reason === null ? null : JSON.stringify(item.reason))),
    ],
  );
}

type ClaimRow = Omit<ClaimCandidate, "batchId" | "creator" | "ownMinimumMinor"> &
  Omit<ClaimFacts["creator"], "activeHold"> & {
    readonly ownMinimumMinor: string | null;
    readonly holdId: string | null;
    readonly holdReason: string | null;
    readonly holdPlacedBy: "person" | "rule" | null;
    readonly holdUntil: Date | null;
  };

const CLAIMABLE = `
WITH account AS MATERIALIZED (
  SELECT a.id, a.creator_id, a.currency, a.balance_minor FROM ledger_accounts a
   WHERE a.kind = 'creator_available'
     AND (a.creator_id, a.currency) IN (
       SELECT creator_id, currency FROM payout_items WHERE batch_id = $1 AND chunk_no = $2 AND status = 'planned')
   ORDER BY a.id FOR NO KEY UPDATE
), item AS MATERIALIZED (
  SELECT i.* FROM payout_items i
   WHERE i.batch_id = $1 AND i.chunk_no = $2 AND i.status = 'planned'
     AND (i.creator_id, i.currency) IN (SELECT creator_id, currency FROM account) -- so accounts are locked first
     AND (i.not_before IS NULL OR i.not_before <= (SELECT operational_now()))
     AND EXISTS (SELECT FROM payout_batches b WHERE b.id = $1 AND b.status IN ('processing', 'completed'))
     AND NOT ${isStopped("i")}
   ORDER BY i.id FOR NO KEY UPDATE SKIP LOCKED
)
SELECT i.id AS "payoutItemId", i.creator_id AS "creatorId", i.currency, i.amount_minor AS "amountMinor", i.attempt_no AS "attemptNo",
       i.destination_account_id AS "destinationAccountId", a.balance_minor AS "availableMinor",
       c.own_minimum_minor ->> i.currency AS "ownMinimumMinor",
       c.stripe_account_id AS "stripeAccountId", c.transfers_active AS "transfersActive",
       c.requirements_past_due AS "requirementsPastDue", c.disabled_reason AS "disabledReason", c.sanctions,
       c.destination_changed_at AS "destinationChangedAt",
       coalesce((SELECT destination_cool_down_hours FROM operator_settings WHERE id = 1), 0) AS "destinationCoolDownHours",
       CASE WHEN c.paused_by_admin_at IS NOT NULL THEN 'admin' WHEN c.paused_by_creator_at IS NOT NULL THEN 'creator' END AS "pausedBy",
       -- As long before the business clock's now as it is by the database's: only its age is judged.
       $3::timestamptz - ((SELECT operational_now()) - c.account_read_at) AS "accountReadAt", c.account_error AS "accountError", c.account_negative AS "accountNegative",
       h.id AS "holdId", h.reason AS "holdReason", h.placed_by AS "holdPlacedBy", h.until AS "holdUntil"
  FROM item i
  JOIN account a ON a.creator_id = i.creator_id AND a.currency = i.currency
  JOIN creators c ON c.id = i.creator_id
  LEFT JOIN LATERAL (
    SELECT id, reason, placed_by, until FROM holds
     WHERE creator_id = c.id AND released_at IS NULL AND (until IS NULL OR until > $3)
     ORDER BY placed_by, placed_at LIMIT 1) h ON true
 ORDER BY i.id`;
