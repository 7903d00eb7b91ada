import { endpoint } from "../../protocol/endpoint.ts";
import { mergeMetadata, metadata } from "../../protocol/parameters/metadata.ts";
import { amount, anything, boolean, oneOf, optional, text } from "../../protocol/parameters/parameter.ts";
import { expandablePaymentIntent } from "../../transfers/expandable-transfer.ts";
import { checkCaptureAmount } from "../charge-endpoints.ts";
import { readTerms, termParameters } from "../charge-terms.ts";
import { captureCharge, releaseCharge } from "../make-charge.ts";
import { confirmPaymentIntent, moveTo, unexpectedState } from "./confirm-payment-intent.ts";
import { paymentIntentOfPath } from "./payment-intent-of-path.ts";
import {
  captureMethod,
  givePaymentMethod,
  paymentMethodOfCall,
  paymentMethodParameters,
  setupFutureUsage,
  withoutEffect,
} from "./payment-method-of-call.ts";
import { renderPaymentIntent } from "./render-payment-intent.ts";

/** `POST /v1/payment_intents/:id/confirm`: charges it. */
export const confirmPaymentIntentEndpoint = endpoint({
  method: "POST",
  path: "/v1/payment_intents/:id/confirm",
  connected: true,
  expandable: expandablePaymentIntent,
  parameters: {
    ...withoutEffect,
    ...paymentMethodParameters,
    capture_method: optional(captureMethod),
    expand: optional(anything),
    receipt_email: termParameters.receipt_email,
    setup_future_usage: optional(setupFutureUsage),
    shipping: termParameters.shipping,
  },
  handle: (call, values) => {
    const { world } = call;
    const row = paymentIntentOfPath(call);
    const method = paymentMethodOfCall(call, values);
    if (row.status === "requires_payment_method" || row.status === "requires_confirmation") {
      Object.assign(row, readTerms(call, values, row));
      row.captureMethod = values.capture_method ?? row.captureMethod;
      if (method !== undefined) givePaymentMethod(world, row, method);
    }
    confirmPaymentIntent(world, row, call);
    return renderPaymentIntent(world.state, row);
  },
});

/** `POST /v1/payment_intents/:id/capture`: all that was authorized, or less. */
export const capturePaymentIntent = endpoint({
  method: "POST",
  path: "/v1/payment_intents/:id/capture",
  connected: true,
  expandable: expandablePaymentIntent,
  parameters: {
    amount_details: optional(anything),
    amount_to_capture: optional(amount),
    expand: optional(anything),
    final_capture: optional(boolean),
    metadata: optional(metadata),
    statement_descriptor: optional(text(22)),
    statement_descriptor_suffix: optional(text(22)),
  },
  handle: (call, values) => {
    const { world } = call;
    const row = paymentIntentOfPath(call);
    const charge = world.state.charges.get(row.latestCharge ?? "");
    if (row.status !== "requires_capture" || charge === undefined) {
      throw unexpectedState(
        world,
        row,
        `This PaymentIntent could not be captured because it has a status of ${row.status}. Only a PaymentIntent with one of ` +
          "the following statuses may be captured: requires_capture.",
      );
    }
    const captured = values.amount_to_capture ?? row.amount;
    checkCaptureAmount(charge, captured, "amount_to_capture");
    row.metadata = mergeMetadata(row.metadata, values.metadata);
    captureCharge(world, charge, captured, call);
    moveTo(world, row, "succeeded", call);
    return renderPaymentIntent(world.state, row);
  },
});

/** `POST /v1/payment_intents/:id/cancel`: lets go of what was authorized. */
export const cancelPaymentIntent = endpoint({
  method: "POST",
  path: "/v1/payment_intents/:id/cancel",
  connected: true,
  expandable: expandablePaymentIntent,
  parameters: {
    cancellation_reason: optional(oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer")),
    expand: optional(anything),
  },
  handle: (call, { cancellation_reason: reason }) => {
    const { world } = call;
    const row = paymentIntentOfPath(call);
    if (row.status === "succeeded" || row.status === "canceled") {
      throw unexpectedState(
        world,
        row,
        `You cannot cancel this PaymentIntent because it has a status of ${row.status}. Only a PaymentIntent with one of the ` +
          "following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, " +
          "requires_action, processing.",
      );
    }
    const charge = world.state.charges.get(row.latestCharge ?? "");
    if (row.status === "requires_capture" && charge !== undefined) releaseCharge(world, charge, call);
    row.canceledAt = call.nowSeconds;
    row.cancellationReason = reason ?? null;
    moveTo(world, row, "canceled", call);
    return renderPaymentIntent(world.state, row);
  },
});
