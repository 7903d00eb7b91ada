import { metadata } from "../../protocol/parameters/metadata.ts";
import {
  anything,
  boolean,
  clearableText,
  currency,
  integer,
  listOf,
  object,
  oneOf,
  optional,
  shapeOf,
  text,
} from "../../protocol/parameters/parameter.ts";
import { emailAddress, website } from "../contact-readers.ts";
import {
  address,
  clearable,
  document,
  individualParameters,
  japaneseAddress,
  signature,
} from "../persons/person-parameters.ts";

const words = optional(clearableText());
const yesOrNo = optional(boolean);

const businessProfile = shapeOf({
  annual_revenue: optional(
    shapeOf({ amount: optional(integer()), currency: optional(currency), fiscal_year_end: optional(text()) }),
  ),
  estimated_worker_count: optional(integer({ min: 0 })),
  mcc: words,
  minority_owned_business_designation: optional(
    listOf(
      oneOf(
        "lgbtqi_owned_business",
        "minority_owned_business",
        "none_of_these_apply",
        "prefer_not_to_answer",
        "women_owned_business",
      ),
    ),
  ),
  monthly_estimated_revenue: optional(shapeOf({ amount: optional(integer()), currency: optional(currency) })),
  name: words,
  product_description: optional(clearableText(40_000)),
  specified_commercial_transactions_act_url: words,
  support_address: address,
  support_email: words,
  support_phone: words,
  support_url: words,
  url: optional(website),
});

const company = shapeOf({
  address,
  address_kana: japaneseAddress,
  address_kanji: japaneseAddress,
  administrative_address: address,
  directors_provided: yesOrNo,
  directorship_declaration: signature,
  executives_provided: yesOrNo,
  export_license_id: words,
  export_purpose_code: words,
  name: words,
  name_kana: words,
  name_kanji: words,
  owners_provided: yesOrNo,
  ownership_declaration: signature,
  ownership_exemption_reason: words,
  phone: words,
  physical_address: address,
  principal_place_of_business: address,
  registration_date: optional(
    clearable(shapeOf({ day: optional(integer()), month: optional(integer()), year: optional(integer()) })),
  ),
  registration_number: words,
  representative_declaration: signature,
  structure: words,
  tax_id: words,
  tax_id_registrar: words,
  vat_id: words,
  verification: optional(shapeOf({ document })),
});

const schedule = shapeOf({
  delay_days: optional((raw, name, wire) =>
    raw === "minimum" ? "minimum" : integer({ min: 0 })(raw, name, wire),
  ),
  interval: optional(oneOf("daily", "manual", "monthly", "weekly")),
  monthly_anchor: optional(integer({ min: 1, max: 31 })),
  monthly_payout_days: optional(listOf(integer({ min: 1, max: 31 }))),
  weekly_anchor: optional(
    oneOf("friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"),
  ),
  weekly_payout_days: optional(listOf(oneOf("friday", "monday", "thursday", "tuesday", "wednesday"))),
});

const settings = shapeOf({
  bacs_debit_payments: optional(shapeOf({ display_name: words })),
  branding: optional(shapeOf({ icon: words, logo: words, primary_color: words, secondary_color: words })),
  card_issuing: optional(shapeOf({ tos_acceptance: signature })),
  card_payments: optional(
    shapeOf({
      decline_on: optional(shapeOf({ avs_failure: yesOrNo, cvc_failure: yesOrNo })),
      statement_descriptor_prefix: words,
      statement_descriptor_prefix_kana: words,
      statement_descriptor_prefix_kanji: words,
    }),
  ),
  invoices: optional(
    shapeOf({
      default_account_tax_ids: optional(clearable(listOf(text()))),
      hosted_payment_method_save: optional(oneOf("always", "never", "offer")),
    }),
  ),
  payments: optional(
    shapeOf({
      statement_descriptor: words,
      statement_descriptor_kana: words,
      statement_descriptor_kanji: words,
    }),
  ),
  payouts: optional(
    shapeOf({
      debit_negative_balances: yesOrNo,
      schedule: optional(schedule),
      statement_descriptor: words,
    }),
  ),
  paypay_payments: optional(object),
  sepa_debit_payments: optional(shapeOf({ creditor_id: words })),
  treasury: optional(shapeOf({ tos_acceptance: signature })),
});

/** What `POST /v1/accounts` and `POST /v1/accounts/:id` take alike. */
export const accountParameters = {
  account_token: optional(text()),
  business_profile: optional(businessProfile),
  business_type: optional(oneOf("company", "government_entity", "individual", "non_profit")),
  capabilities: optional(object),
  company: optional(company),
  default_currency: optional(currency),
  documents: optional(object),
  email: optional(emailAddress),
  expand: optional(anything),
  external_account: optional(anything),
  groups: optional(shapeOf({ payments_pricing: words })),
  individual: optional(shapeOf(individualParameters)),
  metadata: optional(metadata),
  settings: optional(settings),
  tos_acceptance: optional(
    shapeOf({
      date: optional(integer()),
      ip: optional(text()),
      service_agreement: optional(oneOf("full", "recipient")),
      user_agent: optional(text()),
    }),
  ),
};

/** `controller` of a new account. */
export const controllerParameter = optional(
  shapeOf({
    fees: optional(shapeOf({ payer: optional(oneOf("account", "application")) })),
    losses: optional(shapeOf({ payments: optional(oneOf("application", "stripe")) })),
    requirement_collection: optional(oneOf("application", "stripe")),
    stripe_dashboard: optional(shapeOf({ type: optional(oneOf("express", "full", "none")) })),
  }),
);
