-- Why: `check-invariants` proves every minute what changed, so the database keeps what that is. A row is read when its
--      transaction has committed, never by a number that another one may pass.
-- Locks: none that anyone waits for; the tables are empty.
-- Deploy: with the tables, before any process starts.
-- Undo: drop the triggers and functions named below; the data stays valid.

ALTER TABLE invariant_checks ADD CONSTRAINT invariant_check_scope CHECK (scope IN ('changed', 'all'));
-- Entries that no earning and no payout explains: few.
CREATE INDEX journal_entries_by_hand ON journal_entries (id) WHERE kind IN ('adjustment', 'transfer_adopted', 'debt_written_off');

CREATE FUNCTION log_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'entries', array_agg(DISTINCT journal_entry_id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_empty_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'entries', array_agg(DISTINCT id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_rewritten_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'rewritten', array_agg(DISTINCT journal_entry_id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_rewritten_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'rewritten', array_agg(DISTINCT id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'accounts', array_agg(DISTINCT id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'items', array_agg(DISTINCT id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_transfers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'items', array_agg(DISTINCT payout_item_id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_batches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'batches', array_agg(DISTINCT id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'batches', array_agg(DISTINCT batch_id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'planned', array_agg(DISTINCT batch_id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_earnings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'creators', array_agg(DISTINCT creator_id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys)
  SELECT 'notifications', array_agg(DISTINCT id::text) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION log_planned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changed_rows (relation, keys) VALUES ('planned', ARRAY[NEW.id::text]);
  RETURN NULL;
END $$;
CREATE TRIGGER changed_planned AFTER UPDATE OF planned_at ON payout_batches FOR EACH ROW
  WHEN (NEW.planned_at IS DISTINCT FROM OLD.planned_at) EXECUTE FUNCTION log_planned();
ALTER TABLE payout_batches ENABLE ALWAYS TRIGGER changed_planned;

CREATE TRIGGER changed_insert AFTER INSERT ON postings REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_entries();
ALTER TABLE postings ENABLE ALWAYS TRIGGER changed_insert;
CREATE TRIGGER changed_update AFTER UPDATE ON postings REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_rewritten_postings();
ALTER TABLE postings ENABLE ALWAYS TRIGGER changed_update;
CREATE TRIGGER changed_delete AFTER DELETE ON postings REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_rewritten_postings();
ALTER TABLE postings ENABLE ALWAYS TRIGGER changed_delete;
CREATE TRIGGER changed_insert AFTER INSERT ON journal_entries REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_empty_entries();
ALTER TABLE journal_entries ENABLE ALWAYS TRIGGER changed_insert;
CREATE TRIGGER changed_update AFTER UPDATE ON journal_entries REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_rewritten_entries();
ALTER TABLE journal_entries ENABLE ALWAYS TRIGGER changed_update;
CREATE TRIGGER changed_delete AFTER DELETE ON journal_entries REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_rewritten_entries();
ALTER TABLE journal_entries ENABLE ALWAYS TRIGGER changed_delete;
CREATE TRIGGER changed_insert AFTER INSERT ON ledger_accounts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_accounts();
ALTER TABLE ledger_accounts ENABLE ALWAYS TRIGGER changed_insert;
CREATE TRIGGER changed_update AFTER UPDATE ON ledger_accounts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_accounts();
ALTER TABLE ledger_accounts ENABLE ALWAYS TRIGGER changed_update;
CREATE TRIGGER changed_insert AFTER INSERT ON payout_items REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_items();
ALTER TABLE payout_items ENABLE ALWAYS TRIGGER changed_insert;
CREATE TRIGGER changed_update AFTER UPDATE ON payout_items REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_items();
ALTER TABLE payout_items ENABLE ALWAYS TRIGGER changed_update;
CREATE TRIGGER changed_delete AFTER DELETE ON payout_items REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_items();
ALTER TABLE payout_items ENABLE ALWAYS TRIGGER changed_delete;
CREATE TRIGGER changed_insert AFTER INSERT ON transfers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_transfers();
ALTER TABLE transfers ENABLE ALWAYS TRIGGER changed_insert;
CREATE TRIGGER changed_update AFTER UPDATE ON transfers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_transfers();
ALTER TABLE transfers ENABLE ALWAYS TRIGGER changed_update;
CREATE TRIGGER changed_delete AFTER DELETE ON transfers REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_transfers();
ALTER TABLE transfers ENABLE ALWAYS TRIGGER changed_delete;
CREATE TRIGGER changed_insert AFTER INSERT ON payout_batches REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_batches();
ALTER TABLE payout_batches ENABLE ALWAYS TRIGGER changed_insert;
CREATE TRIGGER changed_update AFTER UPDATE ON payout_batches REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_batches();
ALTER TABLE payout_batches ENABLE ALWAYS TRIGGER changed_update;
CREATE TRIGGER changed_insert AFTER INSERT ON payout_batch_totals REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_totals();
ALTER TABLE payout_batch_totals ENABLE ALWAYS TRIGGER changed_insert;
CREATE TRIGGER changed_update AFTER UPDATE ON payout_batch_totals REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_totals();
ALTER TABLE payout_batch_totals ENABLE ALWAYS TRIGGER changed_update;
CREATE TRIGGER changed_delete AFTER DELETE ON payout_batch_totals REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_totals();
ALTER TABLE payout_batch_totals ENABLE ALWAYS TRIGGER changed_delete;
CREATE TRIGGER changed_update AFTER UPDATE ON payout_decisions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_decisions();
ALTER TABLE payout_decisions ENABLE ALWAYS TRIGGER changed_update;
CREATE TRIGGER changed_delete AFTER DELETE ON payout_decisions REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_decisions();
ALTER TABLE payout_decisions ENABLE ALWAYS TRIGGER changed_delete;
CREATE TRIGGER changed_insert AFTER INSERT ON earnings REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_earnings();
ALTER TABLE earnings ENABLE ALWAYS TRIGGER changed_insert;
CREATE TRIGGER changed_update AFTER UPDATE ON earnings REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_earnings();
ALTER TABLE earnings ENABLE ALWAYS TRIGGER changed_update;
CREATE TRIGGER changed_insert AFTER INSERT ON notifications REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_notifications();
ALTER TABLE notifications ENABLE ALWAYS TRIGGER changed_insert;
CREATE TRIGGER changed_update AFTER UPDATE ON notifications REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_notifications();
ALTER TABLE notifications ENABLE ALWAYS TRIGGER changed_update;
