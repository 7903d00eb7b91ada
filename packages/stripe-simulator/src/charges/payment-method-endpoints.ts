import { noSuch } from "../protocol/api-error.ts";
import { endpoint } from "../protocol/endpoint.ts";
import { anything, optional } from "../protocol/parameters/parameter.ts";
import { platform } from "../state/rows.ts";
import { expandablePaymentMethod } from "../transfers/expandable-transfer.ts";
import { cardBehind, newPaymentMethod, paymentMethodParameters } from "./cards/read-card.ts";
import { renderPaymentMethod } from "./cards/render-card.ts";

/** `POST /v1/payment_methods`: a card that payment intents can name. */
export const createPaymentMethod = endpoint({
  method: "POST",
  path: "/v1/payment_methods",
  connected: true,
  expandable: expandablePaymentMethod,
  parameters: { ...paymentMethodParameters, expand: optional(anything) },
  handle: ({ account, nowSeconds, world: { state } }, { card }) => {
    const row = newPaymentMethod(cardBehind(card, nowSeconds), account?.id ?? platform, nowSeconds);
    state.paymentMethods.put(row);
    return renderPaymentMethod(row);
  },
});

export const retrievePaymentMethod = endpoint({
  method: "GET",
  path: "/v1/payment_methods/:id",
  connected: true,
  expandable: expandablePaymentMethod,
  parameters: { expand: optional(anything) },
  handle: ({ account, path, world: { state } }) => {
    const id = path["id"] ?? "";
    const row = state.paymentMethods.get(id);
    if (row === undefined || row.owner !== (account?.id ?? platform)) throw noSuch("PaymentMethod", id);
    return renderPaymentMethod(row);
  },
});
