import { createHash } from "node:crypto";
import { siblingId } from "../../protocol/new-id.ts";
import type { CardRow, ChargeRow, PaymentMethodRow } from "../charge-rows.ts";
import { holdSeconds } from "../holds/hold-seconds.ts";
import { type TestCard, testCard } from "./test-cards.ts";

/** What a card says of itself; a row holds documented numbers only. */
function factsOf({ number }: CardRow): TestCard {
  const card = testCard(number);
  if (card === undefined) throw new Error("A card that is not documented was kept");
  return card;
}

function fingerprintOf({ number }: CardRow): string {
  return createHash("sha1").update(number).digest("base64url").replaceAll(/\W/g, "0").slice(0, 16);
}

const checks = { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" } as const;

export const noBillingDetails = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
} as const;

/** `payment_method_details.card` of a charge. */
export function renderCardDetails({ card, amount, id, decline, captured, created }: ChargeRow) {
  const { brand, country, funding } = factsOf(card);
  return {
    amount_authorized: decline === null ? amount : null,
    authorization_code: decline === null ? id.slice(-6) : null,
    brand,
    ...(captured || decline !== null ? {} : { capture_before: created + holdSeconds }),
    checks,
    country,
    electronic_commerce_indicator: null,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    extended_authorization: { status: "disabled" as const },
    fingerprint: fingerprintOf(card),
    funding,
    incremental_authorization: { status: "unavailable" as const },
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    multicapture: { status: "unavailable" as const },
    network: brand,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: amount, status: "unavailable" as const },
    regulated_status: "unregulated" as const,
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}

const namesOfBrands: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  mastercard: "MasterCard",
  unionpay: "UnionPay",
  visa: "Visa",
};

/** Stripe's `card` object: the source of a charge that was made from a token or a number. */
export function renderCardSource({ card, paymentMethod }: ChargeRow) {
  const { brand, country, funding } = factsOf(card);
  return {
    id: paymentMethod,
    object: "card" as const,
    address_city: null,
    address_country: null,
    address_line1: null,
    address_line1_check: null,
    address_line2: null,
    address_state: null,
    address_zip: null,
    address_zip_check: null,
    brand: namesOfBrands[brand] ?? "Unknown",
    country,
    customer: null,
    cvc_check: "pass",
    dynamic_last4: null,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: fingerprintOf(card),
    funding,
    last4: card.number.slice(-4),
    metadata: {},
    name: null,
    regulated_status: "unregulated" as const,
    tokenization_method: null,
  };
}

/** Stripe's `payment_method` object. */
export function renderPaymentMethod(row: PaymentMethodRow) {
  const { brand, country, funding } = factsOf(row);
  return {
    id: row.id,
    object: "payment_method" as const,
    allow_redisplay: "unspecified" as const,
    billing_details: noBillingDetails,
    card: {
      brand,
      checks,
      country,
      display_brand: brand,
      exp_month: row.expMonth,
      exp_year: row.expYear,
      fingerprint: fingerprintOf(row),
      funding,
      generated_from: null,
      last4: row.number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: "unregulated" as const,
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: row.created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: row.metadata,
    type: "card" as const,
  };
}

/** The id of the `card` object behind a charge made from a token or a number. */
export function cardIdOf(charge: string): string {
  return siblingId("card", charge);
}
