import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";

/**
 * The stretch of her available account that one payout came out of: from the reservation of the payout before it to its own.
 * It never changes: postings are append-only, and numbered without gaps.
 */
export type PayoutWindow = {
  readonly payoutItemId: string;
  readonly periodKey: string;
  readonly scheduledFor: Date;
  readonly currency: CurrencyCode;
  /** What was reserved, minor units; 0 where nothing ever was (held at once). */
  readonly reservedMinor: bigint;
  /** Null where nothing was reserved: then there are no lines. */
  readonly reservedAt: Date | null;
  /** The payout before it; null for the first. */
  readonly previousPayoutItemId: string | null;
  readonly previousReservedAt: Date | null;
  /** Her available balance right after that payout's reservation. */
  readonly carriedInMinor: bigint;
  /** Sum and number of the lines. */
  readonly linesMinor: bigint;
  readonly lineCount: number;
  /** Her available balance right after this reservation. */
  readonly staysMinor: bigint;
  /** Where the lines are, for `payoutLines`. */
  readonly accountId: bigint;
  readonly afterSeq: bigint;
  readonly untilSeq: bigint;
};

/** Null when she has no such payout. */
export async function payoutWindow(
  sql: Sql,
  creatorId: string,
  payoutItemId: string,
): Promise<PayoutWindow | null> {
  const [window] = await sql.query<PayoutWindow>(WINDOW, [creatorId, payoutItemId]);
  return window ?? null;
}

/** SQL: not what earlier attempts of the same payout reserved and gave back; in sum that is nothing. @param item its id */
export function notOwn(item: string): string {
  return `NOT starts_with(e.idempotency_key, 'payout/' || ${item}::text || '/')`;
}

/** SQL: a posting to `available` as she reads it: above zero where her balance grew. */
export function signed(posting: string): string {
  return `CASE ${posting}.direction WHEN 'credit' THEN ${posting}.amount_minor ELSE -${posting}.amount_minor END`;
}

const WINDOW = `
WITH item AS (
  SELECT i.id, i.currency, i.attempt_no, batch.period_key, batch.scheduled_for
    FROM payout_items i JOIN payout_batches batch ON batch.id = i.batch_id WHERE i.creator_id = $1 AND i.id = $2::uuid
), account AS (
  SELECT a.id FROM item JOIN ledger_accounts a ON a.code = 'creator:' || $1::uuid || ':available' AND a.currency = item.currency
), reservation AS (
  SELECT i.id AS item_id, attempt.no AS attempt_no, p.account_seq AS seq, p.amount_minor, e.effective_at
    FROM item JOIN payout_items i ON i.creator_id = $1 AND i.currency = item.currency
   CROSS JOIN LATERAL generate_series(1, i.attempt_no) AS attempt (no)
    JOIN journal_entries e ON e.idempotency_key = 'payout/' || i.id || '/' || attempt.no || '/reserved'
    JOIN account ON true
    JOIN postings p ON p.journal_entry_id = e.id AND p.account_id = account.id
), own AS (
  SELECT r.* FROM reservation r JOIN item ON r.item_id = item.id AND r.attempt_no = item.attempt_no
), previous AS (
  SELECT r.* FROM reservation r JOIN own ON r.seq < own.seq WHERE r.item_id <> own.item_id ORDER BY r.seq DESC LIMIT 1
), bounds AS (
  SELECT account.id AS account_id, coalesce(previous.seq, 0) AS after_seq, coalesce(own.seq, 0) AS until_seq
    FROM account LEFT JOIN own ON true LEFT JOIN previous ON true
), balance AS (
  SELECT coalesce(sum(${signed("p")}) FILTER (WHERE p.account_seq <= bounds.after_seq), 0)::bigint AS carried_in,
         coalesce(sum(${signed("p")}), 0)::bigint AS stays
    FROM bounds LEFT JOIN postings p ON p.account_id = bounds.account_id AND p.account_seq <= bounds.until_seq
), line AS (
  SELECT coalesce(sum(${signed("p")}), 0)::bigint AS amount, count(*)::int AS count
    FROM bounds JOIN postings p ON p.account_id = bounds.account_id AND p.account_seq > bounds.after_seq AND p.account_seq < bounds.until_seq
    JOIN journal_entries e ON e.id = p.journal_entry_id
   WHERE ${notOwn("$2")}
)
SELECT item.id AS "payoutItemId", item.period_key AS "periodKey", item.scheduled_for AS "scheduledFor", item.currency,
       coalesce(own.amount_minor, 0) AS "reservedMinor", own.effective_at AS "reservedAt",
       previous.item_id AS "previousPayoutItemId", previous.effective_at AS "previousReservedAt",
       balance.carried_in AS "carriedInMinor", line.amount AS "linesMinor", line.count AS "lineCount", balance.stays AS "staysMinor",
       bounds.account_id AS "accountId", bounds.after_seq AS "afterSeq", bounds.until_seq AS "untilSeq"
  FROM item CROSS JOIN bounds CROSS JOIN balance CROSS JOIN line LEFT JOIN own ON true LEFT JOIN previous ON true`;
