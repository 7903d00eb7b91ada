-- Why: every table that Payrun keeps, exactly as `prisma/schema.prisma` says (this file is printed from it).
-- Locks: none that anyone waits for; it creates everything in an empty database, in well under a second.
-- Deploy: before any process starts. Nothing must be deployed before it.
-- Undo: drop the database; nothing is in it yet.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "provider_mode" AS ENUM ('simulator', 'test', 'live');

-- CreateEnum
CREATE TYPE "payout_cadence" AS ENUM ('each_date', 'monthly');

-- CreateEnum
CREATE TYPE "sanctions_status" AS ENUM ('clear', 'blocked', 'not_reported');

-- CreateEnum
CREATE TYPE "tax_form_status" AS ENUM ('complete', 'missing', 'not_reported');

-- CreateEnum
CREATE TYPE "call_status" AS ENUM ('asked', 'accepted', 'declined', 'canceled', 'completed', 'expired');

-- CreateEnum
CREATE TYPE "hold_placer" AS ENUM ('person', 'rule');

-- CreateEnum
CREATE TYPE "user_role" AS ENUM ('fan', 'creator', 'viewer', 'support', 'operator', 'approver', 'owner');

-- CreateEnum
CREATE TYPE "account_kind" AS ENUM ('platform_cash', 'platform_clearing', 'platform_fees', 'platform_stripe_fees', 'platform_losses', 'fan_tokens', 'creator_held', 'creator_available', 'creator_in_transit');

-- CreateEnum
CREATE TYPE "posting_direction" AS ENUM ('debit', 'credit');

-- CreateEnum
CREATE TYPE "reversal_kind" AS ENUM ('refund', 'chargeback', 'reinstated');

-- CreateEnum
CREATE TYPE "reversal_form" AS ENUM ('money', 'tokens');

-- CreateEnum
CREATE TYPE "batch_status" AS ENUM ('planning', 'awaiting_approval', 'processing', 'paused', 'awaiting_funds', 'completed', 'canceled', 'missed');

-- CreateEnum
CREATE TYPE "decision_outcome" AS ENUM ('eligible', 'skipped');

-- CreateEnum
CREATE TYPE "item_status" AS ENUM ('planned', 'awaiting_funds', 'sending', 'unknown', 'paid', 'failed', 'held', 'canceled', 'superseded', 'reversed');

-- CreateEnum
CREATE TYPE "transfer_status" AS ENUM ('claimed', 'begun', 'paid', 'refused', 'unknown', 'absent', 'not_sent');

-- CreateEnum
CREATE TYPE "balance_transaction_state" AS ENUM ('unbooked', 'booked', 'neutral');

-- CreateEnum
CREATE TYPE "outbox_topic" AS ENUM ('job', 'mail', 'live');

-- CreateTable
CREATE TABLE "installation" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "mode" "provider_mode" NOT NULL,
    "platform_account_id" TEXT NOT NULL,
    "first_started_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operational_clock" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "ahead_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "operational_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_settings" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "approval_from_minor" JSONB,
    "unusual_amount_floor_minor" JSONB NOT NULL DEFAULT '{}',
    "destination_cool_down_hours" INTEGER NOT NULL DEFAULT 48,
    "platform_fee_basis_points" INTEGER NOT NULL DEFAULT 2000,
    "supported_countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "withdrawals_enabled" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "operator_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_stops" (
    "id" UUID NOT NULL,
    "reason_code" TEXT NOT NULL,
    "currency" CHAR(3),
    "creator_id" UUID,
    "batch_id" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "placed_by" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "lifted_by" TEXT,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_stops_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "send_budgets" (
    "name" TEXT NOT NULL,
    "requests_per_second" INTEGER NOT NULL,
    "next_slot_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "send_budgets_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "creators" (
    "id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "email" TEXT,
    "country" CHAR(2),
    "currency" CHAR(3) NOT NULL,
    "stripe_account_id" TEXT,
    "destination_changed_at" TIMESTAMPTZ(3),
    "transfers_active" BOOLEAN NOT NULL DEFAULT false,
    "payouts_enabled" BOOLEAN NOT NULL DEFAULT false,
    "requirements_past_due" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "disabled_reason" TEXT,
    "account_error" TEXT,
    "account_negative" BOOLEAN NOT NULL DEFAULT false,
    "account_read_at" TIMESTAMPTZ(3),
    "account_detail" JSONB,
    "bank_destination_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "account_opening" JSONB,
    "cadence" "payout_cadence" NOT NULL DEFAULT 'each_date',
    "paused_by_creator_at" TIMESTAMPTZ(3),
    "paused_by_admin_at" TIMESTAMPTZ(3),
    "sanctions" "sanctions_status" NOT NULL DEFAULT 'not_reported',
    "tax_form" "tax_form_status" NOT NULL DEFAULT 'not_reported',
    "own_minimum_minor" JSONB NOT NULL DEFAULT '{}',
    "biography" TEXT NOT NULL DEFAULT '',
    "call_price_tokens" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "creators_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fans" (
    "id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "display_name" TEXT,
    "creator_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admins" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "admins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follows" (
    "fan_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "follows_pkey" PRIMARY KEY ("fan_id","creator_id")
);

-- CreateTable
CREATE TABLE "call_requests" (
    "id" UUID NOT NULL,
    "fan_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "status" "call_status" NOT NULL DEFAULT 'asked',
    "tokens" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "request_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decline_reason" TEXT,
    "completed_at" TIMESTAMPTZ(3),
    "earning_id" UUID,

    CONSTRAINT "call_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holds" (
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "placed_by" "hold_placer" NOT NULL,
    "placed_by_id" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "until" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "release_reason" TEXT,

    CONSTRAINT "holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false,
    "role" "user_role" NOT NULL DEFAULT 'fan',
    "banned_at" TIMESTAMPTZ(3),
    "ban_reason" TEXT,
    "creator_id" UUID,
    "fan_id" UUID,
    "admin_id" UUID,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "previous_email" TEXT,
    "email_changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip_address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credentials" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "password" TEXT,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credentials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "two_factors" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "failed_verification_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "two_factors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "aaguid" TEXT,
    "created_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_accounts" (
    "id" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "kind" "account_kind" NOT NULL,
    "creator_id" UUID,
    "fan_id" UUID,
    "balance_minor" BIGINT NOT NULL DEFAULT 0,
    "posting_count" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entries" (
    "id" BIGSERIAL NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "journal_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "postings" (
    "journal_entry_id" BIGINT NOT NULL,
    "line_no" SMALLINT NOT NULL,
    "account_id" BIGINT NOT NULL,
    "direction" "posting_direction" NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "account_seq" BIGINT,

    CONSTRAINT "postings_pkey" PRIMARY KEY ("journal_entry_id","line_no")
);

-- CreateTable
CREATE TABLE "token_purchases" (
    "id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "fan_id" UUID NOT NULL,
    "tokens" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "purchased_at" TIMESTAMPTZ(3) NOT NULL,
    "reversed_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "token_purchases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "earnings" (
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "source_type" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "fan_id" UUID,
    "tokens" BIGINT,
    "token_rate_minor" DECIMAL(20,8),
    "gross_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "message" TEXT,
    "earned_at" TIMESTAMPTZ(3) NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "reversed_minor" BIGINT NOT NULL DEFAULT 0,
    "reversed_net_minor" BIGINT NOT NULL DEFAULT 0,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "earnings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "earning_reversals" (
    "id" UUID NOT NULL,
    "earning_id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "kind" "reversal_kind" NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "paid_as" "reversal_form" NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "earning_reversals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "token_purchase_reversals" (
    "id" UUID NOT NULL,
    "token_purchase_id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "kind" "reversal_kind" NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "token_purchase_reversals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_batches" (
    "id" UUID NOT NULL,
    "period_key" TEXT NOT NULL,
    "status" "batch_status" NOT NULL,
    "scheduled_for" TIMESTAMPTZ(3) NOT NULL,
    "cutoff_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "released_at" TIMESTAMPTZ(3),
    "planning_cursor" UUID,
    "planned_at" TIMESTAMPTZ(3),
    "processing_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "status_reason" JSONB,
    "next_ordinal" INTEGER NOT NULL DEFAULT 0,
    "item_count" INTEGER NOT NULL DEFAULT 0,
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "planned_count" INTEGER NOT NULL DEFAULT 0,
    "sending_count" INTEGER NOT NULL DEFAULT 0,
    "awaiting_funds_count" INTEGER NOT NULL DEFAULT 0,
    "unknown_count" INTEGER NOT NULL DEFAULT 0,
    "paid_count" INTEGER NOT NULL DEFAULT 0,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "held_count" INTEGER NOT NULL DEFAULT 0,
    "canceled_count" INTEGER NOT NULL DEFAULT 0,
    "superseded_count" INTEGER NOT NULL DEFAULT 0,
    "reconciled_at" TIMESTAMPTZ(3),
    "difference_count" INTEGER,

    CONSTRAINT "payout_batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_batch_totals" (
    "batch_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "item_count" INTEGER NOT NULL DEFAULT 0,
    "paid_count" INTEGER NOT NULL DEFAULT 0,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "amount_minor" BIGINT NOT NULL DEFAULT 0,
    "paid_amount_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "payout_batch_totals_pkey" PRIMARY KEY ("batch_id","currency")
);

-- CreateTable
CREATE TABLE "payout_decisions" (
    "batch_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "outcome" "decision_outcome" NOT NULL,
    "amount_minor" BIGINT,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "payout_decisions_pkey" PRIMARY KEY ("batch_id","creator_id","currency")
);

-- CreateTable
CREATE TABLE "payout_items" (
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "status" "item_status" NOT NULL,
    "attempt_no" INTEGER NOT NULL DEFAULT 1,
    "chunk_no" INTEGER NOT NULL,
    "destination_account_id" TEXT NOT NULL,
    "reversed_minor" BIGINT NOT NULL DEFAULT 0,
    "reason" JSONB,
    "counted_attempts" INTEGER NOT NULL DEFAULT 0,
    "left_out" BOOLEAN NOT NULL DEFAULT false,
    "not_before" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfers" (
    "id" UUID NOT NULL,
    "payout_item_id" UUID NOT NULL,
    "attempt_no" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "destination_account_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "stripe_transfer_id" TEXT,
    "status" "transfer_status" NOT NULL,
    "error_code" TEXT,
    "error_message" TEXT,
    "refusal_class" TEXT,
    "http_status" INTEGER,
    "stripe_request_id" TEXT,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "first_sent_at" TIMESTAMPTZ(3),
    "last_sent_at" TIMESTAMPTZ(3),
    "send_count" INTEGER NOT NULL DEFAULT 0,
    "wire_try_count" INTEGER NOT NULL DEFAULT 0,
    "only_not_executed" BOOLEAN NOT NULL DEFAULT true,
    "finished_at" TIMESTAMPTZ(3),
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "look_ups" JSONB NOT NULL DEFAULT '[]',
    "next_resolve_at" TIMESTAMPTZ(3),
    "needs_admin" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "transfers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "withdrawal_requests" (
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'requested',
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "withdrawal_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_events" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "account" TEXT,
    "livemode" BOOLEAN NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "applied_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stripe_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_payouts" (
    "id" TEXT NOT NULL,
    "stripe_account_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL,
    "attribution" TEXT,
    "failure_code" TEXT,
    "trace_id" TEXT,
    "arrival_date" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "bank_payouts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_payout_items" (
    "bank_payout_id" TEXT NOT NULL,
    "payout_item_id" UUID NOT NULL,

    CONSTRAINT "bank_payout_items_pkey" PRIMARY KEY ("bank_payout_id","payout_item_id")
);

-- CreateTable
CREATE TABLE "balance_transactions" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "source_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "is_inexact" BOOLEAN NOT NULL DEFAULT false,
    "first_read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "state" "balance_transaction_state" NOT NULL DEFAULT 'unbooked',
    "booked_minor" BIGINT NOT NULL DEFAULT 0,
    "booked_fee_minor" BIGINT NOT NULL DEFAULT 0,
    "entry_id" BIGINT,
    "fee_entry_id" BIGINT,

    CONSTRAINT "balance_transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "balance_reading" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "read_from" TIMESTAMPTZ(3) NOT NULL,
    "read_through" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "checked_entry_id" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "balance_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cash_comparisons" (
    "currency" CHAR(3) NOT NULL,
    "opening_minor" BIGINT NOT NULL,
    "stripe_minor" BIGINT NOT NULL,
    "ledger_minor" BIGINT NOT NULL,
    "unexplained_minor" BIGINT NOT NULL,
    "compared_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "cash_comparisons_pkey" PRIMARY KEY ("currency")
);

-- CreateTable
CREATE TABLE "compared_transfers" (
    "comparison_id" UUID NOT NULL,
    "stripe_transfer_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "destination_account_id" TEXT,
    "transfer_group" TEXT,
    "payout_item_id" TEXT,
    "payout_batch_id" TEXT,
    "attempt_no" INTEGER,
    "livemode" BOOLEAN NOT NULL,
    "reversed_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "item_ref" UUID,
    "batch_ref" UUID,
    "staged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "compared_transfers_pkey" PRIMARY KEY ("comparison_id","stripe_transfer_id")
);

-- CreateTable
CREATE TABLE "reconciliation_findings" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "batch_id" UUID,
    "payout_item_id" UUID,
    "transfer_id" UUID,
    "stripe_transfer_id" TEXT,
    "ours" JSONB,
    "theirs" JSONB,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "owner" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "resolution" JSONB,

    CONSTRAINT "reconciliation_findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "topic" "outbox_topic" NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "dedupe_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "listener_id" UUID,
    "tx_id" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_listeners" (
    "listener_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_listeners_pkey" PRIMARY KEY ("listener_id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "admin_id" UUID,
    "creator_id" UUID,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "body" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "in_app" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "mailed_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_preferences" (
    "creator_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "in_app" BOOLEAN NOT NULL,
    "mail" BOOLEAN NOT NULL,

    CONSTRAINT "notification_preferences_pkey" PRIMARY KEY ("creator_id","kind")
);

-- CreateTable
CREATE TABLE "alarms" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "alarms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "changed_rows" (
    "id" BIGSERIAL NOT NULL,
    "relation" TEXT NOT NULL,
    "keys" TEXT[],

    CONSTRAINT "changed_rows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proved_balances" (
    "account_id" BIGINT NOT NULL,
    "debit_minor" BIGINT NOT NULL,
    "posting_count" BIGINT NOT NULL,

    CONSTRAINT "proved_balances_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "invariant_checks" (
    "scope" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "breaches" INTEGER NOT NULL,

    CONSTRAINT "invariant_checks_pkey" PRIMARY KEY ("scope")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT operational_now(),

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "creators_source_id_key" ON "creators"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "creators_handle_key" ON "creators"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "creators_stripe_account_id_key" ON "creators"("stripe_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "fans_source_id_key" ON "fans"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "fans_creator_id_key" ON "fans"("creator_id");

-- CreateIndex
CREATE UNIQUE INDEX "admins_email_key" ON "admins"("email");

-- CreateIndex
CREATE INDEX "follows_creator_id_created_at_fan_id_idx" ON "follows"("creator_id", "created_at", "fan_id");

-- CreateIndex
CREATE INDEX "follows_fan_id_created_at_creator_id_idx" ON "follows"("fan_id", "created_at", "creator_id");

-- CreateIndex
CREATE UNIQUE INDEX "call_requests_earning_id_key" ON "call_requests"("earning_id");

-- CreateIndex
CREATE INDEX "call_requests_creator_id_created_at_id_idx" ON "call_requests"("creator_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "call_requests_fan_id_created_at_id_idx" ON "call_requests"("fan_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "call_requests_fan_id_request_key_key" ON "call_requests"("fan_id", "request_key");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "users_creator_id_key" ON "users"("creator_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_fan_id_key" ON "users"("fan_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_admin_id_key" ON "users"("admin_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "credentials_user_id_idx" ON "credentials"("user_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE INDEX "two_factors_user_id_idx" ON "two_factors"("user_id");

-- CreateIndex
CREATE INDEX "two_factors_secret_idx" ON "two_factors"("secret");

-- CreateIndex
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys"("credential_id");

-- CreateIndex
CREATE INDEX "passkeys_user_id_idx" ON "passkeys"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limits_key_key" ON "rate_limits"("key");

-- CreateIndex
CREATE INDEX "ledger_accounts_creator_id_kind_idx" ON "ledger_accounts"("creator_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_accounts_code_currency_key" ON "ledger_accounts"("code", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_accounts_id_currency_key" ON "ledger_accounts"("id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entries_idempotency_key_key" ON "journal_entries"("idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "postings_account_id_account_seq_key" ON "postings"("account_id", "account_seq");

-- CreateIndex
CREATE UNIQUE INDEX "token_purchases_source_id_key" ON "token_purchases"("source_id");

-- CreateIndex
CREATE INDEX "token_purchases_fan_id_idx" ON "token_purchases"("fan_id");

-- CreateIndex
CREATE INDEX "earnings_of_creator" ON "earnings"("creator_id", "earned_at", "id", "source_type", "currency", "released_at", "reversed_minor", "gross_minor", "fee_minor", "net_minor", "reversed_net_minor");

-- CreateIndex
CREATE INDEX "earnings_fan_id_earned_at_id_idx" ON "earnings"("fan_id", "earned_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "earnings_source_type_source_id_key" ON "earnings"("source_type", "source_id");

-- CreateIndex
CREATE UNIQUE INDEX "earning_reversals_source_id_key" ON "earning_reversals"("source_id");

-- CreateIndex
CREATE INDEX "earning_reversals_earning_id_idx" ON "earning_reversals"("earning_id");

-- CreateIndex
CREATE UNIQUE INDEX "token_purchase_reversals_source_id_key" ON "token_purchase_reversals"("source_id");

-- CreateIndex
CREATE INDEX "token_purchase_reversals_token_purchase_id_idx" ON "token_purchase_reversals"("token_purchase_id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_batches_period_key_key" ON "payout_batches"("period_key");

-- CreateIndex
CREATE INDEX "payout_decisions_creator_id_idx" ON "payout_decisions"("creator_id");

-- CreateIndex
CREATE INDEX "payout_items_batch_id_chunk_no_idx" ON "payout_items"("batch_id", "chunk_no");

-- CreateIndex
CREATE INDEX "payout_items_creator_id_currency_idx" ON "payout_items"("creator_id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "payout_items_batch_id_creator_id_currency_key" ON "payout_items"("batch_id", "creator_id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "transfers_idempotency_key_key" ON "transfers"("idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "transfers_stripe_transfer_id_key" ON "transfers"("stripe_transfer_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfers_payout_item_id_attempt_no_key" ON "transfers"("payout_item_id", "attempt_no");

-- CreateIndex
CREATE INDEX "withdrawal_requests_creator_id_idx" ON "withdrawal_requests"("creator_id");

-- CreateIndex
CREATE INDEX "bank_payouts_stripe_account_id_idx" ON "bank_payouts"("stripe_account_id");

-- CreateIndex
CREATE INDEX "bank_payout_items_payout_item_id_idx" ON "bank_payout_items"("payout_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "balance_transactions_entry_id_key" ON "balance_transactions"("entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "balance_transactions_fee_entry_id_key" ON "balance_transactions"("fee_entry_id");

-- CreateIndex
CREATE INDEX "balance_transactions_created_at_idx" ON "balance_transactions"("created_at");

-- CreateIndex
CREATE INDEX "balance_transactions_source_id_idx" ON "balance_transactions"("source_id");

-- CreateIndex
CREATE INDEX "reconciliation_findings_stripe_transfer_id_idx" ON "reconciliation_findings"("stripe_transfer_id");

-- CreateIndex
CREATE INDEX "reconciliation_findings_batch_id_idx" ON "reconciliation_findings"("batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_dedupe_key_key" ON "notifications"("dedupe_key");

-- CreateIndex
CREATE INDEX "notifications_admin_id_created_at_idx" ON "notifications"("admin_id", "created_at");

-- CreateIndex
CREATE INDEX "notifications_creator_id_created_at_id_idx" ON "notifications"("creator_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_log_subject_type_subject_id_idx" ON "audit_log"("subject_type", "subject_id");

-- AddForeignKey
ALTER TABLE "fans" ADD CONSTRAINT "fans_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follows" ADD CONSTRAINT "follows_fan_id_fkey" FOREIGN KEY ("fan_id") REFERENCES "fans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follows" ADD CONSTRAINT "follows_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_requests" ADD CONSTRAINT "call_requests_fan_id_fkey" FOREIGN KEY ("fan_id") REFERENCES "fans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_requests" ADD CONSTRAINT "call_requests_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_requests" ADD CONSTRAINT "call_requests_earning_id_fkey" FOREIGN KEY ("earning_id") REFERENCES "earnings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holds" ADD CONSTRAINT "holds_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_fan_id_fkey" FOREIGN KEY ("fan_id") REFERENCES "fans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_fan_id_fkey" FOREIGN KEY ("fan_id") REFERENCES "fans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postings" ADD CONSTRAINT "postings_journal_entry_id_fkey" FOREIGN KEY ("journal_entry_id") REFERENCES "journal_entries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postings" ADD CONSTRAINT "postings_account_id_currency_fkey" FOREIGN KEY ("account_id", "currency") REFERENCES "ledger_accounts"("id", "currency") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "token_purchases" ADD CONSTRAINT "token_purchases_fan_id_fkey" FOREIGN KEY ("fan_id") REFERENCES "fans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "earnings" ADD CONSTRAINT "earnings_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "earnings" ADD CONSTRAINT "earnings_fan_id_fkey" FOREIGN KEY ("fan_id") REFERENCES "fans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "earning_reversals" ADD CONSTRAINT "earning_reversals_earning_id_fkey" FOREIGN KEY ("earning_id") REFERENCES "earnings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batch_totals" ADD CONSTRAINT "payout_batch_totals_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "payout_batches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_decisions" ADD CONSTRAINT "payout_decisions_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "payout_batches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_items" ADD CONSTRAINT "payout_items_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "payout_batches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_items" ADD CONSTRAINT "payout_items_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_payout_item_id_fkey" FOREIGN KEY ("payout_item_id") REFERENCES "payout_items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "withdrawal_requests" ADD CONSTRAINT "withdrawal_requests_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_payout_items" ADD CONSTRAINT "bank_payout_items_bank_payout_id_fkey" FOREIGN KEY ("bank_payout_id") REFERENCES "bank_payouts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "creators"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
