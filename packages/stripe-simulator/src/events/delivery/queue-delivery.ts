import type { DeliveryRow } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import { receiverOf } from "./receiver.ts";

/** How many copies a fault can make, and how many resends can be under way at once. */
export const copiesMax = 100;

type DeliverableEvent = { readonly id: string; readonly type: string; readonly account: string | null };

/** Every id that a delivery of the event to the receiver can have: the first, copies of it, and resends. */
export function deliveryIds(event: string, endpoint: string): string[] {
  const first = `${event}|${endpoint}`;
  const numbers = Array.from({ length: copiesMax }, (_, index) => index + 1);
  return [
    first,
    ...numbers.slice(1).map((copy) => `${first}|${copy}`),
    ...numbers.map((number) => resendId(first, number)),
  ];
}

function resendId(first: string, number: number): string {
  return `${first}|resend-${number}`;
}

/** Puts an event on its way to one receiver, unless a delivery fault has other plans. */
export function queueDelivery(world: World, event: DeliverableEvent, endpoint: string): void {
  const fate = world.deliveryFaults.strikeDelivery({ type: event.type, endpoint, account: event.account });
  const first = `${event.id}|${endpoint}`;
  if (fate.lost) {
    world.deliveryLog.add({
      delivery: first,
      event: event.id,
      type: event.type,
      endpoint,
      at: new Date(world.clock.nowMs()).toISOString(),
      attempt: 0,
      outcome: "lost",
      failure: null,
    });
    return;
  }
  for (let copy = 1; copy <= fate.times; copy += 1) {
    const delivery = newDelivery(world, {
      id: copy === 1 ? first : `${first}|${copy}`,
      event: event.id,
      endpoint,
    });
    if (fate.delaySeconds > 0) {
      world.courier.postpone(delivery, delivery.firstDueMs + fate.delaySeconds * 1000);
    } else if (fate.heldBy === null) {
      world.state.deliveries.put(delivery);
      world.courier.enqueue(delivery);
    } else {
      delivery.status = "held";
      world.state.deliveries.put(delivery);
      release(world, world.deliveryFaults.hold(fate.heldBy, delivery));
    }
  }
}

/** Sends an event once more, once, whatever became of it before; what is retried by itself goes on. */
export function resendEvent(world: World, event: string, endpoint: string): DeliveryRow {
  const first = `${event}|${endpoint}`;
  let number = 1;
  while (world.state.deliveries.get(resendId(first, number)) !== undefined && number < copiesMax) number += 1;
  const id = resendId(first, number);
  const delivery = newDelivery(world, { id, event, endpoint, manual: true });
  world.state.deliveries.put(delivery);
  world.courier.enqueue(delivery);
  return delivery;
}

/** Sends what was held back, one after the other in the given order. */
export function release(world: World, held: readonly DeliveryRow[]): void {
  const known = held.filter((delivery) => world.state.deliveries.get(delivery.id) === delivery);
  for (const delivery of known) {
    delivery.status = "pending";
    world.state.deliveries.put(delivery);
  }
  for (const train of Map.groupBy(known, ({ endpoint }) => endpoint).values()) {
    world.courier.enqueue(...train);
  }
}

/** A delivery of the agenda is due. */
export function deliverDue(world: World, { subject }: { readonly subject: string }): void {
  const delivery = world.state.deliveries.get(subject);
  if (delivery === undefined || receiverOf(world.state, delivery.endpoint) === undefined) return;
  world.courier.enqueue(delivery);
}

function newDelivery(
  world: World,
  given: Pick<DeliveryRow, "id" | "event" | "endpoint"> & { readonly manual?: boolean },
): DeliveryRow {
  const nowMs = world.clock.nowMs();
  return {
    manual: false,
    ...given,
    firstDueMs: nowMs,
    attempts: 0,
    dueMs: nowMs,
    status: "pending",
    lastFailure: null,
  };
}
