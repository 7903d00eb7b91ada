/** What the entries say of a year in her zone, by month and currency: $1 creator, $2 zone. Nothing of it reads what pages read. */
export const YEAR_IN_THE_BOOKS = `
WITH own AS (
  SELECT e.id, e.kind, p.currency, date_trunc('month', e.effective_at AT TIME ZONE $2) AS month,
         sum(CASE p.direction WHEN 'credit' THEN p.amount_minor ELSE -p.amount_minor END) AS minor
    FROM postings p JOIN journal_entries e ON e.id = p.journal_entry_id JOIN ledger_accounts a ON a.id = p.account_id
   WHERE a.creator_id = $1 GROUP BY 1, 2, 3, 4
), entry AS (
  SELECT own.*, coalesce((SELECT sum(CASE p.direction WHEN 'credit' THEN p.amount_minor ELSE -p.amount_minor END)
                            FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
                           WHERE p.journal_entry_id = own.id AND a.code = 'platform:fees'), 0) AS fee
    FROM own
)
SELECT currency, extract(month FROM month)::int AS month,
       coalesce(sum(minor + fee) FILTER (WHERE kind = 'earning_recorded'), 0)::bigint AS "grossMinor",
       coalesce(sum(fee) FILTER (WHERE kind = 'earning_recorded'), 0)::bigint AS "feeMinor",
       -coalesce(sum(minor) FILTER (WHERE kind IN ('earning_reversed', 'reversal_undone')), 0)::bigint AS "refundedMinor",
       coalesce(sum(minor) FILTER (WHERE kind IN ('earning_recorded', 'earning_reversed', 'reversal_undone')), 0)::bigint AS "netMinor",
       -coalesce(sum(minor) FILTER (WHERE kind IN ('payout_settled', 'transfer_adopted')), 0)::bigint AS "paidMinor",
       coalesce(sum(minor) FILTER (WHERE kind = 'transfer_reversed'), 0)::bigint AS "returnedMinor",
       (count(*) FILTER (WHERE kind = 'earning_recorded'))::int AS "earningCount"
  FROM entry WHERE kind NOT IN ('earning_released', 'payout_reserved', 'payout_returned')
 GROUP BY 1, 2 ORDER BY 1, 2`;

/** All that is hers now, by currency: $1 creator. */
export const BALANCES = `
SELECT currency, sum(balance_minor)::bigint AS "totalMinor" FROM ledger_accounts
 WHERE creator_id = $1 GROUP BY currency HAVING sum(posting_count) > 0 ORDER BY currency`;

/** What left to Stripe and came back, by currency: $1 creator. */
export const PAID_IN_THE_BOOKS = `
SELECT p.currency, coalesce(sum(p.amount_minor) FILTER (WHERE e.kind = 'payout_settled'), 0)::bigint AS "paidMinor",
       coalesce(sum(p.amount_minor) FILTER (WHERE e.kind = 'transfer_reversed'), 0)::bigint AS "returnedMinor"
  FROM postings p JOIN journal_entries e ON e.id = p.journal_entry_id JOIN ledger_accounts a ON a.id = p.account_id
 WHERE a.creator_id = $1 AND e.kind IN ('payout_settled', 'transfer_reversed') GROUP BY 1 ORDER BY 1`;
