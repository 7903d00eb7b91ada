import { pendingWebhooks } from "../../../events/render-event.ts";
import { receiversOf } from "../../../events/record-event.ts";
import type { EventRow } from "../../../state/rows.ts";
import type { World } from "../../../world.ts";
import { type Content, html, type Html } from "../../../html.ts";
import { listing } from "../listing.ts";
import { columns, idLink, instant, pill } from "../table.ts";

export const events = listing<EventRow>({
  slug: "events",
  title: "Events",
  columns: columns("Event", "Created (UTC)", "Type", "About", "Delivery", "Account"),
  rows: ({ state }) => state.events.rows,
  cells: (world, row) => [
    idLink(row.id),
    instant(row.created),
    row.type,
    idLink(subjectOf(row)),
    delivery(world, row),
    idLink(row.account),
  ],
  empty: "Nothing happened yet.",
});

/** The id of what it is about. */
export function subjectOf({ transfer, object }: EventRow): string | null {
  const id = transfer ?? object?.["id"];
  return typeof id === "string" ? id : null;
}

/** Whether its receivers have it, and the means to send it again where there are any. */
export function delivery(world: World, event: EventRow): Content {
  const hasReceivers = receiversOf(world, event).length > 0;
  return [deliveryState(world, event), hasReceivers ? resendForm(event.id) : null];
}

function deliveryState(world: World, event: EventRow): Html {
  const { state } = world;
  const receivers = [...state.endpoints.rows, ...state.eventDestinations.rows];
  const waiting = receivers.flatMap(({ id }) => state.deliveries.get(`${event.id}|${id}`) ?? []);
  const failed = waiting.filter(({ status }) => status === "failed").length;
  if (failed > 0) return pill(`gave up at ${failed}`, "bad");
  const retried = waiting.find(({ attempts }) => attempts > 0);
  if (retried !== undefined) return pill(`failed ${retried.attempts}×, tried again`, "waits");
  if (waiting.some(({ status }) => status === "held")) return pill("held back", "waits");
  if (pendingWebhooks(state, event.id) > 0) return pill("on its way", "waits");
  const isLost = world.deliveryLog.counts.lost > 0 && wasLost(world, event.id);
  if (isLost) return pill("lost by a fault", "bad");
  const count = receiversOf(world, event).length;
  return count === 0 ? pill("nobody listens", "plain") : pill(`delivered to ${count}`, "good");
}

function wasLost(world: World, event: string): boolean {
  return world.deliveryLog.latest().some((entry) => entry.event === event && entry.outcome === "lost");
}

export function resendForm(event: string): Html {
  return html`<form method="post" action="/browse/resend">
    <input type="hidden" name="event" value="${event}" /><button aria-label="Send ${event} again">
      Resend
    </button>
  </form>`;
}
