import type { AccountDetail } from "./account-detail.ts";

/** How far a creator's way to being paid has come, in one word. */
export type AccountStanding =
  /** She has no account yet. */
  | "none"
  /** She has not finished what Stripe asks at first. */
  | "incomplete"
  /** Stripe, or her bank, waits for her. She may still be paid meanwhile: that is `transfersActive`. */
  | "action_needed"
  /** Stripe is checking; nobody has to do anything. */
  | "in_review"
  | "ready"
  /** Stripe stopped the account, and nothing that she can hand in changes it. */
  | "restricted"
  /** Stripe does not show it to us: closed, or our access was revoked. */
  | "unreachable";

/** The one thing that she does next. */
export type AccountStep =
  | "open_account"
  | "continue_onboarding"
  | "hand_in"
  | "replace_bank"
  | "settle_balance"
  | "wait"
  | "contact_support"
  | "open_new_account"
  | "none";

export type AccountFacts = {
  /** `acct_…`; null before onboarding. */
  readonly stripeAccountId: string | null;
  /** Why the last reading failed; null when it did not. */
  readonly accountError: string | null;
  /** The account's balance at Stripe is below zero. */
  readonly accountNegative: boolean;
  readonly transfersActive: boolean;
  readonly payoutsEnabled: boolean;
  readonly requirementsPastDue: readonly string[];
  readonly disabledReason: string | null;
  /** Null when it was never read in full. */
  readonly detail: AccountDetail | null;
};

type Judged = { readonly standing: AccountStanding; readonly step: AccountStep };

/** Stripe's `disabled_reason` for good, or until Stripe or the platform decides otherwise. */
export const STOPPED_BY_STRIPE = /^(rejected\.|listed$|platform_paused$|other$)/;
const BEING_CHECKED: ReadonlySet<string> = new Set(["under_review", "requirements.pending_verification"]);

/** Reads Payrun's mirror of an account: where it stands, and the one next step. */
export function accountStanding(facts: AccountFacts): Judged {
  const { disabledReason, detail, transfersActive } = facts;
  if (facts.stripeAccountId === null) return { standing: "none", step: "open_account" };
  if (facts.accountError !== null) return { standing: "unreachable", step: "open_new_account" };
  if (disabledReason !== null && STOPPED_BY_STRIPE.test(disabledReason))
    return { standing: "restricted", step: "contact_support" };
  if (detail?.detailsSubmitted === false && !transfersActive)
    return { standing: "incomplete", step: "continue_onboarding" };
  const step = stepOfHers(facts);
  if (step !== null) return { standing: "action_needed", step };
  if (transfersActive && facts.payoutsEnabled) return { standing: "ready", step: "none" };
  if (isBeingChecked(facts)) return { standing: "in_review", step: "wait" };
  return { standing: "restricted", step: "contact_support" };
}

function stepOfHers({ requirementsPastDue, detail, accountNegative }: AccountFacts): AccountStep | null {
  const due = [...requirementsPastDue, ...(detail?.currentlyDue ?? []), ...(detail?.errors ?? [])];
  if (due.length > 0) return "hand_in";
  if (detail?.banks?.some((bank) => bank.state === "stopped") === true) return "replace_bank";
  return accountNegative ? "settle_balance" : null;
}

function isBeingChecked({ disabledReason, detail }: AccountFacts): boolean {
  if (disabledReason !== null && BEING_CHECKED.has(disabledReason)) return true;
  // Not read yet: what Stripe asks is not known, so nobody is sent there for nothing.
  return detail === null || detail.pendingVerification.length > 0 || detail.transfers === "pending";
}
