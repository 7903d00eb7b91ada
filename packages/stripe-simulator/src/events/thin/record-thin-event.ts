import { newId } from "../../protocol/new-id.ts";
import type { World } from "../../world.ts";
import { queueDelivery } from "../delivery/queue-delivery.ts";
import type { EventDestinationRow, ThinEventRow } from "./thin-event-rows.ts";

export type ThinEventFacts = Pick<ThinEventRow, "type" | "context" | "relatedObject"> & {
  readonly data?: ThinEventRow["data"];
  readonly snapshotEvent?: string;
  /** The request that caused it; none for what happens by itself. */
  readonly cause?: { readonly requestId: string; readonly idempotencyKey: string | null };
};

/** Adds a v2 event to the log and queues its delivery to every event destination that listens. */
export function recordThinEvent(world: World, facts: ThinEventFacts): void {
  const { type, context: account } = facts;
  const event = logThinEvent(world, facts);
  for (const destination of world.state.eventDestinations.rows) {
    if (!destinationListens(destination, "thin", { type, account })) continue;
    queueDelivery(world, { id: event.id, type, account }, destination.id);
  }
}

/** Adds a v2 event to the log, and tells nobody. */
export function logThinEvent(world: World, facts: ThinEventFacts): ThinEventRow {
  const { type, context, relatedObject, data = {}, snapshotEvent = null, cause } = facts;
  const event: ThinEventRow = {
    id: newId("evt"),
    type,
    created: world.clock.nowSeconds(),
    context,
    relatedObject,
    data,
    snapshotEvent,
    requestId: cause?.requestId ?? null,
    idempotencyKey: cause?.idempotencyKey ?? null,
  };
  world.state.thinEvents.put(event);
  return event;
}

/** Whether a destination takes events of this form, type and origin. */
export function destinationListens(
  destination: EventDestinationRow,
  payload: EventDestinationRow["eventPayload"],
  { type, account }: { readonly type: string; readonly account: string | null },
): boolean {
  if (destination.deleted || destination.status !== "enabled" || destination.eventPayload !== payload)
    return false;
  const sources = account === null ? ["@self", "self"] : ["@accounts", "other_accounts"];
  if (!destination.eventsFrom.some((source) => sources.includes(source))) return false;
  return destination.enabledEvents.some((wanted) => wanted === "*" || wanted === type);
}
