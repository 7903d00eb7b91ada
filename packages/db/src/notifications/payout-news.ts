import { automaticAttemptsMax } from "@payrun/payouts-core";
import type { Transaction } from "../database.ts";
import { TELL } from "./notify-creators.ts";

/** What every notification about a payout says; `i` is its item, `b` its batch. */
const PAYOUT_FACTS = `jsonb_build_object(
  'payoutItemId', i.id, 'periodKey', b.period_key, 'amountMinor', i.amount_minor::text, 'currency', i.currency)`;

/** Without Stripe's own words: those are for the finance team. */
const WHY_NOT = `jsonb_build_object(
  'reasonCode', coalesce(i.reason ->> 'code', 'unknown'), 'reason', (coalesce(i.reason, '{}') - 'message')::text)`;

const IS_PASSING = `i.status = 'failed' AND i.reason ->> 'refusalClass' = 'transient'`;
/** It is tried again unasked: core's `mayRetryAutomatically`. */
const IS_TRIED_AGAIN = `${IS_PASSING} AND i.counted_attempts < ${automaticAttemptsMax}`;

/** Why a payout failed. What kept passing until a person has to look is a reason of its own. */
const WHY_FAILED = `CASE
  WHEN ${IS_TRIED_AGAIN} THEN ${WHY_NOT} || '{"at": "retry"}'
  WHEN ${IS_PASSING} THEN jsonb_build_object('at', 'transfer', 'reasonCode', 'needs_review', 'reason',
                            jsonb_build_object('code', 'needs_review', 'countedAttempts', i.counted_attempts)::text)
  ELSE ${WHY_NOT} || '{"at": "transfer"}' END`;

/**
 * The end of a statement that moves items: give it what it moved as `moved (id, batch_id, creator_id, currency,
 * amount_minor, attempt_no, counted_attempts, status, reason)`. Whose payout was sent, failed, is held or canceled is told
 * so: once for an attempt, and once for an item that it was paid, or that it is late because it is tried again unasked.
 */
export const TELL_OF_MOVED = `
news AS (
  SELECT i.creator_id,
         CASE i.status WHEN 'paid' THEN 'payout_sent' WHEN 'held' THEN 'payout_held' ELSE 'payout_failed' END AS kind,
         'payout/' || i.id || CASE WHEN i.status = 'paid' THEN '/sent'
                                   WHEN ${IS_TRIED_AGAIN} THEN '/delayed'
                                   ELSE '/' || i.attempt_no || '/' || i.status END AS dedupe_key,
         ${PAYOUT_FACTS} || CASE i.status
           WHEN 'failed' THEN ${WHY_FAILED}
           WHEN 'canceled' THEN ${WHY_NOT} || '{"at": "claim"}'
           WHEN 'held' THEN ${WHY_NOT}
           ELSE '{}' END AS data,
         NULL::jsonb AS also_to
    FROM moved i JOIN payout_batches b ON b.id = i.batch_id
   WHERE i.status IN ('paid', 'failed', 'held', 'canceled')
), ${TELL}`;

/**
 * Tells whose items a bank payout carries that it reached the bank, or that the bank sent it back; nothing while it is
 * on its way. Repeat it whenever its status or its items may have changed.
 */
export async function tellOfBankPayout(tx: Transaction, bankPayoutId: string): Promise<void> {
  await tx.query(
    `WITH news AS (
       SELECT i.creator_id, CASE p.status WHEN 'failed' THEN 'payout_failed' ELSE 'payout_in_bank' END AS kind,
              'bank/' || p.id || '/' || i.id || '/' || p.status AS dedupe_key,
              ${PAYOUT_FACTS} || CASE p.status
                WHEN 'failed' THEN jsonb_build_object(
                  'at', 'bank', 'reasonCode', coalesce(p.failure_code, 'unknown'), 'reason', jsonb_build_object('code', p.failure_code)::text)
                ELSE jsonb_build_object('traceId', p.trace_id) END AS data,
              NULL::jsonb AS also_to
         FROM bank_payouts p JOIN bank_payout_items l ON l.bank_payout_id = p.id
         JOIN payout_items i ON i.id = l.payout_item_id JOIN payout_batches b ON b.id = i.batch_id
        WHERE p.id = $1 AND p.status IN ('in_bank', 'failed')
     ), ${TELL} SELECT`,
    [bankPayoutId],
  );
}
