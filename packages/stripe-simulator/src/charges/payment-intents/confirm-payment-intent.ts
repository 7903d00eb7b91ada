import { ApiError } from "../../protocol/api-error.ts";
import type { World } from "../../world.ts";
import { announce, type Cause } from "../announce.ts";
import { renderPaymentMethod } from "../cards/render-card.ts";
import type { ChargeTerms, PaymentIntentRow, PaymentIntentStatus } from "../charge-rows.ts";
import { declineError, makeCharge } from "../make-charge.ts";
import { renderPaymentIntent } from "./render-payment-intent.ts";

/** 400 `payment_intent_unexpected_state`, with the payment intent as it is. */
export function unexpectedState(world: World, row: PaymentIntentRow, message: string): ApiError {
  return new ApiError({
    status: 400,
    code: "payment_intent_unexpected_state",
    message,
    details: { payment_intent: renderPaymentIntent(world.state, row) },
  });
}

/**
 * Charges what the payment intent was given. Throws 402 after a decline, which leaves the payment intent in need of
 * another payment method, and 400 when it cannot be confirmed.
 */
export function confirmPaymentIntent(world: World, row: PaymentIntentRow, cause: Cause): void {
  const { state } = world;
  if (row.status === "succeeded" || row.status === "requires_capture") {
    throw unexpectedState(
      world,
      row,
      "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
    );
  }
  if (row.status === "canceled") {
    const message =
      "You cannot confirm this PaymentIntent because it has a status of canceled. Only a PaymentIntent with one of the " +
      "following statuses may be confirmed: requires_confirmation, requires_action.";
    throw unexpectedState(world, row, message);
  }
  const method = state.paymentMethods.get(row.paymentMethod ?? "");
  if (method === undefined) {
    const message =
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent " +
      "with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.";
    throw unexpectedState(world, row, message);
  }
  const charge = makeCharge(
    world,
    {
      ...termsOf(row),
      owner: row.owner,
      amount: row.amount,
      currency: row.currency,
      card: { number: method.number, expMonth: method.expMonth, expYear: method.expYear },
      paymentMethod: method.id,
      paymentIntent: row.id,
      capture: row.captureMethod !== "manual",
    },
    cause,
  );
  row.latestCharge = charge.id;
  row.transferGroup = charge.transferGroup;
  if (charge.decline === null) {
    row.lastDecline = null;
    moveTo(world, row, charge.captured ? "succeeded" : "requires_capture", cause);
    return;
  }
  row.lastDecline = charge.decline;
  row.paymentMethod = null;
  moveTo(world, row, "requires_payment_method", cause);
  throw declineError(charge.decline, {
    charge: charge.id,
    payment_intent: renderPaymentIntent(state, row),
    payment_method: renderPaymentMethod(method),
  });
}

const eventTypes: Readonly<Partial<Record<PaymentIntentStatus, string>>> = {
  canceled: "payment_intent.canceled",
  requires_capture: "payment_intent.amount_capturable_updated",
  requires_payment_method: "payment_intent.payment_failed",
  succeeded: "payment_intent.succeeded",
};

/** Changes the status, and says so. */
export function moveTo(world: World, row: PaymentIntentRow, status: PaymentIntentStatus, cause: Cause): void {
  row.status = status;
  world.state.paymentIntents.put(row);
  const type = eventTypes[status];
  const object = renderPaymentIntent(world.state, row);
  if (type !== undefined) announce(world, row.owner, { type, object }, cause);
}

function termsOf(row: PaymentIntentRow): ChargeTerms {
  return {
    description: row.description,
    metadata: row.metadata,
    onBehalfOf: row.onBehalfOf,
    receiptEmail: row.receiptEmail,
    shipping: row.shipping,
    statementDescriptor: row.statementDescriptor,
    statementDescriptorSuffix: row.statementDescriptorSuffix,
    transferData: row.transferData,
    transferGroup: row.transferGroup,
  };
}
