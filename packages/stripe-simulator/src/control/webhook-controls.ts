import { newWebhookEndpoint, renderWebhookEndpoint, url } from "../events/webhook-endpoints.ts";
import { boolean, listOf, optional, required, text } from "../protocol/parameter.ts";
import { controlRoute } from "./control-route.ts";

export const webhookControls = [
  controlRoute({
    method: "POST",
    path: "/webhook-endpoints",
    parameters: {
      url: required(url),
      secret: required(text()),
      connect: optional(boolean),
      enabledEvents: optional(listOf(text())),
    },
    handle: ({ state, clock }, { url: address, secret, connect = false, enabledEvents = ["*"] }) => {
      const known = state.endpoints.rows.find(
        (row) => !row.deleted && row.url === address && row.connect === connect,
      );
      const row = known ?? newWebhookEndpoint({ url: address, connect, created: clock.nowSeconds() });
      Object.assign(row, { secret, enabledEvents, status: "enabled" });
      state.endpoints.put(row);
      return renderWebhookEndpoint(row);
    },
  }),
];
