import { deliveryIds } from "../events/delivery/queue-delivery.ts";
import type { DeliveryRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import type { World } from "../world.ts";

type Wanted = {
  readonly status?: "pending" | "held" | "failed" | "delivered" | "lost" | undefined;
  readonly endpoint?: string | undefined;
  readonly event?: string | undefined;
  readonly limit?: number | undefined;
};

/** A delivery, on its way or done, as the page and `GET /__simulator/deliveries` show it. */
export type ShownDelivery = {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly endpoint: string;
  readonly status: NonNullable<Wanted["status"]>;
  readonly attempts: number;
  readonly failure: string | null;
  /** When it happened, or is tried next; null when that is not known. */
  readonly at: string | null;
};

/** What is on its way or was given up, oldest first, and then what was delivered or lost lately, newest first. */
export function listDeliveries(
  world: World,
  { status, endpoint, event, limit = 100 }: Wanted,
): ShownDelivery[] {
  const found: ShownDelivery[] = [];
  const isWanted = (shown: ShownDelivery): boolean =>
    (status === undefined || status === shown.status) &&
    (endpoint === undefined || endpoint === shown.endpoint) &&
    (event === undefined || event === shown.event);
  const { deliveries } = world.state;
  for (const delivery of event === undefined ? deliveries.values() : deliveriesOf(world.state, event)) {
    if (found.length >= limit) return found;
    const shown = showUndelivered(world, delivery);
    if (isWanted(shown)) found.push(shown);
  }
  for (const entry of world.deliveryLog.latest()) {
    if (found.length >= limit) return found;
    if (entry.outcome === "failed") continue;
    const { delivery: id, outcome, attempt: attempts, ...rest } = entry;
    const shown: ShownDelivery = { ...rest, id, status: outcome, attempts };
    if (isWanted(shown)) found.push(shown);
  }
  return found;
}

/** Those of one event, without a walk through all. */
function deliveriesOf(state: State, event: string): DeliveryRow[] {
  const receivers = [...state.endpoints.rows, ...state.eventDestinations.rows];
  const ids = receivers.flatMap(({ id }) => deliveryIds(event, id));
  return ids.flatMap((id) => state.deliveries.get(id) ?? []);
}

function showUndelivered({ state }: World, delivery: DeliveryRow): ShownDelivery {
  const { id, event, endpoint, status, attempts, lastFailure, dueMs } = delivery;
  return {
    id,
    event,
    type: (state.events.get(event) ?? state.thinEvents.get(event))?.type ?? "",
    endpoint,
    status,
    attempts,
    failure: lastFailure,
    at: status === "pending" ? new Date(dueMs).toISOString() : null,
  };
}
