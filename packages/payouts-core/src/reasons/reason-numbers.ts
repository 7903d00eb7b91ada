import type { CurrencyCode } from "../money/currencies.ts";
import type { ItemStatus } from "../states/item-states.ts";

/** A bigint of minor units as decimal text: reasons are stored as JSON. */
export type MinorText = string;
/** An instant as ISO 8601 text, UTC. */
export type InstantText = string;

type HoldNumbers = {
  readonly holdId: string;
  readonly reason: string;
  readonly placedBy: "person" | "rule";
  readonly until: InstantText | null;
};

/**
 * Why a creator is not in a batch, with the numbers used; in order of rank. The kill switch stands above all, then the
 * hold that a person or a rule put there; what the creator's money says comes last.
 */
export type SkipNumbers = {
  readonly payouts_stopped: {
    readonly reason: string;
    readonly since: InstantText;
    readonly scope: "all" | "currency" | "creator" | "batch";
  };
  readonly on_hold: HoldNumbers;
  readonly sanctions_blocked: object;
  readonly paused_by_admin: object;
  readonly paused_by_creator: object;
  /** She is paid on the first date of a month only, and this is not it. */
  readonly not_this_date: {
    readonly cadence: "monthly";
    readonly periodKey: string;
    readonly nextPeriodKey: string;
    readonly nextAt: InstantText;
  };
  readonly no_payout_account: object;
  readonly transfers_inactive: {
    readonly stripeAccountId: string;
    readonly disabledReason: string | null;
  };
  readonly requirements_past_due: {
    readonly fields: readonly string[];
    readonly disabledReason: string | null;
  };
  readonly country_not_supported: { readonly country: string };
  readonly tax_form_missing: object;
  readonly destination_changed_recently: {
    readonly changedAt: InstantText;
    readonly coolDownHours: number;
    readonly payableFrom: InstantText;
  };
  readonly open_item_exists: {
    readonly payoutItemId: string;
    readonly periodKey: string;
    readonly status: ItemStatus;
    readonly amountMinor: MinorText;
    readonly currency: CurrencyCode;
  };
  readonly in_debt: { readonly debtMinor: MinorText; readonly currency: CurrencyCode };
  readonly nothing_available: { readonly heldMinor: MinorText; readonly currency: CurrencyCode };
  readonly below_minimum: {
    readonly availableMinor: MinorText;
    readonly minimumMinor: MinorText;
    /** Whose minimum decided; `stripe` where it is the smallest amount that can be sent. */
    readonly minimumSetBy: "platform" | "creator" | "stripe";
    readonly missingMinor: MinorText;
    readonly currency: CurrencyCode;
  };
};

/** Why an item that exists is held, canceled or planned anew, beside the reasons above. */
export type ItemNumbers = {
  readonly unusual_amount: {
    readonly amountMinor: MinorText;
    readonly largestMinor: MinorText;
    readonly pastCount: number;
    readonly floorMinor: MinorText;
    readonly currency: CurrencyCode;
  };
  readonly destination_changed: {
    readonly plannedAccountId: string;
    readonly presentAccountId: string | null;
  };
  readonly debt: {
    readonly debtMinor: MinorText;
    readonly plannedMinor: MinorText;
    /** What is left of the planned amount after the debt; zero or less when nothing is. */
    readonly leftMinor: MinorText;
    readonly minimumMinor: MinorText;
    readonly currency: CurrencyCode;
  };
  readonly account_negative: { readonly stripeAccountId: string };
  readonly account_unreadable: { readonly stripeAccountId: string; readonly error: string };
  readonly needs_review: { readonly countedAttempts: number };
};

type ReasonNumbers = SkipNumbers & ItemNumbers;

export type ReasonCode = keyof ReasonNumbers;
export type SkipCode = keyof SkipNumbers;

/** The reason of one code, or of any of several: `{ code, ...numbers }`, and nothing that JSON would lose. */
export type ReasonOf<Code extends ReasonCode> = {
  [Each in Code]: { readonly code: Each } & ReasonNumbers[Each];
}[Code];

export type SkipReason = ReasonOf<SkipCode>;
export type PayoutReason = ReasonOf<ReasonCode>;
