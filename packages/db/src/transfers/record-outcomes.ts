import type { CurrencyCode, ItemStatus, TransferStatus } from "@payrun/payouts-core";
import type { Transaction } from "../database.ts";
import { TELL_OF_MOVED } from "../notifications/payout-news.ts";

/** What one attempt came to, ready to be written. */
export type RecordedOutcome = {
  readonly transferId: string;
  readonly status: Extract<TransferStatus, "paid" | "refused" | "unknown" | "absent" | "not_sent">;
  /** Where its item goes; null: the item stays where it is. */
  readonly itemStatus: ItemStatus | null;
  readonly reason: object | null;
  readonly stripeTransferId: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly refusalClass: string | null;
  readonly httpStatus: number | null;
  readonly stripeRequestId: string | null;
  readonly wireTries: number;
  /** Every try so far was answered, and each answer said that Stripe did not execute it. */
  readonly onlyNotExecuted: boolean;
  readonly needsAdmin: boolean;
  /** For an unknown one: how long until it is looked at again. */
  readonly resolveInMs: number | null;
  /** For an item that goes back to planned: how long it is not claimed. */
  readonly notBeforeMs: number | null;
};

/** An outcome that was accepted, with what its ledger entries need. */
export type AcceptedOutcome = {
  readonly transferId: string;
  readonly payoutItemId: string;
  readonly batchId: string;
  readonly creatorId: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly attemptNo: number;
  readonly chunkNo: number;
  readonly destinationAccountId: string;
  readonly status: RecordedOutcome["status"];
};

/**
 * Writes outcomes of attempts, moves their items and tells their creators, in one statement: transfer id first, then
 * status, then item.
 *
 * `paid` is accepted from anyone who proves it (worker, sweeper, webhook), on any attempt that has no end yet; every
 * other outcome only from the holder of a lease that has not ended. What is not returned was not accepted: somebody else
 * was faster, or is about to take over.
 */
export async function recordOutcomes(
  tx: Transaction,
  outcomes: readonly RecordedOutcome[],
  leaseToken: string | null,
): Promise<readonly AcceptedOutcome[]> {
  if (outcomes.length === 0) return [];
  return tx.query(RECORD, [
    leaseToken,
    outcomes.map((outcome) => outcome.transferId),
    outcomes.map((outcome) => outcome.status),
    outcomes.map((outcome) => outcome.itemStatus),
    outcomes.map((outcome) => (outcome.reason === null ? null : JSON.stringify(outcome.reason))),
    outcomes.map((outcome) => outcome.stripeTransferId),
    outcomes.map((outcome) => outcome.errorCode),
    outcomes.map((outcome) => outcome.errorMessage),
    outcomes.map((outcome) => outcome.refusalClass),
    outcomes.map((outcome) => outcome.httpStatus),
    outcomes.map((outcome) => outcome.stripeRequestId),
    outcomes.map((outcome) => outcome.wireTries),
    outcomes.map((outcome) => outcome.onlyNotExecuted),
    outcomes.map((outcome) => outcome.needsAdmin),
    outcomes.map((outcome) => outcome.resolveInMs),
    outcomes.map((outcome) => outcome.notBeforeMs),
  ]);
}

const RECORD = `
WITH outcome AS (
  SELECT * FROM unnest($2::uuid[], $3::transfer_status[], $4::item_status[], $5::jsonb[], $6::text[], $7::text[], $8::text[], $9::text[],
                       $10::int[], $11::text[], $12::int[], $13::boolean[], $14::boolean[], $15::float8[], $16::float8[])
    AS o (id, status, item_status, reason, stripe_transfer_id, error_code, error_message, refusal_class,
          http_status, request_id, wire_tries, only_not_executed, needs_admin, resolve_in_ms, not_before_ms)
), recorded AS (
  UPDATE transfers t
     SET stripe_transfer_id = coalesce(o.stripe_transfer_id, t.stripe_transfer_id), status = o.status,
         error_code = o.error_code, error_message = left(o.error_message, 2000), refusal_class = o.refusal_class,
         http_status = o.http_status, stripe_request_id = coalesce(o.request_id, t.stripe_request_id),
         wire_try_count = t.wire_try_count + o.wire_tries, only_not_executed = t.only_not_executed AND o.only_not_executed,
         needs_admin = o.needs_admin,
         finished_at = CASE WHEN o.status <> 'unknown' THEN (SELECT operational_now()) END,
         lease_token = NULL, lease_until = NULL,
         next_resolve_at = (SELECT operational_now()) + o.resolve_in_ms * interval '1 millisecond'
    FROM outcome o
   WHERE t.id = o.id
     AND ((o.status = 'paid' AND t.status IN ('claimed', 'begun', 'unknown', 'not_sent'))
       OR (t.lease_token = $1::uuid AND t.lease_until > operational_now() AND t.status IN ('claimed', 'begun', 'unknown')))
  RETURNING t.id, t.payout_item_id, t.attempt_no, t.status, t.refusal_class, o.item_status, o.reason, o.not_before_ms
), moved AS (
  UPDATE payout_items i
     SET status = coalesce(r.item_status, i.status), reason = r.reason,
         moved_at = CASE WHEN r.item_status IS DISTINCT FROM i.status THEN (SELECT operational_now()) ELSE i.moved_at END,
         counted_attempts = i.counted_attempts + (r.status = 'refused' AND r.refusal_class IS DISTINCT FROM 'needs_funds')::int,
         paid_at = CASE WHEN r.item_status = 'paid' THEN (SELECT operational_now()) ELSE i.paid_at END,
         not_before = (SELECT operational_now()) + r.not_before_ms * interval '1 millisecond'
    FROM recorded r
   WHERE i.id = r.payout_item_id AND i.attempt_no = r.attempt_no
  RETURNING i.id, i.batch_id, i.creator_id, i.currency, i.amount_minor, i.chunk_no, i.destination_account_id,
            i.attempt_no, i.counted_attempts, i.status, i.reason
), ${TELL_OF_MOVED}
SELECT r.id AS "transferId", m.id AS "payoutItemId", m.batch_id AS "batchId", m.creator_id AS "creatorId", m.currency,
       m.amount_minor AS "amountMinor", r.attempt_no AS "attemptNo", m.chunk_no AS "chunkNo",
       m.destination_account_id AS "destinationAccountId", r.status
  FROM recorded r JOIN moved m ON m.id = r.payout_item_id`;
