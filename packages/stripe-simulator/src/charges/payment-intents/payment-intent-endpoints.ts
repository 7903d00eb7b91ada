import { badRequest, noSuch } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { expandableList } from "../../protocol/expand.ts";
import { listObject, pageOf, pagingInTime } from "../../protocol/listing.ts";
import { newId, newSecret } from "../../protocol/new-id.ts";
import {
  amount,
  anything,
  boolean,
  currency,
  listOf,
  oneOf,
  optional,
  required,
  shapeOf,
  text,
} from "../../protocol/parameters/parameter.ts";
import { platform } from "../../state/rows.ts";
import { expandablePaymentIntent } from "../../transfers/expandable-transfer.ts";
import { announce } from "../announce.ts";
import type { PaymentIntentRow } from "../charge-rows.ts";
import { changeableTerms, readTerms, requireCardPayments, termParameters } from "../charge-terms.ts";
import { checkChargeAmount } from "../amounts/check-charge-amount.ts";
import { confirmPaymentIntent, unexpectedState } from "./confirm-payment-intent.ts";
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

const automaticPaymentMethods = shapeOf({
  allow_redirects: optional(oneOf("always", "never")),
  enabled: required(boolean),
});

/** `POST /v1/payment_intents` (docs.stripe.com/api/payment_intents/create), confirmed at once with `confirm`. */
export const createPaymentIntent = endpoint({
  method: "POST",
  path: "/v1/payment_intents",
  connected: true,
  expandable: expandablePaymentIntent,
  parameters: {
    ...termParameters,
    ...withoutEffect,
    ...paymentMethodParameters,
    allowed_payment_method_types: optional(listOf(oneOf("card"))),
    amount: required(amount),
    automatic_payment_methods: optional(automaticPaymentMethods),
    capture_method: optional(captureMethod),
    confirm: optional(boolean),
    confirmation_method: optional(oneOf("automatic", "manual")),
    currency: required(currency),
    // Until 2026-09-30.endive this was how to name the allowed types; clients of older versions still do.
    payment_method_types: optional(listOf(oneOf("card"))),
    setup_future_usage: optional(setupFutureUsage),
  },
  handle: (call, values) => {
    const { world } = call;
    const terms = readTerms(call, values);
    requireCardPayments(call);
    checkChargeAmount(values.amount, values.currency);
    const method = paymentMethodOfCall(call, values);
    const id = newId("pi");
    const automatic = values.automatic_payment_methods;
    const row: PaymentIntentRow = {
      ...terms,
      id,
      owner: call.account?.id ?? platform,
      created: call.nowSeconds,
      clientSecret: newSecret(`${id}_secret`),
      allowedPaymentMethodTypes: values.allowed_payment_method_types ?? null,
      confirmationMethod: values.confirmation_method ?? "automatic",
      automaticPaymentMethods:
        automatic === undefined
          ? null
          : { allow_redirects: automatic.allow_redirects ?? "always", enabled: automatic.enabled },
      amount: values.amount,
      currency: values.currency,
      status: method === undefined ? "requires_payment_method" : "requires_confirmation",
      captureMethod: values.capture_method ?? "automatic_async",
      setupFutureUsage: values.setup_future_usage ?? null,
      paymentMethod: method?.id ?? null,
      latestCharge: null,
      lastDecline: null,
      canceledAt: null,
      cancellationReason: null,
    };
    if (values.confirm === true && method === undefined) throw missingPaymentMethod();
    if (method !== undefined) world.state.paymentMethods.put(method);
    world.state.paymentIntents.put(row);
    announce(
      world,
      row.owner,
      { type: "payment_intent.created", object: renderPaymentIntent(world.state, row) },
      call,
    );
    if (values.confirm === true) confirmPaymentIntent(world, row, call);
    return renderPaymentIntent(world.state, row);
  },
});

function missingPaymentMethod() {
  return badRequest(
    "parameter_missing",
    "You must provide a `payment_method`, `payment_method_data`, or `confirmation_token` when confirming a PaymentIntent.",
    "payment_method",
  );
}

export const retrievePaymentIntent = endpoint({
  method: "GET",
  path: "/v1/payment_intents/:id",
  connected: true,
  expandable: expandablePaymentIntent,
  parameters: { client_secret: optional(text()), expand: optional(anything) },
  handle: (call) => renderPaymentIntent(call.world.state, paymentIntentOfPath(call)),
});

export const listPaymentIntents = endpoint({
  method: "GET",
  path: "/v1/payment_intents",
  connected: true,
  expandable: expandableList(expandablePaymentIntent),
  parameters: { ...pagingInTime, customer: optional(text()), expand: optional(anything) },
  handle: ({ account, world: { state } }, { customer, ...request }) => {
    if (customer !== undefined) throw noSuch("customer", customer, "customer");
    const rows = state.paymentIntents.of(account?.id ?? platform);
    const find = (id: string): PaymentIntentRow | undefined => state.paymentIntents.get(id);
    const page = pageOf({ rows, noun: "payment_intent", find }, request);
    return listObject(page, "/v1/payment_intents", (row) => renderPaymentIntent(state, row));
  },
});

/** `POST /v1/payment_intents/:id`: what is charged can change until it was. */
export const updatePaymentIntent = endpoint({
  method: "POST",
  path: "/v1/payment_intents/:id",
  connected: true,
  expandable: expandablePaymentIntent,
  parameters: {
    ...changeableTerms,
    ...paymentMethodParameters,
    allowed_payment_method_types: optional(listOf(oneOf("card"))),
    amount: optional(amount),
    amount_details: optional(anything),
    capture_method: optional(captureMethod),
    currency: optional(currency),
    payment_method_options: optional(anything),
    setup_future_usage: optional(setupFutureUsage),
  },
  handle: (call, values) => {
    const { world } = call;
    const row = paymentIntentOfPath(call);
    const terms = readTerms(call, values, row);
    const method = paymentMethodOfCall(call, values);
    for (const name of ["amount", "currency", "payment_method"] as const) {
      if (values[name] !== undefined && !row.status.startsWith("requires_")) throw tooLate(call, row, name);
      if (name === "amount" && values.amount !== undefined && row.status === "requires_capture") {
        throw tooLate(call, row, name);
      }
    }
    const [charged, code] = [values.amount ?? row.amount, values.currency ?? row.currency];
    checkChargeAmount(charged, code);
    Object.assign(row, terms, { amount: charged, currency: code });
    row.captureMethod = values.capture_method ?? row.captureMethod;
    row.setupFutureUsage = values.setup_future_usage ?? row.setupFutureUsage;
    if (method !== undefined) givePaymentMethod(call.world, row, method);
    world.state.paymentIntents.put(row);
    return renderPaymentIntent(world.state, row);
  },
});

function tooLate({ world }: Call, row: PaymentIntentRow, name: string) {
  return unexpectedState(
    world,
    row,
    `This PaymentIntent's ${name} could not be updated because it has a status of ${row.status}. You may only update the ` +
      `${name} of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, ` +
      "requires_action.",
  );
}
