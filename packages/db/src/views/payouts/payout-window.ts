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
  /** What earlier attempts of the same payout reserved and gave back: no lines, and nothing in sum. */
  readonly ownSeqs: readonly bigint[];
};

/** Arrays of BIGINT come as text. */
type WindowRow = Omit<PayoutWindow, "ownSeqs"> & { readonly ownSeqs: readonly string[] };

/** Null when she has no such payout. */
export async function payoutWindow(
  sql: Sql,
  creatorId: string,
  payoutItemId: string,
): Promise<PayoutWindow | null> {
  const [window] = await sql.query<WindowRow>(WINDOW, [creatorId, payoutItemId]);
  return window === undefined ? null : { ...window, ownSeqs: window.ownSeqs.map(BigInt) };
}

/** SQL: a posting to `available` as she reads it: above zero where her balance grew. */
export function signed(posting: string): string {
  return `CASE ${posting}.direction WHEN 'credit' THEN ${posting}.amount_minor ELSE -${posting}.amount_minor END`;
}

// Entries are found by their keys, one by one (`OFFSET 0`): the planner takes a few attempts for a thousand and would read all.
const WINDOW = `
WITH item AS (
  SELECT i.id, i.currency, i.attempt_no, batch.period_key, batch.scheduled_for
    FROM payout_items i JOIN payout_batches batch ON batch.id = i.batch_id WHERE i.creator_id = $1 AND i.id = $2::uuid
), account AS (
  SELECT a.id FROM item JOIN ledger_accounts a ON a.code = 'creator:' || $1::uuid || ':available' AND a.currency = item.currency
), movement AS (
  SELECT i.id AS item_id, attempt.no AS attempt_no, event.name AS event, entry.effective_at, posting.seq, posting.amount_minor
    FROM item JOIN payout_items i ON i.creator_id = $1 AND i.currency = item.currency
   CROSS JOIN LATERAL generate_series(1, i.attempt_no) AS attempt (no)
   CROSS JOIN (VALUES ('reserved'), ('returned')) AS event (name)
   CROSS JOIN LATERAL (
     SELECT e.id, e.effective_at FROM journal_entries e
      WHERE e.idempotency_key = 'payout/' || i.id || '/' || attempt.no || '/' || event.name OFFSET 0) entry
   CROSS JOIN account
   CROSS JOIN LATERAL (
     SELECT p.account_seq AS seq, p.amount_minor FROM postings p
      WHERE p.journal_entry_id = entry.id AND p.account_id = account.id OFFSET 0) posting
), own AS (
  SELECT m.* FROM movement m JOIN item ON m.item_id = item.id AND m.attempt_no = item.attempt_no WHERE m.event = 'reserved'
), previous AS (
  SELECT m.* FROM movement m JOIN own ON m.seq < own.seq
   WHERE m.event = 'reserved' AND m.item_id <> own.item_id ORDER BY m.seq DESC LIMIT 1
), bounds AS (
  SELECT account.id AS account_id, coalesce(previous.seq, 0) AS after_seq, coalesce(own.seq, 0) AS until_seq,
         ARRAY(SELECT m.seq FROM movement m JOIN own ON m.item_id = own.item_id
                WHERE m.seq > coalesce(previous.seq, 0) AND m.seq < own.seq) AS own_seqs
    FROM account LEFT JOIN own ON true LEFT JOIN previous ON true
), sums AS (
  SELECT coalesce(sum(s.minor) FILTER (WHERE s.seq <= bounds.after_seq), 0)::bigint AS carried_in,
         coalesce(sum(s.minor), 0)::bigint AS stays,
         coalesce(sum(s.minor) FILTER (WHERE s.is_line), 0)::bigint AS lines, (count(*) FILTER (WHERE s.is_line))::int AS line_count
    FROM bounds
    LEFT JOIN LATERAL (
      SELECT p.account_seq AS seq, ${signed("p")} AS minor,
             p.account_seq > bounds.after_seq AND p.account_seq < bounds.until_seq AND p.account_seq <> ALL (bounds.own_seqs) AS is_line
        FROM postings p WHERE p.account_id = bounds.account_id AND p.account_seq <= bounds.until_seq) s ON true
)
SELECT item.id AS "payoutItemId", item.period_key AS "periodKey", item.scheduled_for AS "scheduledFor", item.currency,
       coalesce(own.amount_minor, 0) AS "reservedMinor", own.effective_at AS "reservedAt",
       previous.item_id AS "previousPayoutItemId", previous.effective_at AS "previousReservedAt",
       sums.carried_in AS "carriedInMinor", sums.lines AS "linesMinor", sums.line_count AS "lineCount", sums.stays AS "staysMinor",
       bounds.account_id AS "accountId", bounds.after_seq AS "afterSeq", bounds.until_seq AS "untilSeq", bounds.own_seqs::text[] AS "ownSeqs"
  FROM item CROSS JOIN bounds CROSS JOIN sums LEFT JOIN own ON true LEFT JOIN previous ON true`;
