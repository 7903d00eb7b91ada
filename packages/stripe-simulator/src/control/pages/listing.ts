import type { World } from "../../world.ts";
import { type Content, html, type Html } from "../../html.ts";
import { type Column, table } from "./table.ts";

/** Which part of a list is shown: `limit` rows before the position `before`, counted from the oldest. */
export type Part = {
  readonly limit: number;
  readonly before: number | null;
  /** What the list is narrowed by: `key` of requests, `group` of transfers. */
  readonly filter: string | null;
};

type Definition<Row> = {
  /** Its page is `/browse/transfers`. */
  readonly slug: string;
  readonly title: string;
  readonly columns: readonly Column[];
  /** From the oldest to the newest. Must not walk what it does not give. */
  readonly rows: (world: World, filter: string | null) => readonly Row[];
  readonly cells: (world: World, row: Row) => readonly Content[];
  readonly empty: string;
  /** The name under which its page takes what it is narrowed by. */
  readonly filterBy?: { readonly name: string; readonly label: string };
  /** Stands above the table. */
  readonly intro?: (world: World) => Html;
};

/** A list of the page, newest first: a part of it on the overview, and page by page on its own. */
export type Listing = Pick<Definition<never>, "slug" | "title" | "filterBy" | "intro"> & {
  readonly count: (world: World, filter: string | null) => number;
  readonly render: (world: World, part: Part) => Html;
};

export function listing<Row>({ columns, rows, cells, empty, ...definition }: Definition<Row>): Listing {
  return {
    ...definition,
    count: (world, filter) => rows(world, filter).length,
    render: (world, { limit, before, filter }) => {
      const all = rows(world, filter);
      const end = Math.min(before ?? all.length, all.length);
      const shown = all.slice(Math.max(0, end - limit), end).toReversed();
      return table({
        name: definition.title,
        columns,
        rows: shown.map((row) => cells(world, row)),
        empty: filter === null ? empty : `Nothing here matches “${filter}”.`,
      });
    },
  };
}

/** The links to newer and older parts; nothing when all is shown. */
export function pager(count: number, part: Part, hrefOf: (before: number | null) => string): Html | null {
  if (count <= part.limit && part.before === null) return null;
  const end = Math.min(part.before ?? count, count);
  const first = Math.max(0, end - part.limit);
  const newer = end + part.limit;
  return html`<nav class="pager" aria-label="Pages">
    <span>${count - end + 1}–${count - first} of ${count}, newest first</span>
    ${end < count ? html`<a href="${hrefOf(newer >= count ? null : newer)}" rel="prev">Newer</a>` : null}
    ${first > 0 ? html`<a href="${hrefOf(first)}" rel="next">Older</a>` : null}
  </nav>`;
}
