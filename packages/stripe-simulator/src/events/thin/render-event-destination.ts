import type { EventDestinationRow } from "./thin-event-rows.ts";

export const includableInDestination = ["webhook_endpoint.signing_secret", "webhook_endpoint.url"] as const;

export type Includable = (typeof includableInDestination)[number];

/** Stripe's `v2.core.event_destination`; fields without a value are left out, and the URL is shown when it is asked for. */
export function renderEventDestination(row: EventDestinationRow, include: readonly Includable[]) {
  return {
    id: row.id,
    object: "v2.core.event_destination" as const,
    created: new Date(row.created * 1000).toISOString(),
    description: row.description,
    enabled_events: row.enabledEvents,
    event_payload: row.eventPayload,
    events_from: row.eventsFrom,
    livemode: false,
    metadata: row.metadata,
    name: row.name,
    ...(row.snapshotApiVersion === null ? {} : { snapshot_api_version: row.snapshotApiVersion }),
    status: row.status,
    ...(row.status === "disabled" ? { status_details: { disabled: { reason: "user" } } } : {}),
    type: "webhook_endpoint" as const,
    updated: new Date(row.updated * 1000).toISOString(),
    webhook_endpoint: {
      ...(include.includes("webhook_endpoint.signing_secret") ? { signing_secret: row.secret } : {}),
      ...(include.includes("webhook_endpoint.url") ? { url: row.url } : {}),
    },
  };
}
