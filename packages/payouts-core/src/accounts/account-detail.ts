import type { CurrencyCode } from "../money/currencies.ts";
import type { InstantText } from "../reasons/reason-numbers.ts";

/**
 * What a creator is shown of her Stripe account, as it was read last. Decides nothing about money. Text, numbers and null
 * only: it is kept as JSON.
 */
export type AccountDetail = {
  /** She has been through onboarding once. Never a sign of readiness. */
  readonly detailsSubmitted: boolean;
  /** Stripe's state of the capability to receive transfers. */
  readonly transfers: TransfersState;
  /** Stripe's names of what is missing, e.g. `individual.verification.document`. */
  readonly currentlyDue: readonly string[];
  readonly pastDue: readonly string[];
  /** Asked for later; nothing is disabled for it yet. */
  readonly eventuallyDue: readonly string[];
  /** Stripe is checking it: nobody has to do anything. */
  readonly pendingVerification: readonly string[];
  /** What was given and refused, each with Stripe's own sentence, which is fit for the creator. */
  readonly errors: readonly {
    readonly requirement: string;
    readonly code: string;
    readonly reason: string;
  }[];
  /** Until when what is currently due must be given. */
  readonly deadlineAt: InstantText | null;
  /** Where Stripe pays out to; the ten newest. Empty: she has named no bank yet. Null: Stripe does not show it to us. */
  readonly banks: readonly AccountBank[] | null;
  /** When Stripe pays her balance out; null when it does not say. */
  readonly payoutSchedule: AccountPayoutSchedule | null;
};

export type TransfersState = "active" | "pending" | "inactive" | "unrequested";

export type AccountBank = {
  /** `ba_…` or `card_…` */
  readonly id: string;
  readonly kind: "bank_account" | "card";
  readonly last4: string;
  /** The bank's name, or the card's brand. */
  readonly name: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly currency: CurrencyCode | null;
  /** `stopped`: Stripe sends it nothing until she replaces it. */
  readonly state: "usable" | "stopped";
  readonly isDefaultForCurrency: boolean;
};

export type AccountPayoutSchedule = {
  /** `daily`, `weekly`, `monthly`, `manual`. */
  readonly interval: string;
  readonly weeklyDays: readonly string[];
  readonly monthlyDays: readonly number[];
  /** How long Stripe keeps funds before it pays them out. */
  readonly delayDays: number;
};
