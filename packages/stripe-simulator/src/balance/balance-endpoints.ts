import { endpoint } from "../protocol/endpoint.ts";
import { anything, optional } from "../protocol/parameter.ts";
import { platform } from "../state/rows.ts";
import { renderBalance } from "./render-balance.ts";

/** `GET /v1/balance`: the platform's, or the connected account's that `Stripe-Account` names. */
export const retrieveBalance = endpoint({
  method: "GET",
  path: "/v1/balance",
  connected: true,
  parameters: { expand: optional(anything) },
  handle: ({ account, world }) =>
    renderBalance(world.state, account?.id ?? platform, account?.defaultCurrency ?? "usd"),
});
