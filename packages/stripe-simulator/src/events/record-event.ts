import { newId } from "../protocol/new-id.ts";
import type { EventRow, WebhookEndpointRow } from "../state/rows.ts";
import type { World } from "../world.ts";

export type EventFacts = {
  readonly type: string;
  /** The connected account of a Connect event; null for the platform's own. */
  readonly account?: string | null;
  /** What the event shows; not needed for `transfer.created`. */
  readonly object?: Readonly<Record<string, unknown>>;
  readonly transfer?: string;
  readonly previousAttributes?: Readonly<Record<string, unknown>>;
  /** The request that caused it; none for what happens by itself. */
  readonly cause?: { readonly requestId: string; readonly idempotencyKey: string | null };
};

/** Adds an event to the log and queues its delivery to every endpoint that listens. */
export function recordEvent(world: World, facts: EventFacts): void {
  const { type, account = null, object, transfer = null, previousAttributes, cause } = facts;
  const nowMs = world.clock.nowMs();
  const event: EventRow = {
    id: newId("evt"),
    type,
    created: Math.floor(nowMs / 1000),
    account,
    requestId: cause?.requestId ?? null,
    idempotencyKey: cause?.idempotencyKey ?? null,
    transfer,
    object: object ?? null,
    previousAttributes: previousAttributes ?? null,
  };
  world.state.events.put(event);
  for (const endpoint of world.state.endpoints.rows) {
    if (!listens(endpoint, event)) continue;
    const delivery = {
      id: `${event.id}|${endpoint.id}`,
      event: event.id,
      endpoint: endpoint.id,
      firstDueMs: nowMs,
      attempts: 0,
      dueMs: nowMs,
    };
    world.state.deliveries.put(delivery);
    world.courier.enqueue(delivery);
  }
}

/** Connect events go to endpoints made with `connect: true`, the platform's own events to the others. */
function listens(endpoint: WebhookEndpointRow, event: EventRow): boolean {
  if (endpoint.deleted || endpoint.status !== "enabled") return false;
  if (endpoint.connect !== (event.account !== null)) return false;
  return endpoint.enabledEvents.some((wanted) => wanted === "*" || wanted === event.type);
}
