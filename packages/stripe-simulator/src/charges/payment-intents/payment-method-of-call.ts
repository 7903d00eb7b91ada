import type { Call } from "../../protocol/endpoint.ts";
import { anything, boolean, oneOf, optional, text } from "../../protocol/parameters/parameter.ts";
import { platform } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import {
  cardBehind,
  type CardSource,
  newPaymentMethod,
  paymentMethodData,
  paymentMethodOf,
} from "../cards/read-card.ts";
import type { PaymentIntentRow, PaymentMethodRow } from "../charge-rows.ts";

export const captureMethod = oneOf("automatic", "automatic_async", "manual");
export const setupFutureUsage = oneOf("off_session", "on_session");

/** Accepted, and without a meaning where every payment method is a card that needs no authentication. */
export const withoutEffect = {
  amount_details: optional(anything),
  error_on_requires_action: optional(boolean),
  mandate_data: optional(anything),
  off_session: optional(anything),
  payment_method_options: optional(anything),
  radar_options: optional(anything),
  return_url: optional(text()),
  use_stripe_sdk: optional(boolean),
};

export const paymentMethodParameters = {
  payment_method: optional(text()),
  payment_method_data: optional(paymentMethodData),
};

type Named = {
  readonly payment_method?: string | undefined;
  readonly payment_method_data?: CardSource | undefined;
};

/** The payment method that a call names or describes; a described one is new. */
export function paymentMethodOfCall(
  { account, nowSeconds, world }: Call,
  { payment_method: id, payment_method_data: data }: Named,
): PaymentMethodRow | undefined {
  const owner = account?.id ?? platform;
  if (id !== undefined) return paymentMethodOf(world.state, id, owner, nowSeconds);
  return data === undefined ? undefined : newPaymentMethod(cardBehind(data, nowSeconds), owner, nowSeconds);
}

/** Keeps the payment method, and with it the payment intent can be confirmed. */
export function givePaymentMethod({ state }: World, row: PaymentIntentRow, method: PaymentMethodRow): void {
  state.paymentMethods.put(method);
  row.paymentMethod = method.id;
  if (row.status === "requires_payment_method") row.status = "requires_confirmation";
}
