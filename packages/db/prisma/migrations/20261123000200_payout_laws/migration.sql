-- Why: the states of batches, items and transfers move only forward, along the tables in payouts-core; what an attempt
--      sends is frozen; counts are kept where the rows change, so that nobody can forget to count.
-- Locks: none that anyone waits for; the tables are empty.
-- Deploy: with the tables, before any process starts.
-- Undo: drop the triggers, functions and indexes named below; the data stays valid.

ALTER TABLE payout_items SET (fillfactor = 70);
ALTER TABLE transfers SET (fillfactor = 70);

ALTER TABLE payout_items
  ADD CONSTRAINT item_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT item_reversed_within CHECK (reversed_minor BETWEEN 0 AND amount_minor),
  ADD CONSTRAINT item_attempt_no CHECK (attempt_no >= 1);
ALTER TABLE transfers
  ADD CONSTRAINT transfer_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT transfer_paid_has_id CHECK (status <> 'paid' OR stripe_transfer_id IS NOT NULL),
  ADD CONSTRAINT transfer_begun_has_time CHECK (status NOT IN ('begun', 'unknown') OR first_sent_at IS NOT NULL),
  ADD CONSTRAINT transfer_lease CHECK ((lease_token IS NULL) = (lease_until IS NULL));
ALTER TABLE bank_payouts
  ADD CONSTRAINT bank_payout_status CHECK (status IN ('in_transit', 'in_bank', 'failed', 'canceled')),
  ADD CONSTRAINT bank_payout_attribution CHECK (attribution IN ('complete', 'manual', 'instant')),
  ADD CONSTRAINT bank_payout_amount CHECK (amount_minor <> 0);
ALTER TABLE installation ADD CONSTRAINT installation_single CHECK (id = 1);
ALTER TABLE operator_settings ADD CONSTRAINT operator_settings_single CHECK (id = 1);
ALTER TABLE payout_stops ADD CONSTRAINT stop_scope CHECK (num_nonnulls(currency, creator_id, batch_id) <= 1);
ALTER TABLE send_budgets ADD CONSTRAINT send_budget_rate CHECK (requests_per_second BETWEEN 1 AND 10000);

-- ------------------------------------------------------------------ one of each

-- Open = planned, awaiting_funds, sending, unknown: exactly these hold money in transit.
CREATE UNIQUE INDEX payout_items_one_open ON payout_items (creator_id, currency)
  WHERE status IN ('planned', 'awaiting_funds', 'sending', 'unknown');
-- What the sweeper and the retry look for; nearly empty once a batch is done.
CREATE INDEX payout_items_unfinished ON payout_items (batch_id, chunk_no)
  WHERE status IN ('planned', 'awaiting_funds', 'sending', 'unknown', 'held', 'failed');
CREATE INDEX transfers_leased ON transfers (lease_until) WHERE status IN ('claimed', 'begun');
CREATE INDEX transfers_unknown ON transfers (next_resolve_at) WHERE status = 'unknown';
CREATE INDEX transfers_sent ON transfers (last_sent_at) WHERE last_sent_at IS NOT NULL;
CREATE INDEX holds_active ON holds (creator_id) WHERE released_at IS NULL;
CREATE INDEX payout_stops_active ON payout_stops (placed_at) WHERE lifted_at IS NULL;
CREATE UNIQUE INDEX payout_stops_one_per_cause ON payout_stops (reason_code, currency, creator_id, batch_id) NULLS NOT DISTINCT
  WHERE lifted_at IS NULL;
CREATE UNIQUE INDEX alarms_one_open ON alarms (kind, subject) WHERE cleared_at IS NULL;
CREATE INDEX outbox_unsent ON outbox (available_at, id) WHERE sent_at IS NULL;
CREATE UNIQUE INDEX outbox_one_unsent ON outbox (dedupe_key) WHERE sent_at IS NULL;
CREATE INDEX stripe_events_unapplied ON stripe_events (received_at) WHERE applied_at IS NULL;

-- ------------------------------------------------------------------ states

CREATE FUNCTION refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% % cannot move from % to %', TG_TABLE_NAME, OLD.id, OLD.status, NEW.status
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;

CREATE TRIGGER batch_moves BEFORE UPDATE OF status ON payout_batches FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NOT (
       (OLD.status = 'planning'          AND NEW.status IN ('awaiting_approval', 'processing', 'paused', 'awaiting_funds', 'canceled'))
    OR (OLD.status = 'awaiting_approval' AND NEW.status IN ('processing', 'paused', 'awaiting_funds', 'canceled'))
    OR (OLD.status = 'processing'        AND NEW.status IN ('paused', 'awaiting_funds', 'completed'))
    OR (OLD.status = 'paused'            AND NEW.status IN ('processing', 'canceled', 'completed'))
    OR (OLD.status = 'awaiting_funds'    AND NEW.status IN ('processing', 'canceled', 'completed'))))
  EXECUTE FUNCTION refuse_move();

CREATE TRIGGER item_moves BEFORE UPDATE OF status ON payout_items FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NOT (
       (OLD.status = 'planned'        AND NEW.status IN ('sending', 'awaiting_funds', 'held', 'canceled', 'paid'))
    OR (OLD.status = 'awaiting_funds' AND NEW.status IN ('planned', 'canceled', 'superseded', 'paid'))
    OR (OLD.status = 'sending'        AND NEW.status IN ('paid', 'failed', 'held', 'awaiting_funds', 'unknown', 'canceled', 'planned'))
    OR (OLD.status = 'unknown'        AND NEW.status IN ('paid', 'failed', 'held', 'awaiting_funds'))
    OR (OLD.status IN ('failed', 'held') AND NEW.status IN ('planned', 'superseded', 'canceled'))
    OR (OLD.status = 'paid'           AND NEW.status = 'reversed')))
  EXECUTE FUNCTION refuse_move();

CREATE TRIGGER transfer_moves BEFORE UPDATE OF status ON transfers FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NOT (
       (OLD.status = 'claimed'  AND NEW.status IN ('begun', 'not_sent', 'paid'))
    OR (OLD.status = 'not_sent' AND NEW.status IN ('claimed', 'paid'))
    OR (OLD.status = 'begun'    AND NEW.status IN ('paid', 'refused', 'unknown', 'not_sent'))
    OR (OLD.status = 'unknown'  AND NEW.status IN ('paid', 'refused', 'absent'))))
  EXECUTE FUNCTION refuse_move();

-- An item that was not planned by its batch's plan starts as planned or held, whatever code inserts it.
CREATE FUNCTION refuse_item_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payout item % cannot start as % in attempt %', NEW.id, NEW.status, NEW.attempt_no
    USING ERRCODE = 'check_violation', CONSTRAINT = 'item_start', TABLE = 'payout_items';
END $$;
CREATE TRIGGER item_start BEFORE INSERT ON payout_items FOR EACH ROW
  WHEN (NEW.status NOT IN ('planned', 'held', 'awaiting_funds') OR NEW.attempt_no <> 1)
  EXECUTE FUNCTION refuse_item_start();

-- ------------------------------------------------------------------ what an attempt sends is frozen

CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what % % was made with is frozen', TG_TABLE_NAME, OLD.id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;

CREATE TRIGGER transfer_frozen BEFORE UPDATE ON transfers FOR EACH ROW
  WHEN ((OLD.payout_item_id, OLD.attempt_no, OLD.amount_minor, OLD.currency, OLD.destination_account_id, OLD.idempotency_key, OLD.request)
        IS DISTINCT FROM
        (NEW.payout_item_id, NEW.attempt_no, NEW.amount_minor, NEW.currency, NEW.destination_account_id, NEW.idempotency_key, NEW.request)
        OR (OLD.stripe_transfer_id IS NOT NULL AND NEW.stripe_transfer_id IS DISTINCT FROM OLD.stripe_transfer_id)
        OR (OLD.first_sent_at IS NOT NULL AND NEW.first_sent_at IS DISTINCT FROM OLD.first_sent_at)
        OR NEW.send_count < OLD.send_count)
  EXECUTE FUNCTION refuse_rewrite();

CREATE TRIGGER item_frozen BEFORE UPDATE ON payout_items FOR EACH ROW
  WHEN ((OLD.batch_id, OLD.creator_id, OLD.currency) IS DISTINCT FROM (NEW.batch_id, NEW.creator_id, NEW.currency)
        OR (OLD.attempt_no = NEW.attempt_no
            AND (OLD.amount_minor, OLD.destination_account_id) IS DISTINCT FROM (NEW.amount_minor, NEW.destination_account_id))
        OR NEW.attempt_no NOT IN (OLD.attempt_no, OLD.attempt_no + 1))
  EXECUTE FUNCTION refuse_rewrite();

-- A new attempt number needs the last attempt's definite end (refused, absent, never executed), its money returned and
-- the new reservation posted, in this order, in the same transaction or before.
CREATE FUNCTION check_next_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM transfers WHERE payout_item_id = OLD.id AND attempt_no = OLD.attempt_no
                                     AND status NOT IN ('refused', 'absent', 'not_sent')) THEN
    RAISE EXCEPTION 'payout item %: attempt % has no definite end, so there is no attempt %', OLD.id, OLD.attempt_no, NEW.attempt_no
      USING ERRCODE = 'check_violation', CONSTRAINT = 'attempt_ended', TABLE = 'payout_items';
  END IF;
  IF EXISTS (SELECT FROM journal_entries WHERE idempotency_key = format('payout/%s/%s/reserved', OLD.id, OLD.attempt_no))
     AND NOT EXISTS (SELECT FROM journal_entries WHERE idempotency_key = format('payout/%s/%s/returned', OLD.id, OLD.attempt_no))
     OR NOT EXISTS (SELECT FROM journal_entries WHERE idempotency_key = format('payout/%s/%s/reserved', OLD.id, NEW.attempt_no)) THEN
    RAISE EXCEPTION 'payout item %: attempt % needs the money of attempt % returned and its own reserved',
      OLD.id, NEW.attempt_no, OLD.attempt_no
      USING ERRCODE = 'check_violation', CONSTRAINT = 'attempt_reserved', TABLE = 'payout_items';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER item_next_attempt BEFORE UPDATE OF attempt_no ON payout_items FOR EACH ROW
  WHEN (OLD.attempt_no <> NEW.attempt_no) EXECUTE FUNCTION check_next_attempt();

CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON transfers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON payout_items FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON payout_batches FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payout_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER installation_frozen BEFORE UPDATE ON installation FOR EACH ROW
  WHEN ((OLD.mode, OLD.platform_account_id) IS DISTINCT FROM (NEW.mode, NEW.platform_account_id))
  EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON installation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ------------------------------------------------------------------ the operational clock

ALTER TABLE operational_clock ADD CONSTRAINT operational_clock_single CHECK (id = 1);
INSERT INTO operational_clock (id) VALUES (1);

-- Where Stripe is real, an hour that did not pass would let a key be forgotten here that Stripe still knows. And back in
-- time a lease that has ended would live again.
CREATE FUNCTION check_operational_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ahead_ms < OLD.ahead_ms THEN
    RAISE EXCEPTION 'the operational clock goes forward only: it is % ms ahead, and would be %', OLD.ahead_ms, NEW.ahead_ms
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'operational_clock_forward', TABLE = 'operational_clock';
  END IF;
  IF NOT EXISTS (SELECT FROM installation WHERE mode = 'simulator') THEN
    RAISE EXCEPTION 'the operational clock is moved in a simulator''s database only; this one is of mode %',
      coalesce((SELECT mode::text FROM installation), 'none yet')
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'operational_clock_simulated', TABLE = 'operational_clock';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER operational_clock_moves BEFORE UPDATE ON operational_clock FOR EACH ROW
  WHEN (NEW.ahead_ms IS DISTINCT FROM OLD.ahead_ms OR NEW.id IS DISTINCT FROM OLD.id) EXECUTE FUNCTION check_operational_clock();
-- Its one row is there from the beginning: another could only say another time.
CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR TRUNCATE ON operational_clock FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ------------------------------------------------------------------ the kill switch

-- VOLATILE, so it looks when it is asked: a statement that waited for a lock since sees a stop that was committed meanwhile.
CREATE FUNCTION payouts_stopped(of_batch uuid, of_creator uuid, of_currency char) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM payout_stops
     WHERE lifted_at IS NULL AND (batch_id IS NULL OR batch_id = of_batch)
       AND (creator_id IS NULL OR creator_id = of_creator) AND (currency IS NULL OR currency = of_currency));
END $$;

-- ------------------------------------------------------------------ counts are kept where the rows change

-- How many items entered (+) or left (-) a state, and their amount in minor units.
CREATE TYPE item_delta AS (batch_id uuid, currency char(3), status item_status, items int, amount_minor bigint);

CREATE FUNCTION apply_item_deltas(deltas item_delta[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO payout_batch_totals AS t (batch_id, currency, item_count, paid_count, failed_count, amount_minor, paid_amount_minor)
  SELECT batch_id, currency, sum(items),
         coalesce(sum(items) FILTER (WHERE status IN ('paid', 'reversed')), 0),
         coalesce(sum(items) FILTER (WHERE status = 'failed'), 0),
         sum(amount_minor),
         coalesce(sum(amount_minor) FILTER (WHERE status IN ('paid', 'reversed')), 0)
    FROM unnest(deltas) GROUP BY batch_id, currency ORDER BY batch_id, currency
  ON CONFLICT (batch_id, currency) DO UPDATE SET
    item_count = t.item_count + excluded.item_count,
    paid_count = t.paid_count + excluded.paid_count,
    failed_count = t.failed_count + excluded.failed_count,
    amount_minor = t.amount_minor + excluded.amount_minor,
    paid_amount_minor = t.paid_amount_minor + excluded.paid_amount_minor;

  WITH moved AS (
    SELECT batch_id, sum(items) AS items,
           coalesce(sum(items) FILTER (WHERE status = 'planned'), 0) AS planned,
           coalesce(sum(items) FILTER (WHERE status = 'sending'), 0) AS sending,
           coalesce(sum(items) FILTER (WHERE status = 'awaiting_funds'), 0) AS awaiting_funds,
           coalesce(sum(items) FILTER (WHERE status = 'unknown'), 0) AS unknown,
           coalesce(sum(items) FILTER (WHERE status IN ('paid', 'reversed')), 0) AS paid,
           coalesce(sum(items) FILTER (WHERE status = 'failed'), 0) AS failed,
           coalesce(sum(items) FILTER (WHERE status = 'held'), 0) AS held,
           coalesce(sum(items) FILTER (WHERE status = 'canceled'), 0) AS canceled,
           coalesce(sum(items) FILTER (WHERE status = 'superseded'), 0) AS superseded
      FROM unnest(deltas) GROUP BY batch_id ORDER BY batch_id
  )
  UPDATE payout_batches b SET
    item_count = item_count + m.items,
    open_count = open_count + m.planned + m.sending + m.awaiting_funds + m.unknown,
    planned_count = planned_count + m.planned,
    sending_count = sending_count + m.sending,
    awaiting_funds_count = awaiting_funds_count + m.awaiting_funds,
    unknown_count = unknown_count + m.unknown,
    paid_count = paid_count + m.paid,
    failed_count = failed_count + m.failed,
    held_count = held_count + m.held,
    canceled_count = canceled_count + m.canceled,
    superseded_count = superseded_count + m.superseded
  FROM moved m WHERE b.id = m.batch_id;
$$;

CREATE FUNCTION count_new_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM apply_item_deltas(array_agg(ROW(batch_id, currency, status, items, amount_minor)::item_delta))
    FROM (SELECT batch_id, currency, status, count(*)::int AS items, sum(amount_minor)::bigint AS amount_minor
            FROM new_rows GROUP BY 1, 2, 3) d
   HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION count_moved_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM apply_item_deltas(array_agg(ROW(batch_id, currency, status, items, amount_minor)::item_delta))
    FROM (SELECT batch_id, currency, status, sum(sign)::int AS items, sum(sign * amount_minor)::bigint AS amount_minor
            FROM (SELECT batch_id, currency, status, amount_minor, 1 AS sign FROM new_rows
                  UNION ALL
                  SELECT batch_id, currency, status, amount_minor, -1 FROM old_rows) both_sides
           GROUP BY 1, 2, 3 HAVING sum(sign) <> 0 OR sum(sign * amount_minor) <> 0) d
   HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER count_new_items AFTER INSERT ON payout_items
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_new_items();
CREATE TRIGGER count_moved_items AFTER UPDATE ON payout_items
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_moved_items();
