import type { CurrencyCode, TransfersState } from "@payrun/payouts-core";
import type Stripe from "stripe";

/** What decides whether a connected account can receive a transfer and pay it out, and what its creator must see. */
export type ConnectedAccount = {
  readonly kind: "account";
  /** `acct_…` */
  readonly accountId: string;
  /** `capabilities.transfers` is `active`: transfers to it succeed. */
  readonly transfersActive: boolean;
  readonly transfersState: TransfersState;
  /** Money can go on to the bank. */
  readonly payoutsEnabled: boolean;
  /** The creator has been through onboarding once. Never a sign of readiness. */
  readonly detailsSubmitted: boolean;
  /** Stripe's names of what is missing, e.g. `individual.verification.document`. */
  readonly requirementsPastDue: readonly string[];
  readonly requirementsCurrentlyDue: readonly string[];
  /** Asked for later; nothing is disabled for it yet. */
  readonly requirementsEventuallyDue: readonly string[];
  /** Stripe is checking what was given: nobody has to do anything. */
  readonly pendingVerification: readonly string[];
  /** What was given and refused, to be given again. */
  readonly requirementErrors: readonly RequirementError[];
  /** Until when what is currently due must be given; after it the account is disabled. */
  readonly currentDeadline: Date | null;
  /** e.g. `requirements.past_due`, `rejected.fraud`, `platform_paused`. */
  readonly disabledReason: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** ISO 4217, upper case. */
  readonly defaultCurrency: CurrencyCode | null;
  /** When Stripe pays its balance out; null when Stripe does not show it. */
  readonly payoutSchedule: PayoutSchedule | null;
  /** Stripe shows banks only of accounts that the platform controls. */
  readonly showsBanks: boolean;
  /** Where Stripe pays it out to; the ten newest. Empty: the creator has named no bank yet, or Stripe does not show it. */
  readonly bankDestinations: readonly BankDestination[];
};

export type RequirementError = {
  /** Stripe's name of the field. */
  readonly requirement: string;
  /** e.g. `verification_document_expired`. */
  readonly code: string;
  /** Stripe's own sentence, fit for the creator. */
  readonly reason: string;
};

export type PayoutSchedule = {
  /** `manual`: nothing goes to the bank by itself. */
  readonly interval: string;
  /** Lower case, `monday`; empty unless weekly. */
  readonly weeklyDays: readonly string[];
  /** 1 to 31; empty unless monthly. */
  readonly monthlyDays: readonly number[];
  /** How long Stripe keeps funds before it pays them out. */
  readonly delayDays: number;
};

export type BankDestination = {
  /** `ba_…` or `card_…` */
  readonly id: string;
  readonly kind: "bank_account" | "card";
  readonly last4: string;
  /** The bank's name, or the card's brand. */
  readonly name: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** ISO 4217, upper case. */
  readonly currency: CurrencyCode | null;
  /**
   * `stopped`: a payout to it failed, or its owner could not be verified, and Stripe sends it no scheduled payout until
   * the creator replaces it. Stripe's status for cards says nothing: they are always `usable`.
   */
  readonly state: "usable" | "stopped";
  /** Stripe's own word, e.g. `errored`, `verification_failed`; null for a card. */
  readonly stripeStatus: string | null;
  readonly isDefaultForCurrency: boolean;
};

/**
 * Stripe's v1 account in Payrun's words. Accounts of both generations are read so: a v2 account answers v1 endpoints in
 * v1 shape (docs.stripe.com/connect/accounts-v2/migrate-integration), and only v1 says `payouts_enabled` and the bank.
 */
export function connectedAccount(account: Stripe.Account): ConnectedAccount {
  const { requirements, settings } = account;
  const deadline = requirements?.current_deadline ?? null;
  return {
    kind: "account",
    accountId: account.id,
    transfersActive: account.capabilities?.transfers === "active",
    transfersState: transfersState(account.capabilities?.transfers),
    payoutsEnabled: account.payouts_enabled,
    detailsSubmitted: account.details_submitted,
    requirementsPastDue: requirements?.past_due ?? [],
    requirementsCurrentlyDue: requirements?.currently_due ?? [],
    requirementsEventuallyDue: requirements?.eventually_due ?? [],
    pendingVerification: requirements?.pending_verification ?? [],
    requirementErrors: (requirements?.errors ?? []).map(({ requirement, code, reason }) => ({
      requirement,
      code,
      reason,
    })),
    currentDeadline: deadline === null ? null : new Date(deadline * 1000),
    disabledReason: requirements?.disabled_reason ?? null,
    country: account.country?.toUpperCase() ?? null,
    defaultCurrency: account.default_currency?.toUpperCase() ?? null,
    payoutSchedule: settings?.payouts === undefined ? null : payoutSchedule(settings.payouts.schedule),
    showsBanks: account.external_accounts !== undefined,
    bankDestinations: (account.external_accounts?.data ?? []).map(bankDestination),
  };
}

function transfersState(said: string | undefined): TransfersState {
  if (said === undefined) return "unrequested";
  return said === "active" || said === "pending" ? said : "inactive";
}

/** Both of Stripe's ways of naming days: the single anchor, and the newer list. */
function payoutSchedule(schedule: Stripe.Account.Settings.Payouts.Schedule): PayoutSchedule {
  const { interval, delay_days: delayDays } = schedule;
  const weekly = schedule.weekly_payout_days ?? present(schedule.weekly_anchor);
  const monthly = schedule.monthly_payout_days ?? present(schedule.monthly_anchor);
  return {
    interval,
    weeklyDays: interval === "weekly" ? weekly : [],
    monthlyDays: interval === "monthly" ? monthly : [],
    delayDays,
  };
}

/**
 * States that end scheduled payouts. Source: the comment of `BankAccount.status` in stripe@23.1.0 ("for external
 * accounts, possible values are new, errored, verification_failed, and tokenized_account_number_deactivated").
 */
const STOPPED: ReadonlySet<string> = new Set([
  "errored",
  "verification_failed",
  "tokenized_account_number_deactivated",
]);

function bankDestination(destination: Stripe.ExternalAccount): BankDestination {
  const isBank = destination.object === "bank_account";
  const stripeStatus = isBank ? destination.status : null;
  return {
    id: destination.id,
    kind: isBank ? "bank_account" : "card",
    last4: destination.last4,
    name: isBank ? destination.bank_name : destination.brand,
    country: destination.country?.toUpperCase() ?? null,
    currency: destination.currency?.toUpperCase() ?? null,
    state: stripeStatus !== null && STOPPED.has(stripeStatus) ? "stopped" : "usable",
    stripeStatus,
    isDefaultForCurrency: destination.default_for_currency === true,
  };
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
