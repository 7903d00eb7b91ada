/** SQL: the state of item `i` with its bank payout `b`. */
export const PAYOUT_STATE = `
  CASE i.status
    WHEN 'awaiting_funds' THEN 'waiting_for_funds'
    WHEN 'unknown' THEN 'confirming'
    WHEN 'superseded' THEN 'replaced'
    WHEN 'paid' THEN CASE b.status WHEN 'in_transit' THEN 'to_bank' WHEN 'in_bank' THEN 'in_bank'
                                   WHEN 'failed' THEN 'returned_by_bank' ELSE 'at_stripe' END
    ELSE i.status::text
  END`;

/** SQL: the bank payout `b` that tells where the money of item `i` is; one that goes out again outranks one that came back. */
export const BANK_PAYOUT = `
  LEFT JOIN LATERAL (
    SELECT bp.id, bp.status, bp.amount_minor, bp.arrival_date, bp.trace_id, bp.failure_code
      FROM bank_payout_items bi JOIN bank_payouts bp ON bp.id = bi.bank_payout_id
     WHERE bi.payout_item_id = i.id
     ORDER BY bp.status IN ('failed', 'canceled'), bp.arrival_date DESC NULLS LAST, bp.updated_at DESC LIMIT 1) b ON true`;

/** SQL: the ledger's entry `settled` of item `i`, whose time is the business clock's. */
export const SETTLED = `
  LEFT JOIN journal_entries settled ON settled.idempotency_key = 'payout/' || i.id || '/' || i.attempt_no || '/settled'`;
