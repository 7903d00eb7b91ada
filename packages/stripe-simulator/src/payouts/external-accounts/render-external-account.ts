import { platform } from "../../state/rows.ts";
import type { CardFacts, ExternalAccountRow } from "../payout-rows.ts";

/** Stripe's `bank_account` or `card` object, as an external account of an account. */
export function renderExternalAccount(row: ExternalAccountRow) {
  return row.card === null ? renderBankAccount(row) : renderCard(row, row.card);
}

function renderBankAccount(row: ExternalAccountRow) {
  return {
    id: row.id,
    object: "bank_account" as const,
    ...owner(row),
    account_holder_name: row.accountHolderName,
    account_holder_type: row.accountHolderType,
    account_type: row.accountType,
    available_payout_methods: payoutMethods(row),
    bank_name: row.bankName,
    country: row.country,
    currency: row.currency,
    default_for_currency: row.isDefault,
    fingerprint: row.fingerprint,
    future_requirements: nothingDue,
    last4: row.last4,
    metadata: row.metadata,
    requirements: nothingDue,
    routing_number: row.routingNumber,
    status: row.status,
  };
}

function renderCard(row: ExternalAccountRow, card: CardFacts) {
  const { address } = card;
  return {
    id: row.id,
    object: "card" as const,
    ...owner(row),
    address_city: address["address_city"] ?? null,
    address_country: address["address_country"] ?? null,
    address_line1: address["address_line1"] ?? null,
    address_line1_check: address["address_line1"] === undefined ? null : "pass",
    address_line2: address["address_line2"] ?? null,
    address_state: address["address_state"] ?? null,
    address_zip: address["address_zip"] ?? null,
    address_zip_check: address["address_zip"] === undefined ? null : "pass",
    allow_redisplay: "unspecified",
    available_payout_methods: payoutMethods(row),
    brand: card.brand,
    country: row.country,
    currency: row.currency,
    cvc_check: null,
    default_for_currency: row.isDefault,
    dynamic_last4: null,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: row.fingerprint,
    funding: card.funding,
    last4: row.last4,
    metadata: row.metadata,
    name: card.name,
    regulated_status: "unregulated",
    status: row.status,
    tokenization_method: null,
  };
}

/** What is left of a deleted external account. */
export function renderDeletedExternalAccount({ id, card, currency }: ExternalAccountRow) {
  return {
    id,
    object: card === null ? ("bank_account" as const) : ("card" as const),
    currency,
    deleted: true as const,
  };
}

function owner({ account }: ExternalAccountRow) {
  return account === platform ? {} : { account };
}

function payoutMethods({ takesInstantPayouts }: ExternalAccountRow): string[] {
  return takesInstantPayouts ? ["standard", "instant"] : ["standard"];
}

const nothingDue = { currently_due: [], errors: [], past_due: [], pending_verification: [] };
