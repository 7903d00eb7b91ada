import { newId } from "../protocol/new-id.ts";
import type { EventRow, WebhookEndpointRow } from "../state/rows.ts";
import type { World } from "../world.ts";
import { destinationListens, recordThinEvent } from "./thin/record-thin-event.ts";
import { previousAttributes } from "./previous-attributes.ts";
import { queueDelivery } from "./delivery/queue-delivery.ts";
import { relatedObjectOf } from "./thin/related-object.ts";

export type EventFacts = {
  readonly type: string;
  /** The connected account of a Connect event; null for the platform's own. */
  readonly account?: string | null;
  /** What the event shows; not needed for `transfer.created`. */
  readonly object?: Readonly<Record<string, unknown>>;
  readonly transfer?: string;
  /** Former values of what was updated; those that did not change are left out of the event. */
  readonly previousAttributes?: Readonly<Record<string, unknown>>;
  /** The request that caused it; none for what happens by itself. */
  readonly cause?: { readonly requestId: string; readonly idempotencyKey: string | null };
};

/** Adds an event to the log and queues its delivery to every receiver that listens. */
export function recordEvent(world: World, facts: EventFacts): void {
  const { type, account = null } = facts;
  recordOnce(world, facts);
  if (world.deliveryFaults.strikeEvent({ type, account, endpoint: null })) recordOnce(world, facts);
}

function recordOnce(world: World, facts: EventFacts): void {
  const { type, account = null, object, transfer = null, previousAttributes: former, cause } = facts;
  const event: EventRow = {
    id: newId("evt"),
    type,
    created: world.clock.nowSeconds(),
    account,
    requestId: cause?.requestId ?? null,
    idempotencyKey: cause?.idempotencyKey ?? null,
    transfer,
    object: object ?? null,
    previousAttributes: former === undefined ? null : previousAttributes(former, object ?? {}),
  };
  world.state.events.put(event);
  world.onEvent?.(event);
  for (const id of receiversOf(world, event)) queueDelivery(world, event, id);
  recordThinTwin(world, event, cause);
}

/** Who is told of an event by itself, and by resending it. */
export function receiversOf({ state }: World, { type, account }: EventRow): string[] {
  return [
    ...state.endpoints.rows.filter((row) => listens(row, type, account)),
    ...state.eventDestinations.rows.filter((row) => destinationListens(row, "snapshot", { type, account })),
  ].map(({ id }) => id);
}

/** Connect events go to endpoints made with `connect: true`, the platform's own events to the others. */
function listens(endpoint: WebhookEndpointRow, type: string, account: string | null): boolean {
  if (endpoint.deleted || endpoint.status !== "enabled") return false;
  if (endpoint.connect !== (account !== null)) return false;
  return endpoint.enabledEvents.some((wanted) => wanted === "*" || wanted === type);
}

/** The thin event of the same fact: only kept where somebody listens to it, as a state can hold a million facts. */
function recordThinTwin(world: World, event: EventRow, cause: EventFacts["cause"]): void {
  const type = `v1.${event.type}`;
  const { account } = event;
  const hasListener = world.state.eventDestinations.rows.some((row) =>
    destinationListens(row, "thin", { type, account }),
  );
  if (!hasListener) return;
  recordThinEvent(world, {
    type,
    context: account,
    relatedObject: relatedObjectOf(world.state, event),
    snapshotEvent: event.id,
    ...(cause === undefined ? {} : { cause }),
  });
}
