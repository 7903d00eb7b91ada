import { badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { listObject, pageOf, paging } from "../protocol/listing.ts";
import { mergeMetadata, metadata } from "../protocol/parameters/metadata.ts";
import { newId, newSecret } from "../protocol/new-id.ts";
import {
  anything,
  boolean,
  clearableText,
  listOf,
  oneOf,
  optional,
  type RawValue,
  required,
  text,
} from "../protocol/parameters/parameter.ts";
import type { WebhookEndpointRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import { apiVersions } from "../protocol/api-version.ts";
import { eventTypes } from "./event-types.ts";
import { forgetDeliveries } from "./delivery/receiver.ts";

const receiversMax = 16;

/** Reads an http or https URL. Here, unlike at Stripe, it may be one that only this machine knows. */
export function url(raw: RawValue, name: string): string {
  const value = text(2048)(raw, name);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(value)) {
    throw badRequest(
      "url_invalid",
      "Invalid URL: An explicit scheme (such as https) must be provided.",
      name,
    );
  }
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value))
    throw badRequest("url_invalid", "Not a valid URL", name);
  return value;
}

const readTypes = listOf(oneOf("*", ...eventTypes));

function enabledEvents(raw: RawValue, name: string): string[] {
  const types = readTypes(raw, name);
  if (types.length > 0) return types;
  throw badRequest(
    "parameter_invalid_empty",
    `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however ` +
      `'${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
    name,
  );
}

/**
 * Refuses a webhook endpoint or event destination beyond the 16 that test mode allows (proudcity/wp-proudcity#2862;
 * the message is the one that getlago/lago-api expects).
 */
export function checkReceiverCount({ endpoints, eventDestinations }: State): void {
  const isThere = (row: { readonly deleted: boolean }): boolean => !row.deleted;
  const count = endpoints.rows.filter(isThere).length + eventDestinations.rows.filter(isThere).length;
  if (count < receiversMax) return;
  throw badRequest(undefined, `You have reached the maximum of ${receiversMax} test webhook endpoints.`);
}

export function newWebhookEndpoint(
  given: Pick<WebhookEndpointRow, "url" | "created"> & Partial<WebhookEndpointRow>,
): WebhookEndpointRow {
  return {
    id: newId("we"),
    connect: false,
    secret: newSecret("whsec"),
    formerSecrets: [],
    failingSinceMs: null,
    enabledEvents: ["*"],
    apiVersion: null,
    description: null,
    metadata: {},
    status: "enabled",
    deleted: false,
    ...given,
  };
}

/** `POST /v1/webhook_endpoints` (docs.stripe.com/api/webhook_endpoints/create). */
export const createWebhookEndpoint = endpoint({
  method: "POST",
  path: "/v1/webhook_endpoints",
  parameters: {
    api_version: optional(oneOf(...apiVersions)),
    connect: optional(boolean),
    description: optional(clearableText()),
    enabled_events: required(enabledEvents),
    expand: optional(anything),
    metadata: optional(metadata),
    url: required(url),
  },
  handle: ({ world, nowSeconds }, values) => {
    checkReceiverCount(world.state);
    const row = newWebhookEndpoint({
      created: nowSeconds,
      url: values.url,
      enabledEvents: values.enabled_events,
      connect: values.connect ?? false,
      apiVersion: values.api_version ?? null,
      description: values.description ?? null,
      metadata: mergeMetadata({}, values.metadata),
    });
    world.state.endpoints.put(row);
    // Only this answer ever shows the secret.
    return { ...renderWebhookEndpoint(row), secret: row.secret };
  },
});

export const updateWebhookEndpoint = endpoint({
  method: "POST",
  path: "/v1/webhook_endpoints/:id",
  parameters: {
    description: optional(clearableText()),
    disabled: optional(boolean),
    enabled_events: optional(enabledEvents),
    expand: optional(anything),
    metadata: optional(metadata),
    url: optional(url),
  },
  handle: (call, values) => {
    const row = endpointOfPath(call);
    row.metadata = mergeMetadata(row.metadata, values.metadata);
    if (values.description !== undefined) row.description = values.description;
    if (values.disabled !== undefined) row.status = values.disabled ? "disabled" : "enabled";
    if (values.disabled === false) row.failingSinceMs = null;
    if (values.enabled_events !== undefined) row.enabledEvents = values.enabled_events;
    if (values.url !== undefined) row.url = values.url;
    call.world.state.endpoints.put(row);
    return renderWebhookEndpoint(row);
  },
});

export const retrieveWebhookEndpoint = endpoint({
  method: "GET",
  path: "/v1/webhook_endpoints/:id",
  parameters: { expand: optional(anything) },
  handle: (call) => renderWebhookEndpoint(endpointOfPath(call)),
});

export const listWebhookEndpoints = endpoint({
  method: "GET",
  path: "/v1/webhook_endpoints",
  parameters: { ...paging, expand: optional(anything) },
  handle: ({ world: { state } }, request) => {
    const listing = {
      rows: state.endpoints.rows,
      noun: "webhook endpoint",
      find: (id: string) => state.endpoints.get(id),
      matches: (row: WebhookEndpointRow) => !row.deleted,
    };
    return listObject(pageOf(listing, request), "/v1/webhook_endpoints", renderWebhookEndpoint);
  },
});

export const deleteWebhookEndpoint = endpoint({
  method: "DELETE",
  path: "/v1/webhook_endpoints/:id",
  handle: (call) => {
    const row = endpointOfPath(call);
    row.deleted = true;
    call.world.state.endpoints.put(row);
    forgetDeliveries(call.world.state, row);
    return { id: row.id, object: "webhook_endpoint", deleted: true };
  },
});

function endpointOfPath({ world, path }: Call): WebhookEndpointRow {
  const id = path["id"] ?? "";
  const row = world.state.endpoints.get(id);
  if (row === undefined || row.deleted) throw noSuch("webhook endpoint", id);
  return row;
}

/** Stripe's `webhook_endpoint` object, without its secret. */
export function renderWebhookEndpoint(row: WebhookEndpointRow) {
  return {
    id: row.id,
    object: "webhook_endpoint" as const,
    api_version: row.apiVersion,
    application: null,
    created: row.created,
    description: row.description,
    enabled_events: row.enabledEvents,
    livemode: false,
    metadata: row.metadata,
    status: row.status,
    url: row.url,
  };
}
