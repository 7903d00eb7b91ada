import { badRequest, noSuch } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { expandableList } from "../../protocol/expand.ts";
import { listObject, pageOf, pagingInTime } from "../../protocol/listing.ts";
import { mergeMetadata, metadata } from "../../protocol/parameters/metadata.ts";
import {
  amount,
  anything,
  boolean,
  currency,
  oneOf,
  optional,
  text,
} from "../../protocol/parameters/parameter.ts";
import { platform } from "../../state/rows.ts";
import { expandableRefund } from "../../transfers/expandable-transfer.ts";
import { announce } from "../announce.ts";
import type { ChargeRow, RefundRow } from "../charge-rows.ts";
import { paymentRefundOf, paymentRefunds, transferOfPayment } from "../payments/payment.ts";
import { renderPaymentRefund } from "../payments/render-payment.ts";
import { makeRefund, refundableAmount, reversalOfRefund } from "./make-refund.ts";
import { renderRefund } from "./render-refund.ts";

/** `POST /v1/refunds` (docs.stripe.com/api/refunds/create). */
export const createRefund = endpoint({
  method: "POST",
  path: "/v1/refunds",
  connected: true,
  expandable: expandableRefund,
  parameters: {
    amount: optional(amount),
    charge: optional(text()),
    currency: optional(currency),
    customer: optional(text()),
    expand: optional(anything),
    instructions_email: optional(text()),
    metadata: optional(metadata),
    origin: optional(oneOf("customer_balance")),
    payment_intent: optional(text()),
    reason: optional(oneOf("duplicate", "fraudulent", "requested_by_customer")),
    refund_application_fee: optional(boolean),
    reverse_transfer: optional(boolean),
  },
  handle: (call, values) => {
    const charge = chargeToRefund(call, values.charge, values.payment_intent);
    const given = refundableAmount(call.world, charge, values.amount);
    if (values.refund_application_fee === true) {
      throw badRequest(
        undefined,
        `Attempting to refund_application_fee on ${charge.id}, but it has no application fee`,
      );
    }
    if (values.reverse_transfer === true) reversalOfRefund(call.world, charge, given);
    const row = makeRefund(
      call.world,
      charge,
      {
        amount: given,
        reason: values.reason ?? null,
        metadata: mergeMetadata({}, values.metadata),
        reverseTransfer: values.reverse_transfer === true,
      },
      call,
    );
    return renderRefund(call.world.state, row);
  },
});

function chargeToRefund(
  { account, world: { state } }: Call,
  id: string | undefined,
  intentId: string | undefined,
): ChargeRow {
  const owner = account?.id ?? platform;
  if (id !== undefined) {
    const charge = state.charges.get(id);
    if (charge === undefined || charge.owner !== owner) throw noSuch("charge", id, "charge");
    return charge;
  }
  if (intentId === undefined) {
    throw badRequest(
      "parameter_missing",
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  }
  const intent = state.paymentIntents.get(intentId);
  if (intent === undefined || intent.owner !== owner) {
    throw noSuch("payment_intent", intentId, "payment_intent");
  }
  const charge = state.charges.get(intent.latestCharge ?? "");
  if (charge !== undefined && charge.decline === null) return charge;
  throw badRequest(
    undefined,
    `This PaymentIntent (${intentId}) does not have a successful charge to refund.`,
    "payment_intent",
  );
}

export const listRefunds = endpoint({
  method: "GET",
  path: "/v1/refunds",
  connected: true,
  expandable: expandableList(expandableRefund),
  parameters: {
    ...pagingInTime,
    charge: optional(text()),
    expand: optional(anything),
    payment_intent: optional(text()),
  },
  handle: ({ account, world: { state } }, { charge, payment_intent: intent, ...request }) => {
    const owner = account?.id ?? platform;
    const transfer = account === null ? undefined : transferOfPayment(state, account.id, charge ?? "");
    if (transfer !== undefined) return paymentRefunds(state, transfer, request);
    const matches = (row: RefundRow): boolean =>
      row.owner === owner &&
      (charge === undefined || row.charge === charge) &&
      (intent === undefined || state.charges.get(row.charge)?.paymentIntent === intent);
    const rows = charge === undefined ? state.refunds.rows : state.refunds.of(charge);
    const find = (id: string): RefundRow | undefined => state.refunds.get(id);
    const page = pageOf({ rows, noun: "refund", find, matches }, request);
    return listObject(page, "/v1/refunds", (row) => renderRefund(state, row));
  },
});

export const retrieveRefund = endpoint({
  method: "GET",
  path: "/v1/refunds/:id",
  connected: true,
  expandable: expandableRefund,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const payment = paymentRefundOf(call);
    return payment === undefined
      ? renderRefund(call.world.state, refundOfPath(call))
      : renderPaymentRefund(payment);
  },
});

export const updateRefund = endpoint({
  method: "POST",
  path: "/v1/refunds/:id",
  connected: true,
  expandable: expandableRefund,
  parameters: { expand: optional(anything), metadata: optional(metadata) },
  handle: (call, values) => {
    const { world } = call;
    const row = refundOfPath(call);
    const merged = mergeMetadata(row.metadata, values.metadata);
    const before = renderRefund(world.state, row);
    row.metadata = merged;
    world.state.refunds.put(row);
    const object = renderRefund(world.state, row);
    for (const type of ["refund.updated", "charge.refund.updated"]) {
      announce(world, row.owner, { type, object, before }, call);
    }
    return object;
  },
});

/** Refunds of cards never require action, and only those that do can be canceled (docs.stripe.com/api/refunds/cancel). */
export const cancelRefund = endpoint({
  method: "POST",
  path: "/v1/refunds/:id/cancel",
  connected: true,
  expandable: expandableRefund,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const { status } = refundOfPath(call);
    throw badRequest(undefined, `This refund cannot be canceled because it has a status of ${status}.`);
  },
});

function refundOfPath({ account, world, path }: Call): RefundRow {
  const id = path["id"] ?? "";
  const row = world.state.refunds.get(id);
  if (row === undefined || row.owner !== (account?.id ?? platform)) throw noSuch("refund", id);
  return row;
}
