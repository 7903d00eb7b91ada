import type { PersonRow } from "../../onboarding/onboarding-rows.ts";
import {
  externalAccountsOf,
  renderExternalAccount,
} from "../../payouts/external-accounts/external-accounts.ts";
import type { AccountRow, RequirementsRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import { givenOf, isGiven, numbers, texts } from "../facts.ts";
import { renderPerson, shownAddress } from "../persons/render-person.ts";
import { renderCompany } from "./render-company.ts";
import { renderSettings } from "./render-settings.ts";

const profileFields = [
  "mcc",
  "name",
  "product_description",
  "specified_commercial_transactions_act_url",
  "support_email",
  "support_phone",
  "support_url",
  "url",
] as const;

/** Stripe's v1 `account` object; a v2 account is shown the same way here (docs.stripe.com/connect/accounts-v2). */
export function renderAccount(state: State, row: AccountRow) {
  const { details } = row;
  const individual = state.persons.of(row.id).find(({ isIndividual, deleted }) => isIndividual && !deleted);
  const isEntity = row.businessType !== null && row.businessType !== "individual";
  return {
    id: row.id,
    object: "account" as const,
    business_profile: businessProfile(row),
    business_type: row.businessType,
    capabilities: { ...row.capabilities },
    charges_enabled: row.chargesEnabled,
    ...(isEntity || Object.keys(details.company).length > 0
      ? { company: renderCompany(details.company, row.country) }
      : {}),
    controller: {
      fees: { payer: details.controller.feesPayer },
      is_controller: true,
      losses: { payments: details.controller.lossesPayments },
      requirement_collection: details.controller.requirementCollection,
      stripe_dashboard: { type: details.controller.dashboard },
      type: "application",
    },
    country: row.country,
    created: row.created,
    default_currency: row.defaultCurrency,
    details_submitted: row.detailsSubmitted,
    email: row.email,
    external_accounts: {
      object: "list" as const,
      data: externalAccountsOf(state, row.id).map(renderExternalAccount),
      has_more: false,
      url: `/v1/accounts/${row.id}/external_accounts`,
    },
    future_requirements: noRequirements,
    ...(isGiven(details.groups, "payments_pricing")
      ? { groups: texts(details.groups, ["payments_pricing"]) }
      : {}),
    ...individualPart(state, isEntity ? undefined : individual),
    metadata: row.metadata,
    payouts_enabled: row.payoutsEnabled,
    requirements: shownRequirements(row.requirements),
    settings: renderSettings(state, row),
    tos_acceptance: {
      ...numbers(details.tosAcceptance, ["date"]),
      ...texts(details.tosAcceptance, ["ip", "user_agent"]),
      ...givenOf(details.tosAcceptance, ["service_agreement"]),
    },
    type: row.type,
  };
}

/** Requirement errors have 90 codes, which the client's types list one by one. */
function individualPart(state: State, individual: PersonRow | undefined): object {
  return individual === undefined ? {} : { individual: renderPerson(state, individual) };
}

function businessProfile({ details: { businessProfile: facts } }: AccountRow) {
  return {
    annual_revenue: null,
    ...numbers(facts, ["estimated_worker_count"]),
    minority_owned_business_designation: null,
    ...texts(facts, profileFields),
    ...givenOf(facts, ["annual_revenue", "minority_owned_business_designation", "monthly_estimated_revenue"]),
    support_address: isGiven(facts, "support_address") ? shownAddress(facts, "support_address") : null,
  };
}

/** A description of what is sold answers for a website. */
function shownRequirements(requirements: RequirementsRow) {
  const asksForWebsite = requirements.currentlyDue.includes("business_profile.url");
  return {
    alternatives: asksForWebsite
      ? [
          {
            alternative_fields_due: ["business_profile.product_description"],
            original_fields_due: ["business_profile.url"],
          },
        ]
      : [],
    current_deadline: requirements.currentDeadline,
    currently_due: requirements.currentlyDue,
    disabled_reason: requirements.disabledReason,
    errors: requirements.errors,
    eventually_due: requirements.eventuallyDue,
    past_due: requirements.pastDue,
    pending_verification: requirements.pendingVerification,
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
