-- Why: who may follow whom, how a call request moves, what a notification holds, whom a user stands for; and the rows that
--      tell open pages what has changed.
-- Locks: none that anyone waits for; the tables are empty.
-- Deploy: with the tables, before any process starts.
-- Undo: drop the triggers, functions, constraints and indexes named below; the data stays valid.

-- ------------------------------------------------------------------ users

ALTER TABLE users
  ADD CONSTRAINT user_email_lower_case CHECK (email = lower(email)),
  ADD CONSTRAINT user_locale CHECK (locale IN ('en', 'de', 'ja')),
  -- A creator's user stands for a creator, an admin's for an admin; both may be fans as well.
  ADD CONSTRAINT user_stands_for CHECK (
    (role = 'creator') = (creator_id IS NOT NULL) AND (role NOT IN ('fan', 'creator')) = (admin_id IS NOT NULL)),
  ADD CONSTRAINT user_ban CHECK ((banned_at IS NULL) = (ban_reason IS NULL));

-- Who holds an account's mailbox can take the account: the last address is told, too, when money would go elsewhere.
CREATE FUNCTION remember_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.previous_email := OLD.email;
  NEW.email_changed_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER user_email_changed BEFORE UPDATE OF email ON users FOR EACH ROW
  WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION remember_email();

-- Whose address it is that a user has proved to be hers.
CREATE INDEX creators_email ON creators (lower(email));

-- ------------------------------------------------------------------ follows: nobody follows herself

CREATE FUNCTION refuse_own_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fans WHERE id = NEW.fan_id AND creator_id = NEW.creator_id) THEN
    RAISE EXCEPTION 'creator % cannot follow herself', NEW.creator_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'follow_not_self', TABLE = 'follows';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER follow_not_self BEFORE INSERT OR UPDATE ON follows FOR EACH ROW EXECUTE FUNCTION refuse_own_follow();

-- A fan who turns out to be a creator stops following herself.
CREATE FUNCTION drop_own_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM follows WHERE fan_id = NEW.id AND creator_id = NEW.creator_id;
  RETURN NULL;
END $$;
CREATE TRIGGER fan_is_creator AFTER INSERT OR UPDATE OF creator_id ON fans FOR EACH ROW
  WHEN (NEW.creator_id IS NOT NULL) EXECUTE FUNCTION drop_own_follow();

-- ------------------------------------------------------------------ finding a creator by how her handle or name begins

CREATE INDEX creators_handle_begins ON creators (lower(handle) text_pattern_ops);
CREATE INDEX creators_name_begins ON creators (lower(display_name) text_pattern_ops);

-- ------------------------------------------------------------------ call requests

ALTER TABLE call_requests
  ADD CONSTRAINT call_amounts CHECK (tokens > 0 AND gross_minor > 0),
  ADD CONSTRAINT call_completed CHECK ((status = 'completed') = (completed_at IS NOT NULL) AND (status = 'completed') = (earning_id IS NOT NULL)),
  ADD CONSTRAINT call_decided CHECK ((status = 'asked') = (decided_at IS NULL)),
  ADD CONSTRAINT call_declined CHECK (decline_reason IS NULL OR status = 'declined');

CREATE TRIGGER call_moves BEFORE UPDATE OF status ON call_requests FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NOT (
       (OLD.status = 'asked'    AND NEW.status IN ('accepted', 'declined', 'canceled', 'expired'))
    OR (OLD.status = 'accepted' AND NEW.status IN ('completed', 'declined', 'canceled', 'expired'))))
  EXECUTE FUNCTION refuse_move();

CREATE TRIGGER call_frozen BEFORE UPDATE ON call_requests FOR EACH ROW
  WHEN ((OLD.fan_id, OLD.creator_id, OLD.tokens, OLD.currency, OLD.gross_minor, OLD.request_key)
        IS DISTINCT FROM (NEW.fan_id, NEW.creator_id, NEW.tokens, NEW.currency, NEW.gross_minor, NEW.request_key))
  EXECUTE FUNCTION refuse_rewrite();

-- Tokens that are spoken for.
CREATE INDEX call_requests_open ON call_requests (fan_id, currency) WHERE status IN ('asked', 'accepted');

ALTER TABLE creators ADD CONSTRAINT creator_call_price CHECK (call_price_tokens > 0);
ALTER TABLE operator_settings
  ADD CONSTRAINT operator_fee CHECK (platform_fee_basis_points BETWEEN 0 AND 10000),
  ADD CONSTRAINT operator_cool_down CHECK (destination_cool_down_hours BETWEEN 0 AND 8760);
ALTER TABLE withdrawal_requests
  ADD CONSTRAINT withdrawal_amount CHECK (amount_minor > 0),
  ADD CONSTRAINT withdrawal_status CHECK (status IN ('requested', 'approved', 'declined', 'canceled', 'paid')),
  ADD CONSTRAINT withdrawal_decided CHECK ((status = 'requested') = (decided_at IS NULL));
CREATE UNIQUE INDEX withdrawal_requests_one_open ON withdrawal_requests (creator_id, currency) WHERE status = 'requested';

-- ------------------------------------------------------------------ notifications

ALTER TABLE notifications
  ADD CONSTRAINT notification_for_one CHECK ((admin_id IS NULL) <> (creator_id IS NULL)),
  ADD CONSTRAINT notification_words CHECK ((admin_id IS NOT NULL) = (subject IS NOT NULL) AND (subject IS NULL) = (body IS NULL));
CREATE INDEX notifications_unread ON notifications (creator_id) WHERE read_at IS NULL AND in_app;

-- ------------------------------------------------------------------ live updates

ALTER TABLE outbox ADD CONSTRAINT outbox_live CHECK ((topic = 'live') = (listener_id IS NOT NULL));
CREATE INDEX outbox_live_rows ON outbox (tx_id, id) WHERE topic = 'live';
CREATE INDEX outbox_live_of_listener ON outbox (listener_id, tx_id, id) WHERE topic = 'live';

-- One row for each listener whose pages show it, and a wake-up call to the processes that have the pages. `TG_ARGV[0]`
-- says what changed. Costs a look into a nearly empty table where nobody watches.
CREATE FUNCTION stage_live() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (topic, name, payload, listener_id, sent_at)
  SELECT 'live', TG_ARGV[0], '{}', l.listener_id, operational_now()
    FROM live_listeners l
   WHERE l.until > (SELECT operational_now()) AND EXISTS (SELECT FROM new_rows n WHERE n.creator_id = l.listener_id);
  IF FOUND THEN PERFORM pg_notify('payrun_live', ''); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER live_earning AFTER INSERT ON earnings
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('earnings');
CREATE TRIGGER live_earning_moved AFTER UPDATE ON earnings
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('earnings');
CREATE TRIGGER live_item AFTER INSERT ON payout_items
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('payouts');
CREATE TRIGGER live_item_moved AFTER UPDATE ON payout_items
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('payouts');
CREATE TRIGGER live_notification AFTER INSERT ON notifications
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('notifications');
CREATE TRIGGER live_notification_read AFTER UPDATE ON notifications
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('notifications');
CREATE TRIGGER live_call AFTER INSERT ON call_requests
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('calls');
CREATE TRIGGER live_call_moved AFTER UPDATE ON call_requests
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('calls');
CREATE TRIGGER live_follow AFTER INSERT ON follows
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('followers');
CREATE TRIGGER live_hold AFTER INSERT ON holds
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('account');
CREATE TRIGGER live_hold_moved AFTER UPDATE ON holds
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live('account');

-- A fan who is a creator listens as the creator that she is.
CREATE FUNCTION stage_live_for_fans() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (topic, name, payload, listener_id, sent_at)
  SELECT 'live', TG_ARGV[0], '{}', l.listener_id, operational_now()
    FROM live_listeners l
   WHERE l.until > (SELECT operational_now()) AND EXISTS (SELECT FROM new_rows n JOIN fans f ON f.id = n.fan_id
                                      WHERE coalesce(f.creator_id, f.id) = l.listener_id);
  IF FOUND THEN PERFORM pg_notify('payrun_live', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER live_call_of_fan AFTER INSERT ON call_requests
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live_for_fans('calls');
CREATE TRIGGER live_call_of_fan_moved AFTER UPDATE ON call_requests
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live_for_fans('calls');
CREATE TRIGGER live_purchase AFTER INSERT ON token_purchases
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live_for_fans('wallet');
CREATE TRIGGER live_purchase_reversed AFTER UPDATE ON token_purchases
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live_for_fans('wallet');

-- Her own row: only what her pages show, not its keeping.
CREATE FUNCTION stage_live_creator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (topic, name, payload, listener_id, sent_at)
  SELECT 'live', 'account', '{}', l.listener_id, operational_now()
    FROM live_listeners l WHERE l.until > (SELECT operational_now()) AND EXISTS (SELECT FROM new_rows n WHERE n.id = l.listener_id);
  IF FOUND THEN PERFORM pg_notify('payrun_live', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER live_creator AFTER UPDATE ON creators
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live_creator();

CREATE FUNCTION stage_live_bank_payout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (topic, name, payload, listener_id, sent_at)
  SELECT DISTINCT 'live'::outbox_topic, 'payouts', '{}'::jsonb, l.listener_id, operational_now()
    FROM new_rows n JOIN creators c ON c.stripe_account_id = n.stripe_account_id
    JOIN live_listeners l ON l.listener_id = c.id WHERE l.until > (SELECT operational_now());
  IF FOUND THEN PERFORM pg_notify('payrun_live', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER live_bank_payout AFTER INSERT ON bank_payouts
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live_bank_payout();
CREATE TRIGGER live_bank_payout_moved AFTER UPDATE ON bank_payouts
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stage_live_bank_payout();
