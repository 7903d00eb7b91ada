import { badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { metadata } from "../protocol/parameters/metadata.ts";
import {
  amount,
  anything,
  boolean,
  clearableText,
  currency,
  oneOf,
  optional,
  required,
  shapeOf,
  text,
} from "../protocol/parameters/parameter.ts";
import { platform } from "../state/rows.ts";
import { expandableCharge } from "../transfers/expandable-transfer.ts";
import { announce } from "./announce.ts";
import { cardBehind, cardSource } from "./cards/read-card.ts";
import type { ChargeRow } from "./charge-rows.ts";
import { readTerms, requireCardPayments, shipping, termParameters } from "./charge-terms.ts";
import { checkAmountGrain, checkChargeAmount } from "./amounts/check-charge-amount.ts";
import { captureCharge, declineError, makeCharge } from "./make-charge.ts";
import { paymentOf, updatePayment } from "./payments/payment.ts";
import { renderCharge } from "./render-charge.ts";
import { renderPayment } from "./payments/render-payment.ts";

/** `POST /v1/charges` (docs.stripe.com/api/charges/create), on the platform or directly on a connected account. */
export const createCharge = endpoint({
  method: "POST",
  path: "/v1/charges",
  connected: true,
  expandable: expandableCharge,
  parameters: {
    ...termParameters,
    amount: required(amount),
    capture: optional(boolean),
    currency: required(currency),
    radar_options: optional(anything),
    source: optional(cardSource),
  },
  handle: (call, { amount: charged, capture = true, currency: code, source, ...values }) => {
    const terms = readTerms(call, values);
    requireCardPayments(call);
    checkChargeAmount(charged, code);
    if (source === undefined) throw badRequest("parameter_missing", "Must provide source or customer.");
    const row = makeCharge(
      call.world,
      {
        ...terms,
        owner: call.account?.id ?? platform,
        amount: charged,
        currency: code,
        card: cardBehind(source, call.nowSeconds),
        paymentMethod: null,
        paymentIntent: null,
        capture,
      },
      call,
    );
    if (row.decline !== null) throw declineError(row.decline, { charge: row.id });
    return renderCharge(call.world.state, row);
  },
});

/** `GET /v1/charges/:id`; for a connected account also the payments that transfers are to it (`py_…`). */
export const retrieveCharge = endpoint({
  method: "GET",
  path: "/v1/charges/:id",
  connected: true,
  expandable: expandableCharge,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const payment = paymentOf(call);
    const { state } = call.world;
    return payment === undefined ? renderCharge(state, chargeOfPath(call)) : renderPayment(state, payment);
  },
});

const fraudDetails = shapeOf({ user_report: required(oneOf("fraudulent", "safe")) });

export const updateCharge = endpoint({
  method: "POST",
  path: "/v1/charges/:id",
  connected: true,
  expandable: expandableCharge,
  parameters: {
    customer: optional(text()),
    description: optional(clearableText()),
    expand: optional(anything),
    fraud_details: optional(fraudDetails),
    metadata: optional(metadata),
    receipt_email: optional(clearableText()),
    shipping: optional(shipping),
    transfer_group: optional(text()),
  },
  handle: (call, values) => {
    const { world } = call;
    const payment = paymentOf(call);
    if (payment !== undefined) return updatePayment(call, payment, values);
    const row = chargeOfPath(call);
    const { transfer_group: group } = values;
    if (group !== undefined && row.transferGroup !== null && group !== row.transferGroup) {
      const message = "transfer_group may only be provided if it has not been set.";
      throw badRequest(undefined, message, "transfer_group");
    }
    const { fraud_details: fraud, ...terms } = values;
    const changed = readTerms(call, terms, row);
    const before = renderCharge(world.state, row);
    Object.assign(row, changed, { userReport: fraud?.user_report ?? row.userReport });
    world.state.charges.put(row);
    const object = renderCharge(world.state, row);
    announce(world, row.owner, { type: "charge.updated", object, before }, call);
    return object;
  },
});

/** `POST /v1/charges/:id/capture`: all of an authorized charge, or less. */
export const captureChargeEndpoint = endpoint({
  method: "POST",
  path: "/v1/charges/:id/capture",
  connected: true,
  expandable: expandableCharge,
  parameters: {
    amount: optional(amount),
    expand: optional(anything),
    receipt_email: optional(text()),
    statement_descriptor: optional(text(22)),
    statement_descriptor_suffix: optional(text(22)),
    transfer_group: optional(text()),
  },
  handle: (call, values) => {
    const row = chargeOfPath(call);
    const captured = values.amount ?? row.amount;
    if (row.paymentIntent !== null) {
      const message = `Charge ${row.id} belongs to a PaymentIntent (${row.paymentIntent}): capture that instead.`;
      throw badRequest(undefined, message);
    }
    if (row.captured) {
      throw badRequest("charge_already_captured", `Charge ${row.id} has already been captured.`);
    }
    if (row.decline !== null || row.amountRefunded > 0) {
      const message = `Charge ${row.id} could not be captured because it is not authorized (any more).`;
      throw badRequest("charge_expired_for_capture", message);
    }
    checkCaptureAmount(row, captured);
    row.receiptEmail = values.receipt_email ?? row.receiptEmail;
    row.transferGroup ??= values.transfer_group ?? null;
    captureCharge(call.world, row, captured, call);
    return renderCharge(call.world.state, row);
  },
});

/** Throws 400 above what was authorized. */
export function checkCaptureAmount(row: ChargeRow, captured: number, param = "amount"): void {
  checkAmountGrain(captured, row.currency);
  if (captured <= row.amount) return;
  const message = "This charge cannot be captured for more than its authorized amount.";
  throw badRequest("amount_too_large", message, param);
}

function chargeOfPath({ account, world, path }: Call): ChargeRow {
  const id = path["id"] ?? "";
  const row = world.state.charges.get(id);
  if (row === undefined || row.owner !== (account?.id ?? platform)) throw noSuch("charge", id);
  return row;
}
