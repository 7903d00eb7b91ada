import type { EventRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import { objectOf } from "../render-event.ts";
import type { RelatedObject } from "./thin-event-rows.ts";

/** Where v1 objects are read, by their `object`. */
const collections: Readonly<Record<string, string>> = {
  account: "accounts",
  charge: "charges",
  dispute: "disputes",
  payment_intent: "payment_intents",
  payout: "payouts",
  refund: "refunds",
  topup: "topups",
  transfer: "transfers",
};

/** What the thin event of a snapshot event names; null for an object that cannot be read by itself. */
export function relatedObjectOf(state: State, event: EventRow): RelatedObject | null {
  const { object: type, id, account } = objectOf(state, event);
  if (typeof type !== "string") return null;
  if (type === "balance" || type === "balance_settings") return { type, url: `/v1/${type}` };
  if (typeof id !== "string") return null;
  const collection = collections[type];
  if (collection !== undefined) return { id, type, url: `/v1/${collection}/${id}` };
  if (typeof account !== "string") return null;
  if (type === "capability") return { id, type, url: `/v1/accounts/${account}/capabilities/${id}` };
  return type === "person" ? { id, type, url: `/v1/accounts/${account}/persons/${id}` } : null;
}
