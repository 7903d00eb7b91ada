import type { CurrencyCode } from "../money/currencies.ts";
import type { PayoutCadence } from "../schedule/payout-cadence.ts";
import type { ItemStatus } from "../states/item-states.ts";

/** A veto on paying a creator. Moves no money. */
export type ActiveHold = {
  readonly holdId: string;
  readonly reason: string;
  readonly placedBy: "person" | "rule";
  /** The first instant at which it no longer counts; null until it is released. */
  readonly until: Date | null;
};

/** All that is known about one creator in one currency when a batch is planned. Amounts are minor units of it. */
export type CreatorSnapshot = {
  readonly creatorId: string;
  readonly currency: CurrencyCode;
  /** Balance of `available`; negative is a debt. */
  readonly availableMinor: bigint;
  readonly heldMinor: bigint;
  /** `acct_…`; null before onboarding. */
  readonly stripeAccountId: string | null;
  /** The account may receive transfers, by Payrun's mirror of Stripe. */
  readonly transfersActive: boolean;
  /** The account may pay out to its bank. Not a veto: see `decideEligibility`. */
  readonly payoutsEnabled: boolean;
  /** Stripe's `requirements.past_due`: names of fields. */
  readonly requirementsPastDue: readonly string[];
  /** Stripe's `requirements.disabled_reason`. */
  readonly disabledReason: string | null;
  /** ISO 3166 alpha-2 of the payout account; null while not reported. */
  readonly country: string | null;
  readonly activeHold: ActiveHold | null;
  readonly pausedBy: "creator" | "admin" | null;
  readonly cadence: PayoutCadence;
  /** The creator's own wish; counts where it is above the platform's. */
  readonly ownMinimumMinor: bigint | null;
  /** An item in an open state. One that this batch supersedes is superseded before this is loaded. */
  readonly openItem: {
    readonly payoutItemId: string;
    readonly periodKey: string;
    readonly status: ItemStatus;
    readonly amountMinor: bigint;
  } | null;
  /** When the payout account or its bank last changed. */
  readonly destinationChangedAt: Date | null;
  /** The host's gates; `not_reported` does not veto. */
  readonly sanctions: "clear" | "blocked" | "not_reported";
  readonly taxForm: "complete" | "missing" | "not_reported";
  /** Paid items in this currency so far. */
  readonly pastPayouts: { readonly count: number; readonly largestMinor: bigint };
};
