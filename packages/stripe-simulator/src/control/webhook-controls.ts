import { settingsOf } from "../clock.ts";
import { receiverOf, rollSecret, storeReceiver } from "../events/delivery/receiver.ts";
import { newWebhookEndpoint, renderWebhookEndpoint, url } from "../events/webhook-endpoints.ts";
import { noSuch } from "../protocol/api-error.ts";
import { newSecret } from "../protocol/new-id.ts";
import {
  boolean,
  integer,
  listOf,
  oneOf,
  optional,
  required,
  text,
} from "../protocol/parameters/parameter.ts";
import type { World } from "../world.ts";
import { controlRoute } from "./control-route.ts";

const daySeconds = 24 * 60 * 60;

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
      Object.assign(row, { secret, formerSecrets: [], enabledEvents, status: "enabled" });
      state.endpoints.put(row);
      return renderWebhookEndpoint(row);
    },
  }),
  controlRoute({
    method: "POST",
    path: "/webhook-endpoints/:id/roll-secret",
    parameters: {
      /** How long the present secret stays valid beside the new one: up to a day, as in Stripe's Dashboard. */
      expiresInSeconds: optional(integer({ min: 0, max: daySeconds })),
      secret: optional(text()),
    },
    handle: (
      { state, clock },
      { expiresInSeconds = daySeconds, secret = newSecret("whsec") },
      { id = "" },
    ) => {
      const receiver = receiverOf(state, id);
      if (receiver === undefined || receiver.deleted) throw noSuch("webhook endpoint", id);
      const nowSeconds = clock.nowSeconds();
      const expiresAt = nowSeconds + expiresInSeconds;
      rollSecret(receiver, { secret, expiresAt, nowSeconds });
      storeReceiver(state, receiver);
      return { id, secret, formerSecretExpiresAt: expiresAt };
    },
  }),
  controlRoute({
    method: "POST",
    path: "/webhook-settings",
    parameters: {
      retries: optional(oneOf("quick", "sandbox", "live")),
      /** Real milliseconds that a receiver has to answer. */
      timeoutMs: optional(integer({ min: 1 })),
    },
    handle: (world, { retries, timeoutMs }) => {
      const settings = settingsOf(world.state);
      if (retries !== undefined) settings.webhookRetries = retries;
      if (timeoutMs !== undefined) settings.webhookTimeoutMs = timeoutMs;
      world.state.settings.put(settings);
      return webhookSettings(world);
    },
  }),
  controlRoute({ method: "GET", path: "/webhook-settings", handle: webhookSettings }),
];

function webhookSettings({ state }: World) {
  const { webhookRetries = "quick", webhookTimeoutMs = 20_000 } = settingsOf(state);
  return { retries: webhookRetries, timeoutMs: webhookTimeoutMs };
}
