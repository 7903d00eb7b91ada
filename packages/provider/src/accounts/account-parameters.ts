import type { CurrencyCode } from "@payrun/payouts-core";
import type Stripe from "stripe";

/** Whom an account is opened for. */
export type AccountOrder = {
  /** Kept in the account's metadata (`creator_id`): it finds the account again when its id was not saved. */
  readonly creatorId: string;
  readonly email: string;
  readonly displayName: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** ISO 4217, upper case; the country's own unless given. */
  readonly currency?: CurrencyCode;
};

/**
 * A recipient with the Express dashboard, whose fees and losses the platform carries: the one combination that Stripe
 * accepts for accounts which only receive transfers (`stripe` as losses collector was refused).
 */
export function accountV2Parameters(order: AccountOrder): Stripe.V2.Core.AccountCreateParams {
  return {
    contact_email: order.email,
    display_name: order.displayName,
    dashboard: "express",
    identity: { country: order.country.toLowerCase() },
    defaults: {
      ...(order.currency === undefined ? {} : { currency: order.currency.toLowerCase() }),
      responsibilities: { fees_collector: "application", losses_collector: "application" },
    },
    configuration: {
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    },
    metadata: { creator_id: order.creatorId },
  };
}

/** The same account in the older API, whose `controller` says what v2 calls responsibilities. */
export function accountV1Parameters(order: AccountOrder): Stripe.AccountCreateParams {
  return {
    email: order.email,
    business_profile: { name: order.displayName },
    country: order.country.toUpperCase(),
    ...(order.currency === undefined ? {} : { default_currency: order.currency.toLowerCase() }),
    controller: {
      fees: { payer: "application" },
      losses: { payments: "application" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: "express" },
    },
    capabilities: { transfers: { requested: true } },
    metadata: { creator_id: order.creatorId },
  };
}
