-- Why: a finding is of a known kind, has an owner, and is closed by a comparison or by a person with a reason; a movement
--      of Stripe's balance is booked once, by entries of its own.
-- Locks: none that anyone waits for; the tables are empty.
-- Deploy: with the tables, before any process starts.
-- Undo: drop the constraints and indexes named below; the data stays valid.

-- What is staged for one comparison is worth nothing after it.
ALTER TABLE compared_transfers SET UNLOGGED;

ALTER TABLE reconciliation_findings
  ADD CONSTRAINT finding_kind CHECK (kind IN ('ours_without_theirs', 'theirs_without_ours', 'amount', 'currency', 'destination',
    'reversed', 'wrong_mode', 'duplicate', 'fee', 'status', 'missing_metadata', 'late')),
  ADD CONSTRAINT finding_scope CHECK (scope IN ('transfers', 'balance')),
  ADD CONSTRAINT finding_owner CHECK (owner IN ('finance', 'engineering') OR owner LIKE 'admin/_%'),
  ADD CONSTRAINT finding_evidence CHECK (ours IS NOT NULL OR theirs IS NOT NULL),
  ADD CONSTRAINT finding_resolution CHECK (
    (resolved_at IS NULL) = (resolved_by IS NULL) AND (resolved_at IS NULL) = (resolution IS NULL));
CREATE UNIQUE INDEX findings_one_open ON reconciliation_findings (kind, subject) WHERE resolved_at IS NULL;
-- What a person has explained is not opened again for the same evidence.
CREATE INDEX findings_explained ON reconciliation_findings (kind, subject) WHERE resolved_by <> 'comparison';

ALTER TABLE balance_transactions
  ADD CONSTRAINT balance_transaction_booked CHECK (
    (state = 'booked' OR (entry_id IS NULL AND fee_entry_id IS NULL AND booked_minor = 0 AND booked_fee_minor = 0))
    AND (entry_id IS NOT NULL OR booked_minor = 0) AND (fee_entry_id IS NOT NULL OR booked_fee_minor = 0));
ALTER TABLE balance_reading ADD CONSTRAINT balance_reading_single CHECK (id = 1);
-- Nearly empty once all is booked.
CREATE INDEX balance_transactions_unbooked ON balance_transactions (id) WHERE state = 'unbooked';
CREATE INDEX balance_transactions_differ ON balance_transactions (id)
  WHERE state = 'booked' AND (booked_minor <> amount_minor OR booked_fee_minor <> fee_minor);
