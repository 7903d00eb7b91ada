export type ItemStatus =
  | "planned"
  | "awaiting_funds"
  | "sending"
  | "unknown"
  | "paid"
  | "failed"
  | "held"
  | "canceled"
  | "superseded"
  | "reversed";

/**
 * Where a payout item can go. The database refuses every other move.
 *
 * `planned` and `awaiting_funds` reach `paid` only because the item's transfer was found at Stripe.
 */
export const itemTransitions = {
  planned: ["sending", "awaiting_funds", "held", "canceled", "paid"],
  awaiting_funds: ["planned", "canceled", "superseded", "paid"],
  sending: ["paid", "failed", "held", "awaiting_funds", "unknown", "canceled", "planned"],
  unknown: ["paid", "failed", "held", "awaiting_funds"],
  failed: ["planned", "superseded", "canceled"],
  held: ["planned", "superseded", "canceled"],
  paid: ["reversed"],
  canceled: [],
  superseded: [],
  reversed: [],
} as const satisfies Record<ItemStatus, readonly ItemStatus[]>;

const OPEN: ReadonlySet<ItemStatus> = new Set(["planned", "awaiting_funds", "sending", "unknown"]);

export function canMoveItem(from: ItemStatus, to: ItemStatus): boolean {
  const targets: readonly ItemStatus[] = itemTransitions[from];
  return targets.includes(to);
}

/** Open items, and only they, hold money in transit: one for a creator and currency. */
export function isOpenItemStatus(status: ItemStatus): boolean {
  return OPEN.has(status);
}
