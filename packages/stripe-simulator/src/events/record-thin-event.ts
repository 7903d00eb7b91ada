import { newId } from "../protocol/new-id.ts";
import type { World } from "../world.ts";
import type { ThinEventRow } from "./thin-event-rows.ts";

export type ThinEventFacts = Pick<ThinEventRow, "type" | "context" | "relatedObject"> & {
  readonly data?: ThinEventRow["data"];
  /** The request that caused it; none for what happens by itself. */
  readonly cause?: { readonly requestId: string; readonly idempotencyKey: string | null };
};

/** Adds a v2 event to the log. */
export function recordThinEvent(
  world: World,
  { type, context, relatedObject, data, cause }: ThinEventFacts,
): void {
  world.state.thinEvents.put({
    id: newId("evt"),
    type,
    created: world.clock.nowSeconds(),
    context,
    relatedObject,
    data: data ?? {},
    requestId: cause?.requestId ?? null,
    idempotencyKey: cause?.idempotencyKey ?? null,
  });
}
