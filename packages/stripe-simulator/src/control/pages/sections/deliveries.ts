import { html, type Html } from "../../../html.ts";
import { columns, idLink, pill, table, type Tone } from "../table.ts";
import { listDeliveries, type ShownDelivery } from "../../list-deliveries.ts";
import type { World } from "../../../world.ts";

const tones: Readonly<Record<ShownDelivery["status"], Tone>> = {
  pending: "waits",
  held: "waits",
  failed: "bad",
  delivered: "good",
  lost: "bad",
};

/** What is on its way, was given up, or was delivered or lost lately; of one event or of all. */
export function deliveryTable(world: World, { limit, event }: { limit: number; event?: string }): Html {
  return table({
    name: "Deliveries",
    columns: columns("Event", "Type", "Endpoint", "State", "#Attempts", "Last failure", "At (UTC)"),
    rows: listDeliveries(world, { limit, event }).map((shown) => [
      idLink(shown.event),
      shown.type,
      idLink(shown.endpoint),
      pill(shown.status, tones[shown.status]),
      shown.attempts,
      shown.failure,
      shown.at === null
        ? null
        : html`<time datetime="${shown.at}">${shown.at.slice(0, 19).replace("T", " ")}</time>`,
    ]),
    empty: event === undefined ? "Nothing was sent to a webhook yet." : "It was sent to nobody lately.",
  });
}

/** Who is told of events. */
export function receiverTable({ state }: World): Html {
  const ofConnect = "events of connected accounts";
  const rows = [
    ...state.endpoints.rows.map((row) => ({
      ...row,
      hears: row.connect ? ofConnect : "events of the platform",
    })),
    ...state.eventDestinations.rows.map((row) => ({
      ...row,
      hears: `${row.eventPayload} events from ${row.eventsFrom.join(", ")}`,
    })),
  ].filter(({ deleted }) => !deleted);
  return table({
    name: "Webhook endpoints and event destinations",
    columns: columns("Endpoint", "URL", "Hears", "Types", "State"),
    rows: rows.map(({ id, url, hears, enabledEvents, status }) => [
      idLink(id),
      url,
      hears,
      enabledEvents.length > 3 ? `${enabledEvents.length} types` : enabledEvents.join(", "),
      pill(status, status === "enabled" ? "good" : "plain"),
    ]),
    empty: "No webhook endpoint is set up.",
  });
}
