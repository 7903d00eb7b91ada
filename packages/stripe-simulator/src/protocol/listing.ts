import { badRequest } from "./api-error.ts";
import { integer, optional, type Range, range, text } from "./parameters/parameter.ts";

type Created = { readonly created: number };

/** The paging parameters of every v1 list. */
export const paging = {
  limit: optional(integer({ min: 1, max: 100 })),
  starting_after: optional(text()),
  ending_before: optional(text()),
};

/** Paging and `created`, for lists that can be narrowed in time. */
export const pagingInTime = { ...paging, created: optional(range) };

export type PageRequest = {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
  readonly created?: Range | undefined;
};

export type Page<Row> = { readonly rows: readonly Row[]; readonly hasMore: boolean };

/** What a list can show: rows from oldest to newest, and how to find the one that a cursor names. */
export type Listing<Row> = {
  readonly rows: readonly Row[];
  /** For "No such transfer: …". */
  readonly noun: string;
  readonly find: (id: string) => Row | undefined;
  readonly matches?: (row: Row) => boolean;
  /** Never falls along `rows`: where a row that `rows` need not hold would be among them, so that a page can begin there. */
  readonly positionOf?: (row: Row) => number;
};

/** One page, newest first. Walks only what it must: rows never get older towards the end. */
export function pageOf<Row extends Created>(listing: Listing<Row>, request: PageRequest): Page<Row> {
  const { limit = 10, starting_after: after, ending_before: before, created = {} } = request;
  const start = after === undefined ? null : cursorPosition(listing, after, "starting_after");
  const end = before === undefined ? null : cursorPosition(listing, before, "ending_before");
  if (start !== null && end !== null) {
    throw badRequest(
      undefined,
      "Received both starting_after and ending_before parameters. Please pass in only one.",
    );
  }
  const { rows, matches = () => true } = listing;
  const from = firstAtOrAfter(rows, Math.max(created.gte ?? -Infinity, (created.gt ?? -Infinity) + 1));
  const to = firstAtOrAfter(rows, Math.min((created.lte ?? Infinity) + 1, created.lt ?? Infinity));
  const found: Row[] = [];
  const take = (row: Row | undefined): void => {
    if (row !== undefined && matches(row)) found.push(row);
  };
  if (end === null) {
    const first = Math.min(start?.at ?? rows.length, to) - 1;
    for (let at = first; at >= from && found.length <= limit; at -= 1) take(rows[at]);
    return { rows: found.slice(0, limit), hasMore: found.length > limit };
  }
  for (let at = Math.max(end.next, from); at < to && found.length <= limit; at += 1) take(rows[at]);
  return { rows: found.slice(0, limit).toReversed(), hasMore: found.length > limit };
}

/** One page of a list whose rows lie in several parts, each of which is in order. */
export function pageOfParts<Row extends Created>(
  listing: Omit<Listing<Row>, "rows"> & Required<Pick<Listing<Row>, "positionOf">>,
  parts: readonly (readonly Row[])[],
  request: PageRequest,
): Page<Row> {
  const { limit = 10, ending_before: before } = request;
  const pages = (parts.length === 0 ? [[]] : parts).map((rows) => pageOf({ ...listing, rows }, request));
  const newestFirst = pages
    .flatMap(({ rows }) => rows)
    .toSorted((one, other) => listing.positionOf(other) - listing.positionOf(one));
  return {
    rows: before === undefined ? newestFirst.slice(0, limit) : newestFirst.slice(-limit),
    hasMore: newestFirst.length > limit || pages.some(({ hasMore }) => hasMore),
  };
}

/** The list object around a page. */
export function listObject<Row>(page: Page<Row>, url: string, render: (row: Row) => unknown) {
  return { object: "list", data: page.rows.map(render), has_more: page.hasMore, url };
}

/** `at` is where the row of a cursor is or would be, `next` where those begin that are newer. */
function cursorPosition<Row extends Created>(
  { find, noun, positionOf, rows }: Listing<Row>,
  id: string,
  param: string,
): { readonly at: number; readonly next: number } {
  const row = find(id);
  if (row !== undefined && positionOf !== undefined) {
    const position = positionOf(row);
    const first = firstWhere(rows, (candidate) => positionOf(candidate) >= position);
    const behind = firstWhere(rows, (candidate) => positionOf(candidate) > position);
    let at = first;
    while (at < behind && rows[at] !== row) at += 1;
    return at < behind ? { at, next: at + 1 } : { at: first, next: first };
  }
  const at = row === undefined ? -1 : indexOf(rows, row);
  if (at >= 0) return { at, next: at + 1 };
  throw badRequest("resource_missing", `No such ${noun}: '${id}'`, param);
}

function indexOf<Row extends Created>(rows: readonly Row[], row: Row): number {
  for (let at = firstAtOrAfter(rows, row.created); at < rows.length; at += 1) {
    const candidate = rows[at];
    if (candidate === row) return at;
    if (candidate === undefined || candidate.created > row.created) break;
  }
  return -1;
}

/** Position of the first row that was created at `created` or later. */
function firstAtOrAfter(rows: readonly Created[], created: number): number {
  return firstWhere(rows, (row) => row.created >= created);
}

/** Position of the first row that a condition holds for, which then holds for all that follow. */
function firstWhere<Row>(rows: readonly Row[], holds: (row: Row) => boolean): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && !holds(row)) low = middle + 1;
    else high = middle;
  }
  return low;
}
