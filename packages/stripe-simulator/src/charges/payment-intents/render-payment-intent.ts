import type { State } from "../../state/state.ts";
import { renderPaymentMethod } from "../cards/render-card.ts";
import type { PaymentIntentRow } from "../charge-rows.ts";

const manualOptions = { installments: null, mandate_options: null, network: null } as const;

/** Stripe's `payment_intent` object. */
export function renderPaymentIntent(state: State, row: PaymentIntentRow) {
  const charge = row.latestCharge === null ? undefined : state.charges.get(row.latestCharge);
  return {
    id: row.id,
    object: "payment_intent" as const,
    allowed_payment_method_types:
      row.allowedPaymentMethodTypes === null ? null : [...row.allowedPaymentMethodTypes],
    amount: row.amount,
    amount_capturable: row.status === "requires_capture" ? row.amount : 0,
    amount_details: { tip: {} },
    amount_received: row.status === "succeeded" ? (charge?.amountCaptured ?? 0) : 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: row.automaticPaymentMethods,
    canceled_at: row.canceledAt,
    cancellation_reason: row.cancellationReason,
    capture_method: row.captureMethod,
    client_secret: row.clientSecret,
    confirmation_method: row.confirmationMethod,
    created: row.created,
    currency: row.currency,
    customer: null,
    customer_account: null,
    description: row.description,
    excluded_payment_method_types: null,
    last_payment_error: lastError(state, row),
    latest_charge: row.latestCharge,
    livemode: false,
    managed_payments: null,
    metadata: row.metadata,
    next_action: null,
    on_behalf_of: row.onBehalfOf,
    payment_method: row.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: { card: { ...manualOptions, request_three_d_secure: "automatic" as const } },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: row.receiptEmail,
    review: null,
    setup_future_usage: row.setupFutureUsage,
    shipping: row.shipping,
    source: null,
    statement_descriptor: row.statementDescriptor,
    statement_descriptor_suffix: row.statementDescriptorSuffix,
    status: row.status,
    transfer_data:
      row.transferData === null
        ? null
        : {
            destination: row.transferData.destination,
            ...(row.transferData.amount === null ? {} : { amount: row.transferData.amount }),
          },
    transfer_group: row.transferGroup,
  };
}

/** The decline of the last attempt, as its 402 said it; null once another is under way or went well. */
function lastError(state: State, { lastDecline, latestCharge }: PaymentIntentRow) {
  if (lastDecline === null) return null;
  const { code, declineCode, message } = lastDecline;
  const charge = state.charges.get(latestCharge ?? "");
  const method = state.paymentMethods.get(charge?.paymentMethod ?? "");
  return {
    ...(charge === undefined ? {} : { charge: charge.id }),
    code,
    ...(declineCode === null ? {} : { decline_code: declineCode }),
    doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`,
    message,
    ...(method === undefined ? {} : { payment_method: renderPaymentMethod(method) }),
    type: "card_error" as const,
  };
}
