-- Why: PostgreSQL is the last referee of the books. Whatever code writes, an entry balances, history stays, balances
--      come only from postings, and nothing is spent that is not there.
-- Locks: none that anyone waits for; the tables are empty.
-- Deploy: with the tables, before any process starts.
-- Undo: drop the triggers and functions named below; the data stays valid.

-- Rows that are updated often find room on their own page (HOT), so a balance costs no index write.
ALTER TABLE ledger_accounts SET (fillfactor = 70);
ALTER TABLE earnings SET (fillfactor = 90);

ALTER TABLE postings
  ADD CONSTRAINT posting_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT posting_currency_iso CHECK (currency ~ '^[A-Z]{3}$');

ALTER TABLE ledger_accounts
  ADD CONSTRAINT account_floor CHECK (
    balance_minor >= 0 OR kind NOT IN ('fan_tokens', 'creator_held', 'creator_in_transit')
  ),
  ADD CONSTRAINT account_owner CHECK (
    (kind IN ('creator_held', 'creator_available', 'creator_in_transit')) = (creator_id IS NOT NULL)
    AND (kind = 'fan_tokens') = (fan_id IS NOT NULL)
  );

-- ------------------------------------------------------------------ what is written stays written

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: a wrong entry is reversed by a second one', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only', TABLE = TG_TABLE_NAME;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON postings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON ledger_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON earnings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON earning_reversals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON token_purchase_reversals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ------------------------------------------------------------------ balances come only from postings

CREATE FUNCTION refuse_balance_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the balance of account % changes only by postings', NEW.code
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'balance_from_postings', TABLE = 'ledger_accounts';
END $$;

CREATE TRIGGER balance_from_postings BEFORE UPDATE ON ledger_accounts
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_balance_by_hand();
CREATE TRIGGER balance_starts_at_zero BEFORE INSERT ON ledger_accounts
  FOR EACH ROW WHEN (NEW.balance_minor <> 0 OR NEW.posting_count <> 0) EXECUTE FUNCTION refuse_balance_by_hand();

-- A page of postings in one pass: every entry is whole and balances per currency, every balance moves, every sequence has
-- no gap, and `available` goes below zero by nothing but a reversal, an adopted transfer or an adjustment.
CREATE FUNCTION apply_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  SELECT * INTO wrong
    FROM (SELECT journal_entry_id, currency, min(line_no) AS first_line_no,
                 sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) AS difference
            FROM new_postings GROUP BY journal_entry_id, currency) s
   WHERE difference <> 0 OR first_line_no <> 0
   ORDER BY difference = 0
   LIMIT 1;
  IF wrong.difference <> 0 THEN
    RAISE EXCEPTION 'journal entry % does not balance: debits less credits are % %',
      wrong.journal_entry_id, wrong.difference, wrong.currency
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances', TABLE = 'postings';
  END IF;
  -- Line 0 comes once in an entry's life. Without it, this is an entry's second currency, or an addition to a written one.
  IF FOUND AND (SELECT count(*) FILTER (WHERE line_no = 0) <> count(DISTINCT journal_entry_id) FROM new_postings) THEN
    RAISE EXCEPTION 'postings are added to a journal entry that is written already'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entry_is_whole', TABLE = 'postings';
  END IF;

  WITH moved AS (
    SELECT account_id,
           sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END)::bigint AS debit_minor,
           count(*) AS postings, count(account_seq) AS sequenced,
           min(account_seq) AS first_seq, max(account_seq) AS last_seq
      FROM new_postings GROUP BY account_id
  ), applied AS (
    UPDATE ledger_accounts a
       SET balance_minor = a.balance_minor
             + CASE WHEN a.kind IN ('platform_cash', 'platform_clearing', 'platform_stripe_fees', 'platform_losses')
                    THEN m.debit_minor ELSE -m.debit_minor END,
           posting_count = a.posting_count + m.postings
      FROM moved m
     WHERE a.id = m.account_id
    RETURNING a.id, a.code, a.currency, a.kind, a.balance_minor, a.posting_count, m.postings, m.sequenced, m.first_seq, m.last_seq
  )
  SELECT code, currency, balance_minor,
         kind = 'creator_available' AND balance_minor < 0 AS overdrawn
    INTO wrong
    FROM applied
   WHERE (kind = 'creator_available' AND balance_minor < 0 AND EXISTS (
            SELECT FROM new_postings p JOIN journal_entries e ON e.id = p.journal_entry_id
             WHERE p.account_id = applied.id AND p.direction = 'debit'
               AND e.kind NOT IN ('earning_reversed', 'transfer_adopted', 'adjustment')))
      OR (kind::text NOT LIKE 'platform%'
          AND (sequenced <> postings OR first_seq <> posting_count - postings + 1 OR last_seq <> posting_count))
      OR (kind::text LIKE 'platform%' AND sequenced <> 0)
   LIMIT 1;
  IF FOUND THEN
    IF wrong.overdrawn THEN
      RAISE EXCEPTION 'account % would be overdrawn: % %', wrong.code, wrong.balance_minor, wrong.currency
        USING ERRCODE = 'check_violation', CONSTRAINT = 'available_not_overdrawn', TABLE = 'postings';
    END IF;
    RAISE EXCEPTION 'postings to account % are out of sequence', wrong.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_sequence', TABLE = 'postings';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER apply_postings AFTER INSERT ON postings
  REFERENCING NEW TABLE AS new_postings
  FOR EACH STATEMENT EXECUTE FUNCTION apply_postings();

-- An entry comes with its postings, in one statement. A sub-select, not a join: it stays a look-up per new entry.
CREATE FUNCTION refuse_empty_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  SELECT idempotency_key INTO wrong FROM new_entries e
   WHERE (SELECT p.line_no FROM postings p WHERE p.journal_entry_id = e.id AND p.line_no = 0) IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'journal entry % has no postings', wrong.idempotency_key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_has_postings', TABLE = 'journal_entries';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER entry_has_postings AFTER INSERT ON journal_entries
  REFERENCING NEW TABLE AS new_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_empty_entries();

-- ------------------------------------------------------------------ earnings

ALTER TABLE earnings
  ADD CONSTRAINT earning_amounts CHECK (gross_minor > 0 AND fee_minor >= 0 AND net_minor >= 0 AND gross_minor = fee_minor + net_minor),
  ADD CONSTRAINT earning_reversed_within CHECK (
    reversed_minor BETWEEN 0 AND gross_minor AND reversed_net_minor BETWEEN 0 AND net_minor
    AND reversed_minor - reversed_net_minor BETWEEN 0 AND fee_minor
  ),
  ADD CONSTRAINT earning_currency_iso CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT earning_source_type CHECK (source_type IN ('tip', 'call')),
  ADD CONSTRAINT earning_tokens CHECK ((tokens IS NULL) = (fan_id IS NULL) AND tokens > 0);

ALTER TABLE earning_reversals
  ADD CONSTRAINT reversal_amounts CHECK (gross_minor > 0 AND net_minor >= 0 AND fee_minor >= 0 AND gross_minor = net_minor + fee_minor);
ALTER TABLE token_purchases
  ADD CONSTRAINT purchase_amounts CHECK (tokens > 0 AND amount_minor > 0 AND reversed_minor BETWEEN 0 AND amount_minor);
ALTER TABLE token_purchase_reversals ADD CONSTRAINT purchase_reversal_amount CHECK (gross_minor > 0);

CREATE FUNCTION refuse_earning_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'earning % is what the host reported: only its release and its reversals change it', OLD.id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'earning_immutable', TABLE = 'earnings';
END $$;

CREATE TRIGGER earning_immutable BEFORE UPDATE ON earnings FOR EACH ROW
  WHEN ((OLD.creator_id, OLD.source_type, OLD.source_id, OLD.fan_id, OLD.tokens, OLD.token_rate_minor, OLD.gross_minor,
         OLD.fee_minor, OLD.net_minor, OLD.currency, OLD.message, OLD.earned_at, OLD.available_at)
        IS DISTINCT FROM
        (NEW.creator_id, NEW.source_type, NEW.source_id, NEW.fan_id, NEW.tokens, NEW.token_rate_minor, NEW.gross_minor,
         NEW.fee_minor, NEW.net_minor, NEW.currency, NEW.message, NEW.earned_at, NEW.available_at)
        OR (OLD.released_at IS NOT NULL AND NEW.released_at IS DISTINCT FROM OLD.released_at))
  EXECUTE FUNCTION refuse_earning_rewrite();

-- What the release reads: only what is still held, in the order in which it matures.
CREATE INDEX earnings_held ON earnings (available_at, id) WHERE released_at IS NULL;
-- What a creator's own pages say of it.
CREATE INDEX earnings_held_of_creator ON earnings (creator_id, available_at) WHERE released_at IS NULL;
-- Transfers that were found at Stripe: few, and paid without an item that says so.
CREATE INDEX journal_entries_adopted ON journal_entries (id) WHERE kind = 'transfer_adopted';

