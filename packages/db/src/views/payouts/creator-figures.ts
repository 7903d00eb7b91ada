import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";

/** What happened to a creator's money in one period and currency. Amounts in minor units. */
export type CreatorFigures = {
  readonly currency: CurrencyCode;
  /** 1 for the first period; 0 for what was before it. */
  readonly period: number;
  /** Tips and calls by the day they were earned, before fee and refunds: what a 1099-K reports. */
  readonly grossMinor: bigint;
  readonly earningCount: number;
  /** What the platform charged on them. */
  readonly feeMinor: bigint;
  /** What refunds and chargebacks gave back to fans, less what was reinstated, by the day it happened. */
  readonly refundedGrossMinor: bigint;
  /** Her part of that. */
  readonly refundedMinor: bigint;
  readonly refundCount: number;
  /** Adjustments and debts written off, above zero in her favour. */
  readonly otherMinor: bigint;
  /** What Stripe had of her payouts. */
  readonly paidMinor: bigint;
  readonly paidCount: number;
  /** What came back from Stripe to her balance. */
  readonly returnedMinor: bigint;
};

/**
 * What happened to a creator's money, by currency and period; only periods in which something did.
 *
 * @param starts the first instants of the periods, ascending; the last one has no end.
 */
export async function creatorFigures(
  sql: Sql,
  creatorId: string,
  starts: readonly Date[],
): Promise<readonly CreatorFigures[]> {
  return sql.query<CreatorFigures>(FIGURES, [creatorId, starts.map((start) => start.toISOString())]);
}

/** When the first and the last thing happened to her money; null before the first. */
export async function activeSpan(
  sql: Sql,
  creatorId: string,
): Promise<{ readonly from: Date; readonly until: Date } | null> {
  const [span] = await sql.query<{ from: Date | null; until: Date | null }>(
    `SELECT min(at) AS "from", max(at) AS "until" FROM (
       SELECT min(earned_at) AS at FROM earnings WHERE creator_id = $1
       UNION ALL SELECT max(earned_at) FROM earnings WHERE creator_id = $1
       UNION ALL SELECT max(j.effective_at) FROM ledger_accounts a JOIN postings p ON p.account_id = a.id AND p.account_seq = a.posting_count
         JOIN journal_entries j ON j.id = p.journal_entry_id WHERE a.creator_id = $1
       UNION ALL SELECT min(j.effective_at) FROM ledger_accounts a JOIN postings p ON p.account_id = a.id AND p.account_seq = 1
         JOIN journal_entries j ON j.id = p.journal_entry_id WHERE a.creator_id = $1) moments`,
    [creatorId],
  );
  return span?.from && span.until ? { from: span.from, until: span.until } : null;
}

const FIGURES = `
WITH earned AS (
  SELECT currency, width_bucket(earned_at, $2::timestamptz[]) AS period,
         sum(gross_minor) AS gross, sum(fee_minor) AS fee, count(*) AS earnings
    FROM earnings WHERE creator_id = $1 GROUP BY 1, 2
), refunded AS (
  SELECT e.currency, width_bucket(r.occurred_at, $2::timestamptz[]) AS period,
         sum(CASE r.kind WHEN 'reinstated' THEN -r.gross_minor ELSE r.gross_minor END) AS gross,
         sum(CASE r.kind WHEN 'reinstated' THEN -r.net_minor ELSE r.net_minor END) AS net,
         count(*) FILTER (WHERE r.kind <> 'reinstated') AS refunds
    FROM earnings e JOIN earning_reversals r ON r.earning_id = e.id WHERE e.creator_id = $1 GROUP BY 1, 2
), moved AS (
  SELECT a.currency, width_bucket(j.effective_at, $2::timestamptz[]) AS period,
         sum(s.minor) FILTER (WHERE j.kind IN ('adjustment', 'debt_written_off')) AS other,
         -sum(s.minor) FILTER (WHERE j.kind IN ('payout_settled', 'transfer_adopted')) AS paid,
         count(*) FILTER (WHERE j.kind IN ('payout_settled', 'transfer_adopted')) AS payouts,
         sum(s.minor) FILTER (WHERE j.kind = 'transfer_reversed') AS returned
    FROM ledger_accounts a
    JOIN postings p ON p.account_id = a.id
    JOIN journal_entries j ON j.id = p.journal_entry_id
   CROSS JOIN LATERAL (SELECT CASE p.direction WHEN 'credit' THEN p.amount_minor ELSE -p.amount_minor END AS minor) s
   WHERE a.creator_id = $1 AND a.kind IN ('creator_available', 'creator_in_transit', 'creator_held')
     AND j.kind IN ('adjustment', 'debt_written_off', 'payout_settled', 'transfer_adopted', 'transfer_reversed')
   GROUP BY 1, 2
)
SELECT currency, period,
       coalesce(earned.gross, 0)::bigint AS "grossMinor", coalesce(earned.earnings, 0)::int AS "earningCount",
       coalesce(earned.fee, 0)::bigint AS "feeMinor",
       coalesce(refunded.gross, 0)::bigint AS "refundedGrossMinor", coalesce(refunded.net, 0)::bigint AS "refundedMinor",
       coalesce(refunded.refunds, 0)::int AS "refundCount", coalesce(moved.other, 0)::bigint AS "otherMinor",
       coalesce(moved.paid, 0)::bigint AS "paidMinor", coalesce(moved.payouts, 0)::int AS "paidCount",
       coalesce(moved.returned, 0)::bigint AS "returnedMinor"
  FROM earned FULL JOIN refunded USING (currency, period) FULL JOIN moved USING (currency, period)
 ORDER BY currency, period`;
