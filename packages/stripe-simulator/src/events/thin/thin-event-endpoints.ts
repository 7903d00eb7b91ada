import { badRequest, noSuch } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import {
  integer,
  isObject,
  optional,
  type RawValue,
  readParameters,
  text,
} from "../../protocol/parameters/parameter.ts";
import { readableSeconds, typeList } from "../event-endpoints.ts";
import { newestFirst, pagingByUrl } from "./page-by-url.ts";
import { renderThinEvent } from "./render-thin-event.ts";
import type { ThinEventRow } from "./thin-event-rows.ts";

type Span = {
  readonly gt: number | undefined;
  readonly gte: number | undefined;
  readonly lt: number | undefined;
  readonly lte: number | undefined;
};

/** `created[gte]=…`: Unix seconds as the client sends a number, or an instant as v2 shows it. */
function span(raw: RawValue, name: string): Span {
  if (!isObject(raw)) throw badRequest(undefined, "Invalid object", name);
  const bound = optional(instant);
  const { gt, gte, lt, lte } = readParameters({ gt: bound, gte: bound, lt: bound, lte: bound }, raw, name);
  return { gt, gte, lt, lte };
}

function instant(raw: RawValue, name: string): number {
  if (typeof raw === "number" || (typeof raw === "string" && /^-?\d+$/.test(raw)))
    return integer()(raw, name);
  const ms = Date.parse(text()(raw, name));
  if (Number.isNaN(ms)) throw badRequest(undefined, `Invalid timestamp: ${String(raw)}`, name);
  return ms / 1000;
}

/** `GET /v2/core/events`: the platform's own, or those of the account that the context names. */
export const listThinEvents = endpoint({
  method: "GET",
  path: "/v2/core/events",
  connected: true,
  parameters: {
    ...pagingByUrl,
    created: optional(span),
    object_id: optional(text()),
    types: optional(typeList),
  },
  handle: (call, { created, object_id: objectId, types, limit, page }) => {
    const wanted = types === undefined || types.length === 0 ? null : new Set(types);
    return newestFirst(
      {
        rows: call.world.state.thinEvents.rows,
        path: "/v2/core/events",
        filters: {
          ...(objectId === undefined ? {} : { object_id: objectId }),
          ...Object.fromEntries((types ?? []).map((type, index) => [`types[${index}]`, type])),
          ...Object.fromEntries(
            Object.entries(created ?? {}).flatMap(([name, bound]) =>
              bound === undefined ? [] : [[`created[${name}]`, String(bound)]],
            ),
          ),
        },
        matches: (row) =>
          isReadable(call, row) &&
          (objectId === undefined || row.relatedObject?.id === objectId) &&
          (wanted === null || wanted.has(row.type)) &&
          isWithin(created, row.created),
        render: renderThinEvent,
      },
      { limit, page },
    );
  },
});

export const retrieveThinEvent = endpoint({
  method: "GET",
  path: "/v2/core/events/:id",
  connected: true,
  handle: (call) => {
    const id = call.path["id"] ?? "";
    const row = call.world.state.thinEvents.get(id);
    if (row === undefined || !isReadable(call, row)) throw noSuch("event", id);
    return renderThinEvent(row);
  },
});

function isReadable({ account, nowSeconds }: Call, row: ThinEventRow): boolean {
  return row.context === (account?.id ?? null) && row.created > nowSeconds - readableSeconds;
}

function isWithin(created: Span | undefined, seconds: number): boolean {
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = created ?? {};
  return seconds > gt && seconds >= gte && seconds < lt && seconds <= lte;
}
