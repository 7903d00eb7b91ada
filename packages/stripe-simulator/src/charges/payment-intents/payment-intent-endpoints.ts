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
} from "../../protocol/parameter.ts";
import { platform } from "../../state/rows.ts";
import { expandablePaymentIntent } from "../../transfers/expandable-transfer.ts";
import { announce } from "../announce.ts";
import {
  cardBehind,
  type CardSource,
  newPaymentMethod,
  paymentMethodData,
  paymentMethodOf,
} from "../cards/read-card.ts";
import type { PaymentIntentRow, PaymentMethodRow } from "../charge-rows.ts";
import { readTerms, requireCardPayments, termParameters } from "../charge-terms.ts";
import { checkChargeAmount } from "../make-charge.ts";
import { confirmPaymentIntent, unexpectedState } from "./confirm-payment-intent.ts";
import { renderPaymentIntent } from "./render-payment-intent.ts";

const automaticPaymentMethods = shapeOf({
  allow_redirects: optional(oneOf("always", "never")),
  enabled: required(boolean),
});

const captureMethod = oneOf("automatic", "automatic_async", "manual");

/** Accepted, and without a meaning where every payment method is a card that needs no authentication. */
const withoutEffect = {
  amount_details: optional(anything),
  error_on_requires_action: optional(boolean),
  mandate_data: optional(anything),
  off_session: optional(anything),
  payment_method_options: optional(anything),
  radar_options: optional(anything),
  return_url: optional(text()),
  use_stripe_sdk: optional(boolean),
};

const paymentMethodParameters = {
  payment_method: optional(text()),
  payment_method_data: optional(paymentMethodData),
};

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
    amount: required(amount),
    automatic_payment_methods: optional(automaticPaymentMethods),
    capture_method: optional(captureMethod),
    confirm: optional(boolean),
    confirmation_method: optional(oneOf("automatic", "manual")),
    currency: required(currency),
    payment_method_types: optional(listOf(oneOf("card"))),
    setup_future_usage: optional(oneOf("off_session", "on_session")),
  },
  handle: (call, values) => {
    const { world } = call;
    const terms = readTerms(call, values);
    requireCardPayments(call);
    checkChargeAmount(values.amount, values.currency);
    const method = methodOf(call, values.payment_method, values.payment_method_data);
    const id = newId("pi");
    const automatic = values.automatic_payment_methods;
    const row: PaymentIntentRow = {
      ...terms,
      id,
      owner: call.account?.id ?? platform,
      created: call.nowSeconds,
      clientSecret: newSecret(`${id}_secret`),
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

/** The payment method that a call names or describes; a described one is new. */
function methodOf(
  { account, nowSeconds, world }: Call,
  id: string | undefined,
  data: CardSource | undefined,
): PaymentMethodRow | undefined {
  const owner = account?.id ?? platform;
  if (id !== undefined) return paymentMethodOf(world.state, id, owner, nowSeconds);
  return data === undefined ? undefined : newPaymentMethod(cardBehind(data, nowSeconds), owner, nowSeconds);
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
    ...termParameters,
    ...paymentMethodParameters,
    amount: optional(amount),
    amount_details: optional(anything),
    capture_method: optional(captureMethod),
    currency: optional(currency),
    payment_method_options: optional(anything),
    payment_method_types: optional(listOf(oneOf("card"))),
    setup_future_usage: optional(oneOf("off_session", "on_session")),
  },
  handle: (call, values) => {
    const { world } = call;
    const row = paymentIntentOfPath(call);
    const terms = readTerms(call, values, row);
    const method = methodOf(call, values.payment_method, values.payment_method_data);
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
    if (method !== undefined) give(call, row, method);
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

function give({ world }: Call, row: PaymentIntentRow, method: PaymentMethodRow): void {
  world.state.paymentMethods.put(method);
  row.paymentMethod = method.id;
  if (row.status === "requires_payment_method") row.status = "requires_confirmation";
}

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
    setup_future_usage: optional(oneOf("off_session", "on_session")),
    shipping: termParameters.shipping,
  },
  handle: (call, values) => {
    const { world } = call;
    const row = paymentIntentOfPath(call);
    const method = methodOf(call, values.payment_method, values.payment_method_data);
    if (row.status === "requires_payment_method" || row.status === "requires_confirmation") {
      Object.assign(row, readTerms(call, values, row));
      row.captureMethod = values.capture_method ?? row.captureMethod;
      if (method !== undefined) give(call, row, method);
    }
    confirmPaymentIntent(world, row, call);
    return renderPaymentIntent(world.state, row);
  },
});

export function paymentIntentOfPath({ account, world, path }: Call): PaymentIntentRow {
  const id = path["id"] ?? "";
  const row = world.state.paymentIntents.get(id);
  if (row === undefined || row.owner !== (account?.id ?? platform)) throw noSuch("payment_intent", id);
  return row;
}
