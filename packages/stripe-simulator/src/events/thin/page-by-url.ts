import { badRequest } from "../../protocol/api-error.ts";
import { integer, optional, text } from "../../protocol/parameters/parameter.ts";

const limitByDefault = 20;

/** The paging parameters of a v2 list; `page` is only ever taken from `next_page_url`. */
export const pagingByUrl = {
  limit: optional(integer({ min: 1, max: 100 })),
  page: optional(text()),
};

/** A v2 list: rows from oldest to newest, and what its URLs carry on. */
type ListingByUrl<Row> = {
  readonly rows: readonly Row[];
  readonly path: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly matches: (row: Row) => boolean;
  readonly render: (row: Row) => unknown;
};

/**
 * One page, newest first, with the URLs of the pages around it. A page starts at a position of the table, where rows
 * are only ever added at the other end: what is new meanwhile moves nothing.
 */
export function newestFirst<Row>(
  { rows, path, filters, matches, render }: ListingByUrl<Row>,
  { limit = limitByDefault, page }: { readonly limit: number | undefined; readonly page: string | undefined },
) {
  const urlOf = (position: number): string =>
    `${path}?${new URLSearchParams({ limit: String(limit), ...filters, page: `page_${position}` }).toString()}`;
  const start = page === undefined ? rows.length : positionOf(page);
  const data: Row[] = [];
  let at = Math.min(start, rows.length) - 1;
  for (; at >= 0; at -= 1) {
    const row = rows[at];
    if (row === undefined || !matches(row)) continue;
    if (data.length === limit) break;
    data.push(row);
  }
  return {
    data: data.map(render),
    next_page_url: at < 0 ? null : urlOf(at + 1),
    previous_page_url: page === undefined ? null : previousUrl(rows, { start, limit, matches, urlOf }),
  };
}

function previousUrl<Row>(
  rows: readonly Row[],
  around: {
    readonly start: number;
    readonly limit: number;
    readonly matches: (row: Row) => boolean;
    readonly urlOf: (position: number) => string;
  },
): string | null {
  let [at, count] = [around.start, 0];
  for (; at < rows.length && count < around.limit; at += 1) {
    const row = rows[at];
    if (row !== undefined && around.matches(row)) count += 1;
  }
  return count === 0 ? null : around.urlOf(at);
}

function positionOf(page: string): number {
  const position = /^page_(\d+)$/.exec(page)?.[1];
  if (position === undefined) throw badRequest(undefined, `Invalid page: ${page}`, "page");
  return Number(position);
}
