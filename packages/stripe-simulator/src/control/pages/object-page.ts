import type { StripeObject } from "../../protocol/stripe-object.ts";
import type { World } from "../../world.ts";
import { panel } from "./document.ts";
import { balanceTransactionsOf, eventsAbout } from "./find-object.ts";
import { formatAmount } from "./format-amount.ts";
import { type Content, html, type Html } from "../../html.ts";
import { deliveryTable } from "./sections/deliveries.ts";
import { delivery, resendForm } from "./sections/events.ts";
import { columns, idLink, instant, pill, table } from "./table.ts";

/** An object as Stripe shows it, what it did to balances, and what was told of it. */
export function objectPage(world: World, id: string, object: StripeObject): Content {
  const isEvent = object["object"] === "event" || object["object"] === "v2.core.event";
  return [
    isEvent
      ? panel("Deliveries", deliveryTable(world, { limit: 25, event: id }), resendForm(id))
      : [transactions(world, id), history(world, object)],
    panel("As Stripe shows it", json(object)),
  ];
}

function transactions({ state }: World, id: string): Html {
  return panel(
    "Balance transactions",
    table({
      name: "Balance transactions",
      columns: columns("Transaction", "Type", "#Amount", "#Fee", "#Net", "State", "Available (UTC)"),
      rows: balanceTransactionsOf(state, id).map((row) => [
        idLink(row.id),
        row.type,
        formatAmount(row.amount, row.currency),
        formatAmount(row.fee, row.currency),
        formatAmount(row.net, row.currency),
        pill(row.status, row.status === "available" ? "good" : "waits"),
        instant(row.available_on),
      ]),
      empty: "It moved no money.",
    }),
  );
}

function history(world: World, object: StripeObject): Html {
  return panel(
    "Events",
    table({
      name: "Events",
      columns: columns("Event", "Created (UTC)", "Type", "Delivery"),
      rows: eventsAbout(world.state, object).map((event) => [
        idLink(event.id),
        instant(event.created),
        event.type,
        delivery(world, event),
      ]),
      empty: "No event tells of it.",
    }),
  );
}

/** JSON in which every id leads to its object. */
function json(object: StripeObject): Html {
  const lines = JSON.stringify(object, null, 2).split(/("(?:[a-z]{2,6}|ed_test)_1Si[mC]\w+")/);
  return html`<pre tabindex="0" role="region" aria-label="JSON">
${lines.map((part, index) =>
  index % 2 === 0
    ? part
    : html`"<a href="/objects/${encodeURIComponent(part.slice(1, -1))}">${part.slice(1, -1)}</a>"`,
)}</pre>`;
}
