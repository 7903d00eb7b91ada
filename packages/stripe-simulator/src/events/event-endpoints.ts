import { dayMs } from "../clock.ts";
import { badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { listObject, pageOf, pageOfParts, pagingInTime } from "../protocol/listing.ts";
import {
  anything,
  boolean,
  listOf,
  optional,
  type RawValue,
  text,
} from "../protocol/parameters/parameter.ts";
import type { EventRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import { pendingWebhooks, renderEvent } from "./render-event.ts";

/** Events can be read for 30 days. */
export const readableSeconds = (30 * dayMs) / 1000;

const typesMax = 20;

/** Up to 20 names of events. */
export function typeList(raw: RawValue, name: string): string[] {
  const types = listOf(text())(typeof raw === "string" && raw !== "" ? [raw] : raw, name);
  if (types.length <= typesMax) return types;
  throw badRequest(undefined, `Invalid array: ${name} can have up to ${typesMax} items`, name);
}

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
    types: optional(typeList),
  },
  handle: (call, { delivery_success: delivered, type, types, ...request }) => {
    const { state } = call.world;
    if (type !== undefined && types !== undefined) {
      throw badRequest(
        "parameters_exclusive",
        "You may only specify one of these parameters: type, types.",
        "types",
      );
    }
    const isWanted = wantedTypes(type, types);
    const listing = {
      noun: "event",
      find: (id: string) => readable(call, id),
      positionOf: (row: EventRow) => state.events.positionOf(row),
      matches: (row: EventRow) =>
        isReadable(call, row) &&
        isWanted(row.type) &&
        (delivered === undefined || delivered === (pendingWebhooks(state, row.id) === 0)),
    };
    const oldest = Math.max(request.created?.gt ?? 0, call.nowSeconds - readableSeconds);
    const since = { ...request, created: { ...request.created, gt: oldest } };
    const page =
      call.account === null && (type ?? types) !== undefined
        ? pageOfParts(listing, state.platformEventsOf(isWanted), since)
        : pageOf({ ...listing, rows: eventsOf(state, call.account?.id) }, since);
    return listObject(page, "/v1/events", (row) => renderEvent(state, row));
  },
});

function eventsOf(state: State, account: string | undefined): readonly EventRow[] {
  return account === undefined ? state.events.rows : state.events.of(account);
}

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

/** `type` may be a group, `transfer.*`; `types` are names. */
function wantedTypes(type: string | undefined, types: string[] | undefined): (name: string) => boolean {
  if (types !== undefined && types.length > 0) {
    const wanted = new Set(types);
    return (name) => wanted.has(name);
  }
  if (type === undefined) return () => true;
  if (!type.endsWith("*")) return (name) => name === type;
  const beginning = type.slice(0, -1);
  return (name) => name.startsWith(beginning);
}
