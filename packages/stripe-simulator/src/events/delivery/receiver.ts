import type { DeliveryRow, WebhookEndpointRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import type { Letter } from "./post-webhook.ts";
import { renderEvent } from "../render-event.ts";
import { renderThinNotification } from "../thin/render-thin-event.ts";
import type { EventDestinationRow } from "../thin/thin-event-rows.ts";

/** Whoever events are sent to: a v1 webhook endpoint (`we_…`) or a v2 event destination (`ed_…`). */
export type Receiver = WebhookEndpointRow | EventDestinationRow;

export function receiverOf(state: State, id: string): Receiver | undefined {
  return state.endpoints.get(id) ?? state.eventDestinations.get(id);
}

export function storeReceiver(state: State, receiver: Receiver): void {
  if ("connect" in receiver) state.endpoints.put(receiver);
  else state.eventDestinations.put(receiver);
}

/** Its secret, and the one it had before while that is still valid. */
export function secretsOf(receiver: Receiver, nowSeconds: number): string[] {
  const former = receiver.formerSecrets.filter(({ expiresAt }) => expiresAt > nowSeconds);
  return [receiver.secret, ...former.map(({ secret }) => secret)];
}

/**
 * Gives it a new secret; the one before stays valid for `expiresInSeconds`, as "Roll secret" offers up to 24 hours
 * (docs.stripe.com/webhooks#roll-endpoint-secrets).
 */
export function rollSecret(
  receiver: Receiver,
  { secret, expiresAt, nowSeconds }: { secret: string; expiresAt: number; nowSeconds: number },
): void {
  const stillValid = receiver.formerSecrets.filter((former) => former.expiresAt > nowSeconds);
  receiver.formerSecrets = [{ secret: receiver.secret, expiresAt }, ...stillValid];
  receiver.secret = secret;
}

/** Drops what is on its way to a receiver that is gone. */
export function forgetDeliveries(state: State, receiver: Receiver): void {
  for (const { id, endpoint } of state.deliveries.values()) {
    if (endpoint === receiver.id) state.deliveries.remove(id);
  }
}

/**
 * What a delivery puts on paper; null when its event or receiver is gone, or the receiver was disabled meanwhile:
 * the event is then not retried (docs.stripe.com/webhooks#event-delivery-behaviors).
 */
export function letterFor(state: State, delivery: DeliveryRow, nowSeconds: number): Letter | null {
  const receiver = receiverOf(state, delivery.endpoint);
  if (receiver === undefined || receiver.deleted || receiver.status === "disabled") return null;
  const body = bodyFor(state, delivery, receiver);
  return body === null ? null : { url: receiver.url, body, secrets: secretsOf(receiver, nowSeconds) };
}

function bodyFor(state: State, delivery: DeliveryRow, receiver: Receiver): string | null {
  const event = state.events.get(delivery.event);
  if (event !== undefined) {
    const version = "connect" in receiver ? receiver.apiVersion : receiver.snapshotApiVersion;
    // Indented as Stripe's are: whoever signs what they parsed and wrote again finds out here.
    return JSON.stringify(renderEvent(state, event, version), null, 2);
  }
  const thin = state.thinEvents.get(delivery.event);
  return thin === undefined ? null : JSON.stringify(renderThinNotification(thin));
}
