/** Where a payout is, in its creator's words: the item's state and, once Stripe has it, that of the way to her bank. */
export const payoutStates = [
  "planned",
  "waiting_for_funds",
  "sending",
  "confirming",
  "at_stripe",
  "to_bank",
  "in_bank",
  "returned_by_bank",
  "reversed",
  "held",
  "failed",
  "canceled",
  "replaced",
] as const;

export type PayoutState = (typeof payoutStates)[number];
