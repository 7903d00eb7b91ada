import { country, emailAddress, website } from "../contact-readers.ts";
import { metadata } from "../../protocol/parameters/metadata.ts";
import {
  boolean,
  clearableText,
  currency,
  integer,
  listOf,
  object,
  oneOf,
  optional,
  required,
  shapeOf,
  text,
} from "../../protocol/parameters/parameter.ts";
import {
  addressV2Fields,
  individualV2Parameters,
  nullable,
  signatureV2,
} from "./persons/person-v2-parameters.ts";

const words = optional(clearableText());
const asked = optional(shapeOf({ requested: required(boolean) }));

/** What `include` may name; everything else of these is null in the answer. */
export const includable = [
  "configuration.customer",
  "configuration.merchant",
  "configuration.recipient",
  "defaults",
  "future_requirements",
  "identity",
  "requirements",
] as const;

export type Includable = (typeof includable)[number];

export const includeParameter = optional(listOf(oneOf(...includable)));

export const configurationNames = ["customer", "merchant", "recipient"] as const;

export type ConfigurationName = (typeof configurationNames)[number];

const recipient = {
  capabilities: optional(
    shapeOf({
      bank_accounts: optional(
        shapeOf({
          ach: asked,
          fedwire: asked,
          fps: asked,
          local: asked,
          rtp: asked,
          sepa: asked,
          swift: asked,
        }),
      ),
      cards: asked,
      stripe_balance: optional(shapeOf({ stripe_transfers: asked })),
    }),
  ),
};

const merchant = {
  bacs_debit_payments: optional(shapeOf({ display_name: words })),
  branding: optional(shapeOf({ icon: words, logo: words, primary_color: words, secondary_color: words })),
  /** Named as those of v1, nearly all of them; each with `requested`. */
  capabilities: optional(object),
  card_payments: optional(object),
  konbini_payments: optional(object),
  mcc: words,
  script_statement_descriptor: optional(object),
  sepa_debit_payments: optional(object),
  statement_descriptor: optional(shapeOf({ descriptor: words, prefix: words })),
  support: optional(
    shapeOf({ address: optional(shapeOf(addressV2Fields)), email: words, phone: words, url: words }),
  ),
};

const customer = {
  automatic_indirect_tax: optional(object),
  billing: optional(object),
  capabilities: optional(shapeOf({ automatic_indirect_tax: asked })),
  shipping: optional(object),
  test_clock: words,
};

const identity = shapeOf({
  attestations: optional(
    shapeOf({
      directorship_declaration: optional(signatureV2),
      ownership_declaration: optional(signatureV2),
      persons_provided: optional(object),
      representative_declaration: optional(signatureV2),
      terms_of_service: optional(shapeOf({ account: optional(signatureV2) })),
    }),
  ),
  business_details: optional(
    shapeOf({
      additional_addresses: optional(
        listOf(
          shapeOf({
            ...addressV2Fields,
            purpose: required(oneOf("administrative", "principal_place_of_business")),
          }),
        ),
      ),
      address: optional(shapeOf(addressV2Fields)),
      annual_revenue: optional(object),
      documents: optional(object),
      estimated_worker_count: optional(integer()),
      id_numbers: optional(
        listOf(shapeOf({ registrar: words, type: required(text()), value: required(text()) })),
      ),
      monthly_estimated_revenue: optional(object),
      phone: words,
      registered_name: words,
      registration_date: optional(
        shapeOf({ day: required(integer()), month: required(integer()), year: required(integer()) }),
      ),
      script_addresses: optional(object),
      script_names: optional(object),
      structure: words,
    }),
  ),
  country: optional(country),
  entity_type: optional(oneOf("company", "government_entity", "individual", "non_profit")),
  individual: optional(shapeOf(individualV2Parameters)),
});

const responsibilities = optional(
  shapeOf({
    fees_collector: optional(oneOf("application", "application_custom", "application_express", "stripe")),
    losses_collector: optional(oneOf("application", "stripe")),
  }),
);

const defaults = {
  currency: optional(currency),
  locales: optional(listOf(text())),
  profile: optional(
    shapeOf({ business_url: optional(website), doing_business_as: words, product_description: words }),
  ),
  responsibilities,
};

const common = {
  account_token: words,
  contact_email: optional(emailAddress),
  contact_phone: words,
  dashboard: optional(oneOf("express", "full", "none")),
  display_name: words,
  identity: optional(identity),
  include: includeParameter,
};

/** `POST /v2/core/accounts` */
export const newAccountV2Parameters = {
  ...common,
  configuration: optional(
    shapeOf({
      customer: optional(shapeOf(customer)),
      merchant: optional(shapeOf(merchant)),
      recipient: optional(shapeOf(recipient)),
    }),
  ),
  defaults: optional(shapeOf(defaults)),
  metadata: optional(metadata),
};

const applied = optional(boolean);

/** `POST /v2/core/accounts/:id` */
export const accountV2Parameters = {
  ...common,
  configuration: optional(
    shapeOf({
      customer: optional(nullable(shapeOf({ ...customer, applied }))),
      merchant: optional(nullable(shapeOf({ ...merchant, applied }))),
      recipient: optional(nullable(shapeOf({ ...recipient, applied }))),
    }),
  ),
  defaults: optional(shapeOf({ ...defaults, payout_methods: optional(object) })),
  metadata: optional(metadata),
};
