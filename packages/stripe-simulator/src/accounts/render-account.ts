import type { AccountRow } from "../state/rows.ts";

/** Stripe's v1 `account` object; a v2 account is shown the same way here. */
export function renderAccount(row: AccountRow) {
  const { requirements } = row;
  return {
    id: row.id,
    object: "account" as const,
    business_profile: null,
    business_type: row.businessType,
    capabilities: row.capabilities,
    charges_enabled: row.chargesEnabled,
    controller: {
      fees: { payer: "application" },
      is_controller: true,
      losses: { payments: "application" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: "express" },
      type: "application",
    },
    country: row.country,
    created: row.created,
    default_currency: row.defaultCurrency,
    details_submitted: row.detailsSubmitted,
    email: row.email,
    external_accounts: {
      object: "list" as const,
      data: [],
      has_more: false,
      url: `/v1/accounts/${row.id}/external_accounts`,
    },
    future_requirements: noRequirements,
    metadata: row.metadata,
    payouts_enabled: row.payoutsEnabled,
    requirements: {
      alternatives: [],
      current_deadline: requirements.currentDeadline,
      currently_due: requirements.currentlyDue,
      disabled_reason: requirements.disabledReason,
      errors: requirements.errors,
      eventually_due: requirements.eventuallyDue,
      past_due: requirements.pastDue,
      pending_verification: requirements.pendingVerification,
    },
    tos_acceptance: { date: null },
    type: row.type,
  };
}

const noRequirements = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

/** What is left of a deleted account. */
export function renderDeletedAccount(id: string) {
  return { id, object: "account" as const, deleted: true as const };
}

/** The platform's own account, as `GET /v1/account` shows it. */
export function renderPlatformAccount(id: string) {
  return {
    id,
    object: "account" as const,
    business_profile: null,
    business_type: "company",
    capabilities: { card_payments: "active", transfers: "active" },
    charges_enabled: true,
    controller: { type: "account" },
    country: "US",
    default_currency: "usd",
    details_submitted: true,
    email: "platform@stripe-simulator.example",
    metadata: {},
    payouts_enabled: true,
    type: "standard",
  };
}
