import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";

export type LedgerTotal = {
  readonly currency: CurrencyCode;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
};

/** All debits and all credits ever posted, per currency. Equal, or the books are wrong. */
export async function ledgerTotals(sql: Sql): Promise<readonly LedgerTotal[]> {
  return sql.query<LedgerTotal>(
    `SELECT currency,
            coalesce(sum(amount_minor) FILTER (WHERE direction = 'debit'), 0)::bigint AS "debitMinor",
            coalesce(sum(amount_minor) FILTER (WHERE direction = 'credit'), 0)::bigint AS "creditMinor"
       FROM postings GROUP BY currency ORDER BY currency`,
  );
}

export type InvariantBreach = { readonly law: string; readonly subject: string; readonly detail: string };

/**
 * Every law of the ledger that more than one row decides, proved from the postings. Scans everything: nightly, and at
 * the end of every test. An empty list is the proof.
 */
export async function findInvariantBreaches(sql: Sql): Promise<readonly InvariantBreach[]> {
  return sql.query<InvariantBreach>(`
    SELECT 'entry_balances' AS law, journal_entry_id::text AS subject,
           currency || ' ' || sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) AS detail
      FROM postings GROUP BY journal_entry_id, currency
    HAVING sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) <> 0
    UNION ALL
    SELECT 'entry_has_postings', id::text, idempotency_key FROM journal_entries e
     WHERE NOT EXISTS (SELECT FROM postings p WHERE p.journal_entry_id = e.id)
    UNION ALL
    SELECT 'balance_from_postings', a.code || ' ' || a.currency, 'balance ' || a.balance_minor || ', postings ' || coalesce(p.balance, 0)
      FROM ledger_accounts a
      LEFT JOIN (SELECT account_id, sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) AS debit
                   FROM postings GROUP BY account_id) s ON s.account_id = a.id
     CROSS JOIN LATERAL (SELECT CASE WHEN a.kind IN ('platform_cash', 'platform_clearing', 'platform_stripe_fees', 'platform_losses')
                                     THEN coalesce(s.debit, 0) ELSE -coalesce(s.debit, 0) END AS balance) p
     WHERE a.balance_minor <> p.balance
    UNION ALL
    SELECT 'open_items_are_in_transit', a.code || ' ' || a.currency, 'in transit ' || a.balance_minor || ', open items ' || coalesce(i.amount, 0)
      FROM ledger_accounts a
      LEFT JOIN (SELECT creator_id, currency, sum(amount_minor) AS amount FROM payout_items
                  WHERE status IN ('planned', 'awaiting_funds', 'sending', 'unknown') GROUP BY 1, 2) i
        ON i.creator_id = a.creator_id AND i.currency = a.currency
     WHERE a.kind = 'creator_in_transit' AND a.balance_minor <> coalesce(i.amount, 0)
    UNION ALL
    SELECT 'held_is_unreleased', a.code || ' ' || a.currency, 'held ' || a.balance_minor || ', earnings ' || coalesce(e.amount, 0)
      FROM ledger_accounts a
      LEFT JOIN (SELECT creator_id, currency, sum(net_minor - reversed_net_minor) AS amount FROM earnings
                  WHERE released_at IS NULL GROUP BY 1, 2) e
        ON e.creator_id = a.creator_id AND e.currency = a.currency
     WHERE a.kind = 'creator_held' AND a.balance_minor <> coalesce(e.amount, 0)
    UNION ALL
    SELECT 'paid_items_are_settled', i.id::text, i.status::text FROM payout_items i
     WHERE (i.status IN ('paid', 'reversed')) <> EXISTS (
             SELECT FROM transfers t WHERE t.payout_item_id = i.id AND t.attempt_no = i.attempt_no AND t.status = 'paid')
    UNION ALL
    SELECT 'counts_match_items', b.id::text, 'counted ' || b.item_count || '/' || b.open_count || '/' || b.paid_count || '/' || b.failed_count
      FROM payout_batches b
      LEFT JOIN (SELECT batch_id, count(*) AS items,
                        count(*) FILTER (WHERE status IN ('planned', 'awaiting_funds', 'sending', 'unknown')) AS open,
                        count(*) FILTER (WHERE status IN ('paid', 'reversed')) AS paid,
                        count(*) FILTER (WHERE status = 'failed') AS failed FROM payout_items GROUP BY 1) i ON i.batch_id = b.id
     WHERE (b.item_count, b.open_count, b.paid_count, b.failed_count)
           <> (coalesce(i.items, 0), coalesce(i.open, 0), coalesce(i.paid, 0), coalesce(i.failed, 0))`);
}
