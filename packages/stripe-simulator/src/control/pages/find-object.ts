import { ledgerEntryOf, ownerOf, renderBalanceTransaction } from "../../balance/balance-transaction.ts";
import { renderEventDestination } from "../../events/thin/render-event-destination.ts";
import { renderEvent } from "../../events/render-event.ts";
import { renderThinEvent } from "../../events/thin/render-thin-event.ts";
import { renderWebhookEndpoint } from "../../events/webhook-endpoints.ts";
import { objectLookup } from "../../object-lookup.ts";
import type { StripeObject } from "../../protocol/stripe-object.ts";
import { type EventRow, platform } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import type { World } from "../../world.ts";
import { subjectOf } from "./sections/events.ts";

/** How many events are looked at on each side for what an object went through. */
const lookedAtMax = 5000;
const shownMax = 25;

/** The object as Stripe shows it now; undefined when nothing has that id. */
export function findObject(world: World, id: string): StripeObject | undefined {
  const { state } = world;
  const event = state.events.get(id);
  if (event !== undefined) return renderEvent(state, event);
  const thin = state.thinEvents.get(id);
  if (thin !== undefined) return renderThinEvent(thin);
  const endpoint = state.endpoints.get(id);
  if (endpoint !== undefined) return renderWebhookEndpoint(endpoint);
  const destination = state.eventDestinations.get(id);
  if (destination !== undefined) return renderEventDestination(destination, ["webhook_endpoint.url"]);
  return objectLookup(state)(id);
}

/** The balance transactions that an object caused, or, of an account, its newest. */
export function balanceTransactionsOf(state: State, id: string) {
  if (state.accounts.get(id) !== undefined) {
    return state
      .ledgerOf(id)
      .slice(-shownMax)
      .toReversed()
      .map((entry) => renderBalanceTransaction(state, entry, id));
  }
  const entry = ledgerEntryOf(state, id);
  if (entry !== undefined) {
    const owners = "owner" in entry ? [entry.owner] : [platform, entry.destination];
    const shown = id.startsWith("txn_") ? [ownerOf(entry, id)] : owners;
    return shown.map((owner) => renderBalanceTransaction(state, entry, owner));
  }
  return state.movements
    .of(id)
    .slice(-shownMax)
    .map((movement) => renderBalanceTransaction(state, movement, movement.owner));
}

/**
 * The newest events about an object: among those that followed its creation at once and the newest of all, so that a
 * state with millions of events is answered as fast.
 */
export function eventsAbout(state: State, object: StripeObject): EventRow[] {
  const { id, created } = object;
  if (typeof id !== "string") return [];
  const ofAccount = state.events.of(id);
  if (ofAccount.length > 0) return ofAccount.slice(-shownMax).toReversed();
  const { rows } = state.events;
  const start = typeof created === "number" ? firstSince(rows, created) : rows.length;
  const newestFrom = Math.max(start + lookedAtMax, rows.length - lookedAtMax);
  const looked = [...rows.slice(start, start + lookedAtMax), ...rows.slice(newestFrom)];
  return looked
    .filter((event) => subjectOf(event) === id)
    .slice(-shownMax)
    .toReversed();
}

function firstSince(rows: readonly EventRow[], created: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.created ?? Infinity) < created) low = middle + 1;
    else high = middle;
  }
  return low;
}
