import type { ThinEventRow } from "./thin-event-rows.ts";

/** Stripe's v2 `event` object, as `GET /v2/core/events/:id` shows it: fields without a value are left out. */
export function renderThinEvent(row: ThinEventRow) {
  const hasData = Object.keys(row.data).length > 0;
  return { ...renderThinNotification(row), ...(hasData ? { data: row.data } : {}) };
}

/** What is sent of it: everything but `data` (docs.stripe.com/event-destinations#thin-events). */
export function renderThinNotification(row: ThinEventRow) {
  return {
    id: row.id,
    object: "v2.core.event" as const,
    ...(row.context === null ? {} : { context: row.context }),
    created: new Date(row.created * 1000).toISOString(),
    livemode: false,
    ...(row.requestId === null
      ? {}
      : {
          reason: {
            type: "request" as const,
            request: { id: row.requestId, idempotency_key: row.idempotencyKey ?? "" },
          },
        }),
    ...(row.relatedObject === null ? {} : { related_object: row.relatedObject }),
    ...(row.snapshotEvent === null ? {} : { snapshot_event: row.snapshotEvent }),
    type: row.type,
  };
}
