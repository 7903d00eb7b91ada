import type { CurrencyCode } from "../money/currencies.ts";
import type { InstantText, MinorText } from "../reasons/reason-numbers.ts";

/** Why a creator's balance moved although she earned nothing and was paid nothing. */
export type CorrectionCause =
  | "refund"
  | "chargeback"
  | "reinstated"
  | "transfer_reversed"
  | "transfer_adopted"
  | "adjustment";

/** What a creator must see to at her payout account. */
export type ActionCause =
  | "requirements_past_due"
  | "deadline_near"
  | "transfers_inactive"
  | "payouts_disabled"
  | "account_stopped"
  | "account_unreachable";

type PayoutFacts = {
  readonly payoutItemId: string;
  /** The payout date, `2026-12-01`. */
  readonly periodKey: string;
  readonly amountMinor: MinorText;
  readonly currency: CurrencyCode;
};

type WhyNot = {
  /** Payrun's or Stripe's: `unusual_amount`, `account_closed`, … */
  readonly reasonCode: string;
  /** The whole reason with its numbers, as JSON: `{"code":"unusual_amount","largestMinor":"4000",…}`. */
  readonly reason: string;
};

/**
 * What each kind of notification says, as it is kept: text and null only. Whoever shows it puts it into words, in the
 * reader's language and time zone.
 */
export type NotificationData = {
  readonly payout_sent: PayoutFacts;
  readonly payout_in_bank: PayoutFacts & {
    /** What her bank can search for. */
    readonly traceId: string | null;
  };
  readonly payout_failed: PayoutFacts &
    WhyNot & {
      /**
       * `claim`: canceled before it was sent. `transfer`: Stripe refused it. `retry`: Stripe refused it for a passing reason,
       * and it is tried again unasked. `bank`: the bank sent the money back.
       */
      readonly at: "claim" | "transfer" | "retry" | "bank";
    };
  readonly payout_held: PayoutFacts & WhyNot;
  readonly action_needed: {
    readonly cause: ActionCause;
    /** What Stripe waits for, by its field names, separated by spaces; empty: it does not say. */
    readonly fields: string;
    readonly deadlineAt: InstantText | null;
  };
  /** It can receive payouts, which it could not before. */
  readonly account_ready: Readonly<Record<string, never>>;
  readonly balance_corrected: {
    readonly cause: CorrectionCause;
    /** `less`: taken out of her balance. `more`: put into it. */
    readonly direction: "less" | "more";
    /** What her balance moved by: positive. */
    readonly amountMinor: MinorText;
    readonly currency: CurrencyCode;
    readonly earningId: string | null;
    readonly payoutItemId: string | null;
  };
  readonly destination_changed: {
    readonly changedAt: InstantText;
    /** Until then nothing is paid to it. */
    readonly payableFrom: InstantText;
    /** The last characters of the bank account, where Stripe says them. */
    readonly last4: string | null;
    readonly bankName: string | null;
  };
  readonly call_requested: CallFacts & { readonly fanName: string };
  readonly call_accepted: CallFacts & { readonly creatorName: string };
  readonly call_declined: CallFacts & { readonly creatorName: string; readonly declineReason: string | null };
  /** Nobody answered or completed it in time. */
  readonly call_expired: CallFacts & { readonly creatorName: string };
  /** `amountMinor`: her net. */
  readonly call_completed: CallFacts & { readonly fanName: string; readonly earningId: string };
};

type CallFacts = {
  readonly callRequestId: string;
  readonly amountMinor: MinorText;
  readonly currency: CurrencyCode;
};

export type CreatorNotificationKind = keyof NotificationData;

/** Every kind, in the order of the settings page. */
export const creatorNotificationKinds = [
  "payout_sent",
  "payout_in_bank",
  "payout_failed",
  "payout_held",
  "action_needed",
  "account_ready",
  "balance_corrected",
  "call_requested",
  "call_accepted",
  "call_declined",
  "call_expired",
  "call_completed",
  "destination_changed",
] as const satisfies readonly CreatorNotificationKind[];

/** Where her money goes is told by every way there is: whoever changed it must not be able to switch that off. */
export const alwaysToldKinds: readonly CreatorNotificationKind[] = ["destination_changed"];

export function isCreatorNotificationKind(text: string): text is CreatorNotificationKind {
  return (creatorNotificationKinds as readonly string[]).includes(text);
}

/** One kind with its numbers, or any of them. */
export type NotificationContent<Kind extends CreatorNotificationKind = CreatorNotificationKind> = {
  readonly [Each in Kind]: { readonly kind: Each; readonly data: NotificationData[Each] };
}[Kind];
