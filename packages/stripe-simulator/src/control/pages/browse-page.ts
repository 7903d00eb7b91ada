import type { World } from "../../world.ts";
import { panel } from "./document.ts";
import { type Content, html, type Html } from "../../html.ts";
import { type Listing, pager, type Part } from "./listing.ts";
import { accounts } from "./sections/accounts.ts";
import { charges } from "./sections/charges.ts";
import { deliveryTable, receiverTable } from "./sections/deliveries.ts";
import { events } from "./sections/events.ts";
import { faultTable } from "./sections/faults.ts";
import { payouts } from "./sections/payouts.ts";
import { requests } from "./sections/requests.ts";
import { transfers } from "./sections/transfers.ts";

const rowsPerPage = 50;
const deliveriesShown = 200;

const listings: readonly Listing[] = [transfers, requests, events, payouts, charges, accounts];

/** The page of one section; null when there is none of that name. */
export function browse(
  world: World,
  slug: string,
  query: URLSearchParams,
): { readonly title: string; readonly body: Content } | null {
  if (slug === "deliveries") {
    const body = [
      panel("Who listens", receiverTable(world)),
      panel(
        "Deliveries",
        deliveryTable(world, { limit: deliveriesShown }),
        html`<span class="note">${deliveriesShown} at most</span>`,
      ),
    ];
    return { title: "Deliveries", body };
  }
  if (slug === "faults") return { title: "Faults", body: panel("Switched on", faultTable(world)) };
  const listing = listings.find((candidate) => candidate.slug === slug);
  return listing === undefined ? null : { title: listing.title, body: page(world, listing, query) };
}

function page(world: World, listing: Listing, query: URLSearchParams): Content {
  const { filterBy } = listing;
  const filter = filterBy === undefined ? null : query.get(filterBy.name) || null;
  const before = /^\d{1,12}$/.test(query.get("before") ?? "") ? Number(query.get("before")) : null;
  const part: Part = { limit: rowsPerPage, before, filter };
  const count = listing.count(world, filter);
  const hrefOf = (position: number | null): string => {
    const parameters = new URLSearchParams();
    if (filter !== null && filterBy !== undefined) parameters.set(filterBy.name, filter);
    if (position !== null) parameters.set("before", String(position));
    return `/browse/${listing.slug}${parameters.size === 0 ? "" : `?${parameters.toString()}`}`;
  };
  return [
    listing.intro === undefined || filter !== null ? null : panel("Totals", listing.intro(world)),
    panel(filter === null ? "Newest first" : `Where it is ${filter}`, [
      filterBy === undefined ? null : filterForm(listing.slug, filterBy, filter),
      listing.render(world, part),
      pager(count, part, hrefOf),
    ]),
  ];
}

function filterForm(
  slug: string,
  { name, label }: NonNullable<Listing["filterBy"]>,
  filter: string | null,
): Html {
  return html`<form class="inline" action="/browse/${slug}">
    <label
      >${label}
      <input
        name="${name}"
        type="search"
        value="${filter ?? ""}"
        autocomplete="off"
        spellcheck="false" /></label
    ><button>Filter</button>${filter === null ? null : html`<a href="/browse/${slug}">Show all</a>`}
  </form>`;
}
