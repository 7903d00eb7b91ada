import { siblingId } from "../protocol/new-id.ts";
import type { State } from "../state/state.ts";
import { noBillingDetails, renderCardDetails, renderCardSource } from "./cards/render-card.ts";
import { testCard } from "./cards/test-cards.ts";
import type { ChargeRow, ShippingRow } from "./charge-rows.ts";

/** Stripe's `charge` object. `refunds` is only there when it is expanded (docs.stripe.com/api/charges/object). */
export function renderCharge(state: State, row: ChargeRow) {
  const isPaid = row.decline === null;
  return {
    id: row.id,
    object: "charge" as const,
    amount: row.amount,
    amount_captured: row.amountCaptured,
    amount_refunded: row.amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: row.amountCaptured > 0 ? siblingId("txn", row.id) : null,
    billing_details: noBillingDetails,
    calculated_statement_descriptor: isPaid ? descriptorOf(row) : null,
    captured: row.captured,
    created: row.created,
    currency: row.currency,
    customer: null,
    description: row.description,
    disputed: state.disputes.of(row.id).length > 0,
    failure_balance_transaction: null,
    failure_code: row.decline?.code ?? null,
    failure_message: row.decline?.message ?? null,
    fraud_details: row.userReport === null ? {} : { user_report: row.userReport },
    livemode: false,
    metadata: row.metadata,
    on_behalf_of: row.onBehalfOf,
    outcome: outcomeOf(row),
    paid: isPaid,
    payment_intent: row.paymentIntent,
    payment_method: row.paymentMethod,
    payment_method_details: { card: renderCardDetails(row), type: "card" },
    radar_options: {},
    receipt_email: row.receiptEmail,
    receipt_number: null,
    receipt_url: isPaid ? `https://pay.stripe.com/receipts/simulated/${row.id}` : null,
    refunded: row.amountRefunded === row.amount,
    review: null,
    shipping: row.shipping,
    source: row.paymentIntent === null ? renderCardSource(row) : null,
    source_transfer: null,
    statement_descriptor: row.statementDescriptor,
    statement_descriptor_suffix: row.statementDescriptorSuffix,
    status: isPaid ? ("succeeded" as const) : ("failed" as const),
    ...(row.transfer === null ? {} : { transfer: row.transfer }),
    transfer_data: row.transferData,
    transfer_group: row.transferGroup,
  };
}

function descriptorOf({ statementDescriptor, statementDescriptorSuffix }: ChargeRow): string {
  const suffix = statementDescriptorSuffix ?? statementDescriptor;
  return suffix === null ? "STRIPE SIMULATOR" : `STRIPE SIMULATOR* ${suffix}`.slice(0, 22).toUpperCase();
}

function outcomeOf({ card, decline }: ChargeRow) {
  const common = { advice_code: null, network_advice_code: null, network_decline_code: null };
  const behaviour = testCard(card.number)?.behaviour;
  const risk = {
    risk_level: riskLevelOf(card.number),
    risk_score: riskLevelOf(card.number) === "normal" ? 20 : 70,
  };
  if (decline === null) {
    return {
      ...common,
      ...risk,
      network_status: "approved_by_network",
      reason: null,
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  if (behaviour?.kind === "declines" && behaviour.blocked === true) {
    return {
      ...common,
      network_status: "not_sent_to_network",
      reason: "highest_risk_level",
      risk_level: "highest",
      risk_score: 90,
      seller_message: "Stripe blocked this payment as too risky.",
      type: "blocked",
    };
  }
  return {
    ...common,
    ...risk,
    network_status: "declined_by_network",
    reason: decline.declineCode ?? decline.code,
    seller_message: "The bank did not return any further details with this decline.",
    type: "issuer_declined",
  };
}

/** docs.stripe.com/testing#fraud-prevention: one card is let through with an elevated risk. */
function riskLevelOf(number: string): string {
  return number === "4000000000009235" ? "elevated" : "normal";
}

/** Reads as Stripe shows it: what was not given is null. */
export function shippingRow(given: {
  readonly address: {
    readonly city?: string | undefined;
    readonly country?: string | undefined;
    readonly line1?: string | undefined;
    readonly line2?: string | undefined;
    readonly postal_code?: string | undefined;
    readonly state?: string | undefined;
  };
  readonly carrier?: string | undefined;
  readonly name: string;
  readonly phone?: string | undefined;
  readonly tracking_number?: string | undefined;
}): ShippingRow {
  const { city, country, line1, line2, postal_code, state } = given.address;
  return {
    address: {
      city: city ?? null,
      country: country ?? null,
      line1: line1 ?? null,
      line2: line2 ?? null,
      postal_code: postal_code ?? null,
      state: state ?? null,
    },
    carrier: given.carrier ?? null,
    name: given.name,
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  };
}
