import type { World } from "../../world.ts";
import { panel } from "./document.ts";
import { type Content, html, type Html } from "../../html.ts";
import type { Listing } from "./listing.ts";
import { accounts } from "./sections/accounts.ts";
import { connectedBalances, platformBalance } from "./sections/balances.ts";
import { charges } from "./sections/charges.ts";
import { clockPanel } from "./sections/clock.ts";
import { events } from "./sections/events.ts";
import { faultTable } from "./sections/faults.ts";
import { payouts } from "./sections/payouts.ts";
import { requests } from "./sections/requests.ts";
import { transfers } from "./sections/transfers.ts";

const shown = 10;

/** What is inside, at a glance. */
export function overview(world: World): Content {
  return [
    stats(world),
    html`<div class="panels">
      ${[
        panel("Platform balance", platformBalance(world)),
        panel("Clock", clockPanel(world)),
        panel("Balances of connected accounts", connectedBalances(world)),
        panel("Faults", faultTable(world)),
      ]}
    </div>`,
    newest(world, transfers),
    newest(world, requests),
    newest(world, events),
    newest(world, accounts),
    newest(world, payouts),
    newest(world, charges),
  ];
}

function newest(world: World, listing: Listing): Html {
  const count = listing.count(world, null);
  const body = [
    listing.intro?.(world) ?? null,
    listing.render(world, { limit: shown, before: null, filter: null }),
  ];
  const all =
    count > shown
      ? html`<a href="/browse/${listing.slug}"
          >All ${count.toLocaleString("en-US")}<span class="hidden"> ${listing.title.toLowerCase()}</span></a
        >`
      : null;
  return panel(
    listing.title,
    count === 0 ? listing.render(world, { limit: 1, before: null, filter: null }) : body,
    all,
  );
}

function stats({ state, requests: { counts } }: World): Html {
  const facts: readonly (readonly [string, number])[] = [
    ["transfers", state.transfers.rows.length],
    ["accounts", state.accounts.rows.length],
    ["events", state.events.rows.length],
    ["thin events", state.thinEvents.rows.length],
    ["not delivered", state.deliveries.size],
    ["saved answers", state.savedAnswers.size],
    ["requests", counts.requests],
    ["rate limited", counts.rateLimited],
    ["replays", counts.replays],
  ];
  return html`<dl class="stats">
    ${facts.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value.toLocaleString("en-US")}</dd>
        </div>`,
    )}
  </dl>`;
}
