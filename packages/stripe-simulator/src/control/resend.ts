import { resendEvent } from "../events/delivery/queue-delivery.ts";
import { receiverOf } from "../events/delivery/receiver.ts";
import { receiversOf } from "../events/record-event.ts";
import { destinationListens } from "../events/thin/record-thin-event.ts";
import { badRequest, noSuch } from "../protocol/api-error.ts";
import type { World } from "../world.ts";

const resendableSeconds = 30 * 24 * 60 * 60;

/**
 * Sends an event of the last 30 days again, as Stripe's "Resend" does: to one endpoint, or to all that listen to it.
 * What was not enabled for its type does not get it that way either (stripe/stripe-cli#675).
 */
export function resend(world: World, id: string, endpoint: string | undefined) {
  const { state } = world;
  const [event, thin] = [state.events.get(id), state.thinEvents.get(id)];
  const known = event ?? thin;
  if (known === undefined || known.created <= world.clock.nowSeconds() - resendableSeconds)
    throw noSuch("event", id);
  const account = event === undefined ? (thin?.context ?? null) : event.account;
  const listening =
    event !== undefined
      ? receiversOf(world, event)
      : state.eventDestinations.rows
          .filter((row) => destinationListens(row, "thin", { type: known.type, account }))
          .map((row) => row.id);
  if (endpoint === undefined) return listening.map((one) => resendEvent(world, id, one));
  const receiver = receiverOf(state, endpoint);
  if (receiver === undefined || receiver.deleted) throw noSuch("webhook endpoint", endpoint, "endpoint");
  if (!listening.includes(endpoint)) {
    throw badRequest(
      undefined,
      `${endpoint} does not listen to ${known.type} events of this account.`,
      "endpoint",
    );
  }
  return [resendEvent(world, id, endpoint)];
}
