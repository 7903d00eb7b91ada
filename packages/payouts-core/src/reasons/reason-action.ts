import type { PayoutReason, ReasonCode } from "./reason-numbers.ts";

/** What a creator can do about a reason. `none`: nothing, it passes by itself. */
export type ReasonAction =
  | "none"
  | "contact_support"
  | "set_up_account"
  | "complete_account"
  | "settle_account"
  | "reconnect_account"
  | "finish_tax_form"
  | "lower_minimum"
  | "change_cadence"
  | "resume_payouts";

/** Exactly one action for each reason. A code without its action does not compile. */
const ACTIONS = {
  payouts_stopped: "none",
  on_hold: "contact_support",
  sanctions_blocked: "contact_support",
  paused_by_admin: "contact_support",
  paused_by_creator: "resume_payouts",
  not_this_date: "change_cadence",
  no_payout_account: "set_up_account",
  transfers_inactive: "complete_account",
  requirements_past_due: "complete_account",
  country_not_supported: "contact_support",
  tax_form_missing: "finish_tax_form",
  destination_changed_recently: "contact_support",
  open_item_exists: "none",
  in_debt: "none",
  nothing_available: "none",
  below_minimum: "lower_minimum",
  unusual_amount: "none",
  destination_changed: "none",
  debt: "none",
  account_negative: "settle_account",
  account_unreadable: "reconnect_account",
  needs_review: "none",
} as const satisfies Record<ReasonCode, ReasonAction>;

/** The one thing that the creator can do about a reason; its words are the catalogue's. */
export function reasonAction(reason: PayoutReason): ReasonAction {
  // Only her own minimum is hers to lower.
  if (reason.code === "below_minimum" && reason.minimumSetBy !== "creator") return "none";
  return ACTIONS[reason.code];
}
