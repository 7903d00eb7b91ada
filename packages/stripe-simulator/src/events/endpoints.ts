import type { Endpoint } from "../protocol/endpoint.ts";
import * as destinations from "./thin/event-destination-endpoints.ts";
import * as events from "./event-endpoints.ts";
import * as thinEvents from "./thin/thin-event-endpoints.ts";
import * as webhooks from "./webhook-endpoints.ts";

export const eventEndpoints: readonly Endpoint[] = [
  events.listEvents,
  events.retrieveEvent,
  webhooks.createWebhookEndpoint,
  webhooks.updateWebhookEndpoint,
  webhooks.retrieveWebhookEndpoint,
  webhooks.listWebhookEndpoints,
  webhooks.deleteWebhookEndpoint,
  thinEvents.listThinEvents,
  thinEvents.retrieveThinEvent,
  destinations.createEventDestination,
  destinations.retrieveEventDestination,
  destinations.updateEventDestination,
  destinations.listEventDestinations,
  destinations.deleteEventDestination,
  destinations.disableEventDestination,
  destinations.enableEventDestination,
  destinations.pingEventDestination,
];
