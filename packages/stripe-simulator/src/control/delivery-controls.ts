import { type DeliveryFaultRule, deliveryFaultKinds } from "../events/delivery/delivery-fault-book.ts";
import { copiesMax, release } from "../events/delivery/queue-delivery.ts";
import { noSuch } from "../protocol/api-error.ts";
import { newId } from "../protocol/new-id.ts";
import { integer, oneOf, optional, required, shapeOf, text } from "../protocol/parameters/parameter.ts";
import type { World } from "../world.ts";
import { controlRoute } from "./control-route.ts";
import { probability } from "./fault-controls.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { resend } from "./resend.ts";

export const deliveryControls = [
  controlRoute({
    method: "GET",
    path: "/deliveries",
    parameters: {
      status: optional(oneOf("pending", "held", "failed", "delivered", "lost")),
      endpoint: optional(text()),
      event: optional(text()),
      limit: optional(integer({ min: 1, max: 1000 })),
    },
    handle: (world, values) => ({
      deliveries: listDeliveries(world, values),
      counts: { ...world.deliveryLog.counts, undelivered: world.state.deliveries.size },
    }),
  }),
  controlRoute({
    method: "POST",
    path: "/events/:id/resend",
    parameters: { endpoint: optional(text()) },
    handle: (world, { endpoint }, { id = "" }) => ({
      deliveries: resend(world, id, endpoint).map(({ id: delivery }) => delivery),
    }),
  }),
  controlRoute({
    method: "POST",
    path: "/delivery-faults",
    parameters: {
      kind: required(oneOf(...deliveryFaultKinds)),
      match: optional(
        shapeOf({ type: optional(text()), endpoint: optional(text()), account: optional(text()) }),
      ),
      nth: optional(integer({ min: 1 })),
      count: optional(integer({ min: 1 })),
      probability: optional(probability),
      seed: optional(integer()),
      times: optional(integer({ min: 2, max: copiesMax })),
      hold: optional(integer({ min: 2, max: 10_000 })),
      seconds: optional(integer({ min: 1 })),
    },
    handle: (world, values) => {
      const { match = {} } = values;
      const rule: DeliveryFaultRule = {
        id: newId("dfault"),
        kind: values.kind,
        match: Object.fromEntries(Object.entries(match).filter(([, value]) => value !== undefined)),
        nth: values.nth ?? null,
        count: values.count ?? null,
        probability: values.probability ?? 1,
        seed: values.seed ?? 1,
        times: values.times ?? 2,
        hold: values.hold ?? 10,
        seconds: values.seconds ?? 60,
      };
      world.deliveryFaults.add(rule);
      return rule;
    },
  }),
  controlRoute({
    method: "GET",
    path: "/delivery-faults",
    handle: (world) => ({
      faults: world.deliveryFaults
        .list()
        .map(({ rule, seen, fired, held }) => ({ ...rule, seen, fired, held: held.length })),
    }),
  }),
  controlRoute({
    method: "DELETE",
    path: "/delivery-faults",
    handle: (world) => ({ faults: [], released: switchOff(world, null) }),
  }),
  controlRoute({
    method: "DELETE",
    path: "/delivery-faults/:id",
    handle: (world, _values, { id = "" }) => ({ id, deleted: true, released: switchOff(world, id) }),
  }),
];

/** Sends what a fault held back; says how many deliveries that were. */
function switchOff(world: World, id: string | null): number {
  const { removed, held } = world.deliveryFaults.remove(id);
  if (id !== null && removed === 0) throw noSuch("delivery fault", id);
  for (const train of held) release(world, train);
  return held.flat().length;
}
