import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";

/** What happened in one month of her zone in one currency. Amounts in minor units; only months in which something did. */
export type MonthlyFigures = {
  readonly currency: CurrencyCode;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
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

/** Every month in which something happened to a creator's money, oldest first. */
export async function monthlyFigures(
  sql: Sql,
  creatorId: string,
  timeZone: string,
): Promise<readonly MonthlyFigures[]> {
  return sql.query<MonthlyFigures>(FIGURES, [creatorId, timeZone]);
}

const FIGURES = `
WITH earned AS (
  SELECT currency, date_trunc('month', earned_at AT TIME ZONE $2) AS month,
         sum(gross_minor) AS gross, sum(fee_minor) AS fee, count(*) AS earnings
    FROM earnings WHERE creator_id = $1 GROUP BY 1, 2
), refunded AS (
  SELECT e.currency, date_trunc('month', r.occurred_at AT TIME ZONE $2) AS month,
         sum(CASE r.kind WHEN 'reinstated' THEN -r.gross_minor ELSE r.gross_minor END) AS gross,
         sum(CASE r.kind WHEN 'reinstated' THEN -r.net_minor ELSE r.net_minor END) AS net,
         count(*) FILTER (WHERE r.kind <> 'reinstated') AS refunds
    FROM earnings e JOIN earning_reversals r ON r.earning_id = e.id WHERE e.creator_id = $1 GROUP BY 1, 2
), moved AS (
  SELECT a.currency, date_trunc('month', j.effective_at AT TIME ZONE $2) AS month,
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
SELECT currency, extract(year FROM month)::int AS year, extract(month FROM month)::int AS month,
       coalesce(earned.gross, 0)::bigint AS "grossMinor", coalesce(earned.earnings, 0)::int AS "earningCount",
       coalesce(earned.fee, 0)::bigint AS "feeMinor",
       coalesce(refunded.gross, 0)::bigint AS "refundedGrossMinor", coalesce(refunded.net, 0)::bigint AS "refundedMinor",
       coalesce(refunded.refunds, 0)::int AS "refundCount", coalesce(moved.other, 0)::bigint AS "otherMinor",
       coalesce(moved.paid, 0)::bigint AS "paidMinor", coalesce(moved.payouts, 0)::int AS "paidCount",
       coalesce(moved.returned, 0)::bigint AS "returnedMinor"
  FROM earned FULL JOIN refunded USING (currency, month) FULL JOIN moved USING (currency, month)
 ORDER BY currency, month`;
