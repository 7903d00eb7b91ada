import type { ReasonOf, SkipReason } from "../reasons/reason-numbers.ts";
import type { ActiveHold, CreatorSnapshot } from "./creator-snapshot.ts";

/** Vetoes that planning and claiming share: the same facts must give the same answer hours later. */
export type Vetoable = Pick<
  CreatorSnapshot,
  | "stripeAccountId"
  | "transfersActive"
  | "requirementsPastDue"
  | "disabledReason"
  | "activeHold"
  | "pausedBy"
  | "sanctions"
>;

/** A hold counts until its end, exclusive. */
export function holdReason(hold: ActiveHold | null, at: Date): ReasonOf<"on_hold"> | null {
  if (hold === null || (hold.until !== null && hold.until <= at)) return null;
  const { holdId, reason, placedBy, until } = hold;
  return { code: "on_hold", holdId, reason, placedBy, until: until === null ? null : until.toISOString() };
}

export function sanctionsReason({ sanctions }: Vetoable): SkipReason | null {
  return sanctions === "blocked" ? { code: "sanctions_blocked" } : null;
}

export function pauseReason({ pausedBy }: Vetoable): SkipReason | null {
  if (pausedBy === null) return null;
  return { code: pausedBy === "admin" ? "paused_by_admin" : "paused_by_creator" };
}

/** Null without an account: that is a reason of its own. */
export function transfersReason(facts: Vetoable): ReasonOf<"transfers_inactive"> | null {
  const { stripeAccountId, transfersActive, disabledReason } = facts;
  if (stripeAccountId === null || transfersActive) return null;
  return { code: "transfers_inactive", stripeAccountId, disabledReason };
}

/** A veto as soon as anything is past due, though transfers may still work: Stripe is about to stop them. */
export function requirementsReason(facts: Vetoable): ReasonOf<"requirements_past_due"> | null {
  const { requirementsPastDue, disabledReason } = facts;
  if (requirementsPastDue.length === 0) return null;
  return { code: "requirements_past_due", fields: requirementsPastDue, disabledReason };
}

/** How Payrun's mirror of the account stands. */
export type AccountReading = {
  /** Why the last reading failed; null when it did not. */
  readonly accountError: string | null;
  /** The account's balance at Stripe is below zero. */
  readonly accountNegative: boolean;
};

/** An account that cannot be read is not ready, and a balance below zero would swallow the transfer. */
export function accountReason(
  stripeAccountId: string,
  { accountError: error, accountNegative }: AccountReading,
): ReasonOf<"account_unreadable"> | ReasonOf<"account_negative"> | null {
  if (error !== null) return { code: "account_unreadable", stripeAccountId, error };
  return accountNegative ? { code: "account_negative", stripeAccountId } : null;
}
