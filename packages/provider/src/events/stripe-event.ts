import type Stripe from "stripe";
import type { StripeReader } from "../client/stripe-reader.ts";
import { stripePages } from "../client/stripe-pages.ts";

/** One event, of either shape: a snapshot (v1, data inside) or a thin one (v2, only what it is about). */
export type StripeEvent = {
  readonly shape: "snapshot" | "thin";
  /** `evt_…`, one per fact most of the time: Stripe may deliver it often, and may tell one fact in two events. */
  readonly id: string;
  /** e.g. `transfer.created`, `v2.core.account[requirements].updated`. */
  readonly type: string;
  /** The connected account that it happened on; null for the platform itself. */
  readonly account: string | null;
  /** The object that it is about: `tr_…`, `po_…`, `acct_…`. */
  readonly objectId: string | null;
  readonly livemode: boolean;
  /** In whole seconds for snapshots: ties are common, never an order. */
  readonly createdAt: Date;
  /** The shape of the payload follows the webhook endpoint's version; null for thin events. */
  readonly apiVersion: string | null;
  /** As received. */
  readonly payload: Readonly<Record<string, unknown>>;
};

/** @returns null when `payload` is not an event of Stripe's. */
export function stripeEvent(payload: unknown): StripeEvent | null {
  if (!isRecord(payload) || typeof payload["id"] !== "string" || typeof payload["type"] !== "string")
    return null;
  const { id, type, object, created, livemode } = payload;
  if (object === "event" && typeof created === "number") {
    const data = isRecord(payload["data"]) ? payload["data"]["object"] : null;
    return {
      shape: "snapshot",
      id,
      type,
      account: textIn(payload, "account"),
      objectId: isRecord(data) ? textIn(data, "id") : null,
      livemode: livemode === true,
      createdAt: new Date(created * 1000),
      apiVersion: textIn(payload, "api_version"),
      payload,
    };
  }
  if (object === "v2.core.event" && typeof created === "string" && !Number.isNaN(Date.parse(created))) {
    const related = isRecord(payload["related_object"]) ? payload["related_object"] : null;
    const relatedId = related === null ? null : textIn(related, "id");
    return {
      shape: "thin",
      id,
      type,
      account: textIn(payload, "context") ?? (relatedId?.startsWith("acct_") === true ? relatedId : null),
      objectId: relatedId,
      livemode: livemode === true,
      createdAt: new Date(created),
      apiVersion: null,
      payload,
    };
  }
  return null;
}

/**
 * The platform's own events since an instant, newest first, in pages of 100: what webhooks may have missed. Stripe
 * keeps 30 days. Events on connected accounts are not among them: poll the accounts instead.
 *
 * @throws ProviderUnavailable
 */
export async function* listEvents(
  reader: StripeReader,
  { createdFrom }: { readonly createdFrom: Date },
): AsyncGenerator<readonly StripeEvent[]> {
  const created = { gte: Math.floor(createdFrom.getTime() / 1000) };
  const list = (stripe: Stripe, cursor: Stripe.PaginationParams) =>
    stripe.events.list({ ...cursor, created });
  for await (const page of stripePages(reader, "events.list", list)) {
    yield page.map((event) => stripeEvent(event)).filter((event) => event !== null);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textIn(record: Record<string, unknown>, key: string): string | null {
  const value = record[key];
  return typeof value === "string" ? value : null;
}
