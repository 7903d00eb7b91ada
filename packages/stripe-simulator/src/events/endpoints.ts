import type { Endpoint } from "../protocol/endpoint.ts";
import * as events from "./event-endpoints.ts";
import * as webhooks from "./webhook-endpoints.ts";

export const eventEndpoints: readonly Endpoint[] = [
  events.listEvents,
  events.retrieveEvent,
  webhooks.createWebhookEndpoint,
  webhooks.updateWebhookEndpoint,
  webhooks.retrieveWebhookEndpoint,
  webhooks.listWebhookEndpoints,
  webhooks.deleteWebhookEndpoint,
];
