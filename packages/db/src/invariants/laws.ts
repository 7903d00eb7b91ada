/** What a law is restricted to: SQL that is true of the rows to be looked at, by the column of their key. */
export type Touched = {
  readonly entries: (column: string) => string;
  readonly accounts: (column: string) => string;
  readonly items: (column: string) => string;
  readonly batches: (column: string) => string;
  readonly planned: (column: string) => string;
  readonly creators: (column: string) => string;
  readonly notifications: (column: string) => string;
  /** A query of `account_id, debit_minor, postings, first_seq, last_seq`: what the postings of an account add up to. */
  readonly sums: string;
};

const OPEN = "('planned', 'awaiting_funds', 'sending', 'unknown')";
const DEBIT_KINDS = "('platform_cash', 'platform_clearing', 'platform_stripe_fees', 'platform_losses')";
const SIGNED = "CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END";

/** Each law as a query of `law, subject, detail`: the rows that break it, in words and minor units. */
export function lawQueries(of: Touched): readonly string[] {
  return [...ledgerLaws(of), ...itemLaws(of), ...batchLaws(of)];
}

function ledgerLaws(of: Touched): readonly string[] {
  return [
    `SELECT 'entry_balances' AS law, journal_entry_id::text AS subject,
            'debits less credits are ' || sum(${SIGNED}) || ' ' || currency AS detail
       FROM postings WHERE ${of.entries("journal_entry_id")}
      GROUP BY journal_entry_id, currency HAVING sum(${SIGNED}) <> 0`,
    `SELECT 'entry_has_postings', e.id::text, e.idempotency_key || ' has no postings' FROM journal_entries e
      WHERE ${of.entries("e.id")} AND NOT EXISTS (SELECT FROM postings p WHERE p.journal_entry_id = e.id)`,
    `SELECT 'balance_from_postings', a.code || ' ' || a.currency, 'balance ' || a.balance_minor || ', postings ' || s.balance
       FROM (SELECT a.*, coalesce(s.debit_minor, 0) * CASE WHEN a.kind IN ${DEBIT_KINDS} THEN 1 ELSE -1 END AS balance
               FROM ledger_accounts a LEFT JOIN (${of.sums}) s ON s.account_id = a.id WHERE ${of.accounts("a.id")}) s
       JOIN ledger_accounts a ON a.id = s.id WHERE a.balance_minor <> s.balance`,
    `SELECT 'posting_sequence', a.code || ' ' || a.currency,
            'counted ' || a.posting_count || ', there are ' || coalesce(s.postings, 0) || ', the last is ' || coalesce(s.last_seq, 0)
       FROM ledger_accounts a LEFT JOIN (${of.sums}) s ON s.account_id = a.id
      WHERE ${of.accounts("a.id")} AND a.kind::text NOT LIKE 'platform%'
        AND (a.posting_count <> coalesce(s.postings, 0) OR s.last_seq <> a.posting_count)`,
    `SELECT 'account_floor', a.code || ' ' || a.currency, 'balance ' || a.balance_minor FROM ledger_accounts a
      WHERE ${of.accounts("a.id")} AND a.balance_minor < 0 AND (
            a.kind IN ('fan_tokens', 'creator_held', 'creator_in_transit')
         OR a.kind = 'platform_cash' AND EXISTS (SELECT FROM cash_comparisons c WHERE c.currency = a.currency)
            AND NOT EXISTS (SELECT FROM reconciliation_findings f
                             WHERE f.subject = 'platform:cash/' || a.currency AND f.resolved_at IS NULL))`,
    `SELECT 'held_is_unreleased', a.code || ' ' || a.currency, 'held ' || a.balance_minor || ', unreleased earnings ' || e.amount
       FROM ledger_accounts a CROSS JOIN LATERAL (
            SELECT coalesce(sum(net_minor - reversed_net_minor), 0) AS amount FROM earnings e
             WHERE e.creator_id = a.creator_id AND e.currency = a.currency AND e.released_at IS NULL) e
      WHERE ${of.accounts("a.id")} AND a.kind = 'creator_held' AND a.balance_minor <> e.amount`,
    `SELECT 'paid_within_earned', a.code || ' ' || a.currency,
            'paid ' || p.paid || ', earned ' || e.earned || ', other ' || h.other || ', debt ' || greatest(0, -a.balance_minor)
       FROM ledger_accounts a
      CROSS JOIN LATERAL (
            SELECT coalesce(sum(t.amount_minor - CASE WHEN t.attempt_no = i.attempt_no THEN i.reversed_minor ELSE 0 END), 0) AS paid
              FROM payout_items i JOIN transfers t ON t.payout_item_id = i.id AND t.status = 'paid'
             WHERE i.creator_id = a.creator_id AND i.currency = a.currency) p
      CROSS JOIN LATERAL (
            SELECT coalesce(sum(net_minor - reversed_net_minor), 0) AS earned FROM earnings e
             WHERE e.creator_id = a.creator_id AND e.currency = a.currency AND e.released_at IS NOT NULL AND p.paid > 0) e
      CROSS JOIN LATERAL (
            SELECT coalesce(sum(-(${SIGNED})), 0) AS other FROM postings o
             WHERE o.account_id = a.id AND o.journal_entry_id IN (
                   SELECT id FROM journal_entries WHERE kind IN ('adjustment', 'transfer_adopted', 'debt_written_off'))
               AND p.paid > e.earned) h
      WHERE ${of.creators("a.creator_id")} AND a.kind = 'creator_available'
        AND p.paid > e.earned + h.other + greatest(0, -a.balance_minor)`,
  ];
}

function itemLaws(of: Touched): readonly string[] {
  return [
    `SELECT 'open_items_are_in_transit', a.code || ' ' || a.currency, 'in transit ' || a.balance_minor || ', open items ' || i.amount
       FROM ledger_accounts a CROSS JOIN LATERAL (
            SELECT coalesce(sum(amount_minor), 0) AS amount FROM payout_items i
             WHERE i.creator_id = a.creator_id AND i.currency = a.currency AND i.status IN ${OPEN}) i
      WHERE ${of.accounts("a.id")} AND a.kind = 'creator_in_transit' AND a.balance_minor <> i.amount`,
    `SELECT 'one_open_item', i.id::text, 'another item of the same creator and currency is open too' FROM payout_items i
      WHERE ${of.items("i.id")} AND i.status IN ${OPEN} AND EXISTS (
            SELECT FROM payout_items o WHERE o.creator_id = i.creator_id AND o.currency = i.currency
               AND o.id <> i.id AND o.status IN ${OPEN})`,
    `SELECT 'paid_items_are_settled', i.id::text, 'the item is ' || i.status || ', its attempt ' || i.attempt_no || ' is ' || coalesce(t.status::text, 'not there')
       FROM payout_items i LEFT JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = i.attempt_no
      WHERE ${of.items("i.id")} AND (i.status IN ('paid', 'reversed')) <> (t.status IS NOT DISTINCT FROM 'paid')`,
    `SELECT 'attempts_in_order', i.id::text, 'attempt ' || t.attempt_no || ' is ' || t.status || ', the item is at attempt ' || i.attempt_no
       FROM payout_items i JOIN transfers t ON t.payout_item_id = i.id
      WHERE ${of.items("i.id")} AND (t.attempt_no > i.attempt_no
         OR t.attempt_no < i.attempt_no AND t.status IN ('claimed', 'begun', 'unknown', 'paid'))`,
    `SELECT 'attempts_reserved', i.id::text, 'attempt ' || n.no || ' has no entry that reserves or none that ends it'
       FROM payout_items i CROSS JOIN LATERAL generate_series(2, i.attempt_no) AS n (no)
      WHERE ${of.items("i.id")} AND (
            NOT EXISTS (SELECT FROM journal_entries WHERE idempotency_key = format('payout/%s/%s/reserved', i.id, n.no))
         OR EXISTS (SELECT FROM journal_entries WHERE idempotency_key = format('payout/%s/%s/reserved', i.id, n.no - 1))
            AND NOT EXISTS (SELECT FROM journal_entries WHERE idempotency_key = format('payout/%s/%s/returned', i.id, n.no - 1)))`,
    `SELECT 'notified_once', n.id::text, n.dedupe_key || ' was told twice' FROM notifications n
      WHERE ${of.notifications("n.id")} AND EXISTS (
            SELECT FROM notifications o WHERE o.dedupe_key = n.dedupe_key AND o.id <> n.id)`,
  ];
}

function batchLaws(of: Touched): readonly string[] {
  const items = `SELECT batch_id, currency, count(*) AS items, count(*) FILTER (WHERE status IN ${OPEN}) AS open,
           count(*) FILTER (WHERE status IN ('paid', 'reversed')) AS paid, count(*) FILTER (WHERE status = 'failed') AS failed,
           sum(amount_minor) AS amount, coalesce(sum(amount_minor) FILTER (WHERE status IN ('paid', 'reversed')), 0) AS paid_amount
      FROM payout_items WHERE ${of.batches("batch_id")} GROUP BY 1, 2`;
  return [
    `SELECT 'counts_match_items', b.id::text, 'items, open, paid, failed: counted '
            || concat_ws('/', b.item_count, b.open_count, b.paid_count, b.failed_count) || ', there are '
            || concat_ws('/', coalesce(i.items, 0), coalesce(i.open, 0), coalesce(i.paid, 0), coalesce(i.failed, 0))
       FROM payout_batches b
       LEFT JOIN (SELECT batch_id, sum(items) AS items, sum(open) AS open, sum(paid) AS paid, sum(failed) AS failed
                    FROM (${items}) c GROUP BY 1) i ON i.batch_id = b.id
      WHERE ${of.batches("b.id")} AND (b.item_count, b.open_count, b.paid_count, b.failed_count)
            <> (coalesce(i.items, 0), coalesce(i.open, 0), coalesce(i.paid, 0), coalesce(i.failed, 0))`,
    `SELECT 'totals_match_items', coalesce(t.batch_id, i.batch_id) || ' ' || coalesce(t.currency, i.currency),
            'amount, paid: counted ' || concat_ws('/', t.amount_minor, t.paid_amount_minor) || ', there are ' || concat_ws('/', i.amount, i.paid_amount)
       FROM (SELECT * FROM payout_batch_totals WHERE ${of.batches("batch_id")}) t
       FULL JOIN (${items}) i ON i.batch_id = t.batch_id AND i.currency = t.currency
      WHERE (t.item_count, t.paid_count, t.failed_count, t.amount_minor, t.paid_amount_minor)
            IS DISTINCT FROM (i.items, i.paid, i.failed, i.amount, i.paid_amount)`,
    `SELECT 'everyone_is_decided', b.id::text, 'creator ' || c.id || ' has no decision' FROM payout_batches b CROSS JOIN creators c
      WHERE ${of.planned("b.id")} AND b.planned_at IS NOT NULL AND c.created_at < b.created_at
        AND NOT EXISTS (SELECT FROM payout_decisions d WHERE d.batch_id = b.id AND d.creator_id = c.id)`,
  ];
}
