import { dayMs } from "../clock.ts";
import { noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { listObject, pageOf, pagingInTime } from "../protocol/listing.ts";
import { anything, boolean, listOf, optional, text } from "../protocol/parameter.ts";
import type { EventRow } from "../state/rows.ts";
import { renderEvent } from "./render-event.ts";

/** Events can be read for 30 days. */
const readableSeconds = (30 * dayMs) / 1000;

/** `GET /v1/events`: the platform's own, or those of the account that `Stripe-Account` names. */
export const listEvents = endpoint({
  method: "GET",
  path: "/v1/events",
  connected: true,
  parameters: {
    ...pagingInTime,
    delivery_success: optional(boolean),
    expand: optional(anything),
    type: optional(text()),
    types: optional(listOf(text())),
  },
  handle: (call, { delivery_success: delivered, type, types, ...request }) => {
    const { state } = call.world;
    const wanted = [...(type === undefined ? [] : [type]), ...(types ?? [])];
    const page = pageOf(
      {
        rows: state.events.rows,
        noun: "event",
        find: (id) => readable(call, id),
        matches: (row) =>
          isReadable(call, row) &&
          (wanted.length === 0 || wanted.some((pattern) => typeMatches(pattern, row.type))) &&
          (delivered === undefined || delivered === (renderEvent(state, row).pending_webhooks === 0)),
      },
      request,
    );
    return listObject(page, "/v1/events", (row) => renderEvent(state, row));
  },
});

export const retrieveEvent = endpoint({
  method: "GET",
  path: "/v1/events/:id",
  connected: true,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const id = call.path["id"] ?? "";
    const row = readable(call, id);
    if (row === undefined) throw noSuch("event", id);
    return renderEvent(call.world.state, row);
  },
});

function readable(call: Call, id: string): EventRow | undefined {
  const row = call.world.state.events.get(id);
  return row !== undefined && isReadable(call, row) ? row : undefined;
}

function isReadable({ account, nowSeconds }: Call, row: EventRow): boolean {
  return row.account === (account?.id ?? null) && row.created > nowSeconds - readableSeconds;
}

/** `transfer.*` stands for all of the transfer's events. */
function typeMatches(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}
