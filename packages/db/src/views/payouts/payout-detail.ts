import type {
  AccountDetail,
  CurrencyCode,
  ItemStatus,
  PayoutState,
  TransferStatus,
} from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";
import { BANK_PAYOUT, PAYOUT_STATE, SETTLED } from "./payout-state.ts";

/** One try to send it to Stripe. */
export type PayoutAttempt = {
  readonly attemptNo: number;
  /** Minor units: what this attempt was for. */
  readonly amountMinor: bigint;
  readonly status: TransferStatus;
  /** What Stripe's refusal means; null unless it refused. */
  readonly refusalClass: string | null;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
  readonly stripeTransferId: string | null;
};

/** A payout from her account at Stripe to her bank that carried this one. */
export type BankLeg = {
  /** `po_…` */
  readonly bankPayoutId: string;
  readonly status: "in_transit" | "in_bank" | "failed" | "canceled";
  /** Of the whole bank payout, which may carry other money too; minor units of `currency`. */
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly arrivalAt: Date | null;
  /** What her bank can search for. */
  readonly traceId: string | null;
  /** e.g. `account_closed`; null unless it failed. */
  readonly failureCode: string | null;
};

export type PayoutDetail = {
  readonly payoutItemId: string;
  readonly periodKey: string;
  readonly scheduledFor: Date;
  readonly batchStatus: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly status: ItemStatus;
  readonly state: PayoutState;
  /** Why it is where it is, as it was stored; null on the way. */
  readonly reason: Readonly<Record<string, unknown>> | null;
  readonly destinationAccountId: string;
  /** Its money was taken out of her balance; null: never (held at once). */
  readonly reservedAt: Date | null;
  readonly sentAt: Date | null;
  readonly paidAt: Date | null;
  /** Its money went back to her balance without having left; null: not. */
  readonly returnedAt: Date | null;
  readonly reversedMinor: bigint;
  /** When the last of it came back from Stripe; null: none did. */
  readonly reversedAt: Date | null;
  /** Stripe's transfer; null until it has one. */
  readonly stripeTransferId: string | null;
  /** How Stripe pays out from her account where it does not say which transfers went: then the bank's part is not known. */
  readonly bankUnattributed: "manual" | "instant" | null;
  /** What Stripe last said of the account it goes to; null when that is no longer hers, or was never read. */
  readonly accountDetail: AccountDetail | null;
  /** Newest last. */
  readonly attempts: readonly PayoutAttempt[];
  /** The one that tells first. */
  readonly bankLegs: readonly BankLeg[];
};

type AttemptRow = Omit<PayoutAttempt, "amountMinor" | "sentAt" | "endedAt"> & {
  readonly amountMinor: string;
  readonly sentAt: string | null;
  readonly endedAt: string | null;
};
type BankLegRow = Omit<BankLeg, "amountMinor" | "arrivalAt"> & {
  readonly amountMinor: string;
  readonly arrivalAt: string | null;
};

/** All about one payout; null when she has no such one. */
export async function payoutDetail(
  sql: Sql,
  creatorId: string,
  payoutItemId: string,
): Promise<PayoutDetail | null> {
  const [row] = await sql.query<
    Omit<PayoutDetail, "attempts" | "bankLegs"> & {
      readonly attempts: readonly AttemptRow[];
      readonly bankLegs: readonly BankLegRow[];
    }
  >(DETAIL, [creatorId, payoutItemId]);
  if (!row) return null;
  return {
    ...row,
    attempts: row.attempts.map((attempt) => ({
      ...attempt,
      amountMinor: BigInt(attempt.amountMinor),
      sentAt: dateOf(attempt.sentAt),
      endedAt: dateOf(attempt.endedAt),
    })),
    bankLegs: row.bankLegs.map((leg) => ({
      ...leg,
      amountMinor: BigInt(leg.amountMinor),
      arrivalAt: dateOf(leg.arrivalAt),
    })),
  };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** Attempts are timed by the database's clock, entries by the business clock: an attempt is as long before its entry as it was. */
const DETAIL = `
SELECT i.id AS "payoutItemId", batch.period_key AS "periodKey", batch.scheduled_for AS "scheduledFor", batch.status AS "batchStatus",
       i.amount_minor AS "amountMinor", i.currency, i.status, ${PAYOUT_STATE} AS state, i.reason,
       i.destination_account_id AS "destinationAccountId", reserved.effective_at AS "reservedAt", t.sent_at AS "sentAt",
       settled.effective_at AS "paidAt", returned.effective_at AS "returnedAt", i.reversed_minor AS "reversedMinor",
       CASE WHEN i.reversed_minor > 0 THEN settled.effective_at + (i.moved_at - i.paid_at) END AS "reversedAt",
       t.stripe_transfer_id AS "stripeTransferId", unattributed.attribution AS "bankUnattributed",
       CASE WHEN c.stripe_account_id = i.destination_account_id THEN c.account_detail END AS "accountDetail",
       coalesce(attempts.list, '[]') AS attempts, coalesce(legs.list, '[]') AS "bankLegs"
  FROM payout_items i
  JOIN creators c ON c.id = i.creator_id
  JOIN payout_batches batch ON batch.id = i.batch_id ${SETTLED} ${BANK_PAYOUT}
  LEFT JOIN journal_entries reserved ON reserved.idempotency_key = 'payout/' || i.id || '/' || i.attempt_no || '/reserved'
  LEFT JOIN journal_entries returned ON returned.idempotency_key = 'payout/' || i.id || '/' || i.attempt_no || '/returned'
  LEFT JOIN LATERAL (
    SELECT a.stripe_transfer_id,
           coalesce(coalesce(settled.effective_at, returned.effective_at) - (a.finished_at - a.first_sent_at), a.first_sent_at) AS sent_at
      FROM transfers a WHERE a.payout_item_id = i.id AND a.attempt_no = i.attempt_no) t ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('attemptNo', a.attempt_no, 'amountMinor', a.amount_minor::text, 'status', a.status,
             'refusalClass', a.refusal_class, 'stripeTransferId', a.stripe_transfer_id,
             'sentAt', coalesce(ended.effective_at - (a.finished_at - a.first_sent_at), a.first_sent_at),
             'endedAt', coalesce(ended.effective_at, a.finished_at)) ORDER BY a.attempt_no) AS list
      FROM transfers a
      LEFT JOIN LATERAL (
        SELECT e.effective_at FROM journal_entries e
         WHERE e.idempotency_key IN ('payout/' || i.id || '/' || a.attempt_no || '/settled', 'payout/' || i.id || '/' || a.attempt_no || '/returned')
         LIMIT 1) ended ON true
     WHERE a.payout_item_id = i.id) attempts ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('bankPayoutId', bp.id, 'status', bp.status, 'amountMinor', bp.amount_minor::text,
             'currency', bp.currency, 'arrivalAt', bp.arrival_date, 'traceId', bp.trace_id, 'failureCode', bp.failure_code)
             ORDER BY bp.id = b.id DESC, bp.arrival_date DESC NULLS LAST, bp.id) AS list
      FROM bank_payout_items bi JOIN bank_payouts bp ON bp.id = bi.bank_payout_id WHERE bi.payout_item_id = i.id) legs ON true
  LEFT JOIN LATERAL (
    SELECT bp.attribution FROM bank_payouts bp
     WHERE bp.stripe_account_id = i.destination_account_id AND bp.currency = i.currency AND bp.attribution IN ('manual', 'instant')
       AND legs.list IS NULL AND i.status = 'paid'
     ORDER BY bp.updated_at DESC LIMIT 1) unattributed ON true
 WHERE i.creator_id = $1 AND i.id = $2::uuid`;
