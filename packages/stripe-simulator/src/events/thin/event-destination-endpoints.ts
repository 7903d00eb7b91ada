import { defaultApiVersion } from "../../protocol/api-version.ts";
import { badRequest, noSuch } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { mergeMetadata, metadata } from "../../protocol/parameters/metadata.ts";
import { newId, newSecret } from "../../protocol/new-id.ts";
import {
  listOf,
  oneOf,
  optional,
  type RawValue,
  required,
  shapeOf,
  text,
} from "../../protocol/parameters/parameter.ts";
import { apiVersions } from "../../protocol/api-version.ts";
import { eventTypes, thinEventTypes } from "../event-types.ts";
import { newestFirst, pagingByUrl } from "./page-by-url.ts";
import { queueDelivery } from "../delivery/queue-delivery.ts";
import { forgetDeliveries } from "../delivery/receiver.ts";
import { logThinEvent } from "./record-thin-event.ts";
import { includableInDestination, renderEventDestination } from "./render-event-destination.ts";
import { renderThinEvent } from "./render-thin-event.ts";
import type { EventDestinationRow } from "./thin-event-rows.ts";
import { checkReceiverCount, url } from "../webhook-endpoints.ts";

const path = "/v2/core/event_destinations";

/** A list, also when a query has it once and without an index. */
const listed =
  <T>(read: (raw: RawValue, name: string) => T) =>
  (raw: RawValue, name: string): T[] =>
    listOf(read)(typeof raw === "string" && raw !== "" ? [raw] : raw, name);

/** An empty text is a value in JSON. */
const anyText = (raw: RawValue, name: string): string => (raw === "" ? "" : text()(raw, name));

const urlIncludable = listed(oneOf("webhook_endpoint.url"));
const webhookEndpoint = shapeOf({ url: required(url) });

const sources = ["@self", "@accounts", "self", "other_accounts"] as const;

/** `POST /v2/core/event_destinations` (docs.stripe.com/api/v2/core/event_destinations/create). */
export const createEventDestination = endpoint({
  method: "POST",
  path,
  parameters: {
    description: optional(anyText),
    enabled_events: required(listOf(text())),
    event_payload: required(oneOf("snapshot", "thin")),
    events_from: optional(listOf(oneOf(...sources))),
    include: optional(listed(oneOf(...includableInDestination))),
    metadata: optional(metadata),
    name: required(text()),
    snapshot_api_version: optional(oneOf(...apiVersions)),
    type: required(oneOf("webhook_endpoint", "amazon_eventbridge", "azure_event_grid")),
    webhook_endpoint: optional(webhookEndpoint),
    amazon_eventbridge: optional((raw) => raw),
    azure_event_grid: optional((raw) => raw),
  },
  handle: ({ world, nowSeconds }, values) => {
    const { event_payload: eventPayload, snapshot_api_version: version } = values;
    const eventsFrom = values.events_from ?? ["@self"];
    if (values.type !== "webhook_endpoint") {
      throw badRequest(undefined, "The simulator delivers to webhook endpoints only.", "type");
    }
    if (values.webhook_endpoint === undefined) {
      throw badRequest("parameter_missing", "Missing required param: webhook_endpoint.", "webhook_endpoint");
    }
    if (eventPayload === "thin" && version !== undefined) {
      throw badRequest(undefined, "Thin events are not pinned to an API version.", "snapshot_api_version");
    }
    if (eventPayload === "snapshot" && eventsFrom.length > 1) {
      throw badRequest(undefined, "Only thin events can come from more than one source.", "events_from");
    }
    checkTypes(values.enabled_events, eventPayload);
    checkReceiverCount(world.state);
    const row: EventDestinationRow = {
      id: newId("ed_test"),
      created: nowSeconds,
      updated: nowSeconds,
      eventPayload,
      eventsFrom,
      snapshotApiVersion: eventPayload === "thin" ? null : (version ?? defaultApiVersion),
      name: values.name,
      description: values.description ?? "",
      enabledEvents: values.enabled_events,
      metadata: mergeMetadata({}, values.metadata),
      url: values.webhook_endpoint.url,
      secret: newSecret("whsec"),
      formerSecrets: [],
      failingSinceMs: null,
      status: "enabled",
      deleted: false,
    };
    world.state.eventDestinations.put(row);
    return renderEventDestination(row, values.include ?? []);
  },
});

export const retrieveEventDestination = endpoint({
  method: "GET",
  path: `${path}/:id`,
  parameters: { include: optional(urlIncludable) },
  handle: (call, { include = [] }) => renderEventDestination(destinationOfPath(call), include),
});

export const updateEventDestination = endpoint({
  method: "POST",
  path: `${path}/:id`,
  parameters: {
    description: optional(anyText),
    enabled_events: optional(listOf(text())),
    include: optional(urlIncludable),
    metadata: optional(metadata),
    name: optional(text()),
    webhook_endpoint: optional(webhookEndpoint),
  },
  handle: (call, values) => {
    const row = destinationOfPath(call);
    if (values.enabled_events !== undefined) checkTypes(values.enabled_events, row.eventPayload);
    row.metadata = mergeMetadata(row.metadata, values.metadata);
    if (values.enabled_events !== undefined) row.enabledEvents = values.enabled_events;
    if (values.description !== undefined) row.description = values.description;
    if (values.name !== undefined) row.name = values.name;
    if (values.webhook_endpoint !== undefined) row.url = values.webhook_endpoint.url;
    return renderEventDestination(changed(call, row), values.include ?? []);
  },
});

export const listEventDestinations = endpoint({
  method: "GET",
  path,
  parameters: { ...pagingByUrl, include: optional(urlIncludable) },
  handle: ({ world: { state } }, { include = [], limit, page }) =>
    newestFirst(
      {
        rows: state.eventDestinations.rows,
        path,
        filters: Object.fromEntries(include.map((field, index) => [`include[${index}]`, field])),
        matches: (row) => !row.deleted,
        render: (row) => renderEventDestination(row, include),
      },
      { limit, page },
    ),
});

export const deleteEventDestination = endpoint({
  method: "DELETE",
  path: `${path}/:id`,
  handle: (call) => {
    const row = destinationOfPath(call);
    row.deleted = true;
    forgetDeliveries(call.world.state, changed(call, row));
    return { id: row.id, object: "v2.core.event_destination" };
  },
});

export const disableEventDestination = endpoint({
  method: "POST",
  path: `${path}/:id/disable`,
  handle: (call) => {
    const row = destinationOfPath(call);
    row.status = "disabled";
    return renderEventDestination(changed(call, row), []);
  },
});

export const enableEventDestination = endpoint({
  method: "POST",
  path: `${path}/:id/enable`,
  handle: (call) => {
    const row = destinationOfPath(call);
    row.status = "enabled";
    row.failingSinceMs = null;
    return renderEventDestination(changed(call, row), []);
  },
});

/** Sends `v2.core.event_destination.ping`, whatever types the destination is enabled for, and answers that event. */
export const pingEventDestination = endpoint({
  method: "POST",
  path: `${path}/:id/ping`,
  handle: (call) => {
    const row = destinationOfPath(call);
    const event = logThinEvent(call.world, {
      type: "v2.core.event_destination.ping",
      context: null,
      relatedObject: { id: row.id, type: "v2.core.event_destination", url: `${path}/${row.id}` },
      cause: call,
    });
    queueDelivery(call.world, { id: event.id, type: event.type, account: null }, row.id);
    return renderThinEvent(event);
  },
});

function destinationOfPath({ world, path: { id = "" } }: Call): EventDestinationRow {
  const row = world.state.eventDestinations.get(id);
  if (row === undefined || row.deleted) throw noSuch("event destination", id);
  return row;
}

function changed({ world, nowSeconds }: Call, row: EventDestinationRow): EventDestinationRow {
  row.updated = nowSeconds;
  world.state.eventDestinations.put(row);
  return row;
}

function checkTypes(types: readonly string[], payload: EventDestinationRow["eventPayload"]): void {
  const known = payload === "thin" ? thinEventTypes : eventTypes;
  const index = types.findIndex((type) => type !== "*" && !known.has(type));
  if (types.length > 0 && index === -1) return;
  const name = types.length === 0 ? "enabled_events" : `enabled_events[${index}]`;
  const what = types.length === 0 ? "must not be empty" : `Unrecognized enum value '${types[index]}'`;
  throw badRequest(undefined, `Some fields in the request were invalid: '${name}: ${what}.'`, name);
}
