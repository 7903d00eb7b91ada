import type Stripe from "stripe";
import { ProviderUnavailable } from "../client/provider-unavailable.ts";
import type { StripeReader } from "../client/stripe-reader.ts";
import { fieldsOf } from "../client/json-body.ts";
import { stripeEvent, type StripeEvent } from "./stripe-event.ts";

const OPERATION = "v2.core.events.list";

export type ThinEventsFrom = {
  readonly createdFrom: Date;
  /** Only those about this object. */
  readonly objectId?: string;
  /** The connected account that they happened on (their `context`); the platform's own unless given. */
  readonly accountId?: string;
};

/**
 * Thin events of the v2 API since an instant, in pages: what a webhook of accounts v2 may have missed. Stripe keeps 30
 * days. Assumed, as in every list of Stripe's: newest first.
 *
 * @throws ProviderUnavailable: what was yielded until then is not the whole list.
 */
export async function* listThinEvents(
  reader: StripeReader,
  { createdFrom, objectId, accountId }: ThinEventsFrom,
): AsyncGenerator<readonly StripeEvent[]> {
  const options = accountId === undefined ? {} : { stripeContext: accountId };
  const filter = { limit: 100, ...(objectId === undefined ? {} : { object_id: objectId }) };
  let page: unknown = await reader.read(OPERATION, (stripe) => stripe.v2.core.events.list(filter, options));
  for (;;) {
    const { data, next_page_url: nextPage } = fieldsOf(page);
    if (!Array.isArray(data) || !(nextPage === null || typeof nextPage === "string")) throw brokenPage(page);
    const events = data.map((event: unknown) => stripeEvent(event)).filter((event) => event !== null);
    const young = events.filter((event) => event.createdAt >= createdFrom);
    if (young.length > 0) yield young;
    if (nextPage === null || young.length < events.length) return;
    if (!nextPage.startsWith("/v2/core/events?")) throw brokenPage(page);
    page = await reader.read(OPERATION, (stripe) => stripe.rawRequest("GET", nextPage, undefined, options));
  }
}

/** What a thin event is about, as it is now: the event itself carries no data. */
export type ThinEventObject =
  | { readonly kind: "object"; readonly object: Readonly<Record<string, unknown>> }
  /** Deleted since, or out of reach. */
  | { readonly kind: "gone"; readonly reason: string }
  /** The event names no object, or is not a thin one. */
  | { readonly kind: "none" };

/**
 * Fetches the object that a thin event is about. Of an account v2 shows only what `include` names: read accounts with
 * `readAccount` instead.
 *
 * @throws ProviderUnavailable
 */
export async function readThinEventObject(
  reader: StripeReader,
  event: StripeEvent,
): Promise<ThinEventObject> {
  const { url } = fieldsOf(event.payload["related_object"]);
  // A path of the API, never another host: the key goes with it.
  if (event.shape !== "thin" || typeof url !== "string" || !/^\/v[12]\/[\w/.-]+$/.test(url))
    return { kind: "none" };
  const { context } = event.payload;
  const options = {
    ...(typeof context === "string" ? { stripeContext: context } : {}),
    additionalHeaders: { "Stripe-Request-Trigger": `event=${event.id}` },
  };
  const operation = `${url.startsWith("/v2/") ? "v2." : ""}related_object.retrieve`;
  const answer = await reader.readOrRefusal(operation, (stripe: Stripe) =>
    stripe.rawRequest("GET", url, undefined, options),
  );
  if (!answer.ok) return { kind: "gone", reason: answer.refusal.code ?? answer.refusal.message };
  return { kind: "object", object: fieldsOf(answer.value) };
}

function brokenPage(page: unknown): ProviderUnavailable {
  const noWire = { tries: 1, httpStatus: 200, requestId: null, rateLimitReason: null, failure: null };
  return new ProviderUnavailable({ operation: OPERATION, ...noWire, code: "broken_page" }, page);
}
