import { badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { listObject, pageOf, paging } from "../protocol/listing.ts";
import { mergeMetadata, metadata } from "../protocol/metadata.ts";
import { newId, newSecret } from "../protocol/new-id.ts";
import {
  anything,
  boolean,
  clearableText,
  listOf,
  optional,
  type RawValue,
  required,
  text,
} from "../protocol/parameter.ts";
import type { WebhookEndpointRow } from "../state/rows.ts";

/** Reads an http or https URL. */
export function url(raw: RawValue, name: string): string {
  const value = text()(raw, name);
  if (!/^https?:\/\//.test(value) || !URL.canParse(value))
    throw badRequest("url_invalid", "Not a valid URL", name);
  return value;
}

export function newWebhookEndpoint(
  given: Pick<WebhookEndpointRow, "url" | "created"> & Partial<WebhookEndpointRow>,
): WebhookEndpointRow {
  return {
    id: newId("we"),
    connect: false,
    secret: newSecret("whsec"),
    enabledEvents: ["*"],
    apiVersion: null,
    description: null,
    metadata: {},
    status: "enabled",
    deleted: false,
    ...given,
  };
}

export const createWebhookEndpoint = endpoint({
  method: "POST",
  path: "/v1/webhook_endpoints",
  parameters: {
    api_version: optional(text()),
    connect: optional(boolean),
    description: optional(clearableText()),
    enabled_events: required(listOf(text())),
    expand: optional(anything),
    metadata: optional(metadata),
    url: required(url),
  },
  handle: ({ world, nowSeconds }, values) => {
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
    enabled_events: optional(listOf(text())),
    expand: optional(anything),
    metadata: optional(metadata),
    url: optional(url),
  },
  handle: (call, values) => {
    const row = endpointOfPath(call);
    row.metadata = mergeMetadata(row.metadata, values.metadata);
    if (values.description !== undefined) row.description = values.description;
    if (values.disabled !== undefined) row.status = values.disabled ? "disabled" : "enabled";
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
