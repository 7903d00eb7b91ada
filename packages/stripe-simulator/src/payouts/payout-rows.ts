import type { Metadata } from "../state/rows.ts";

/** Why a bank sends a payout back (docs.stripe.com/api/payouts/failures). */
export const payoutFailures = {
  account_closed: "The bank account has been closed.",
  account_frozen: "The bank account has been frozen.",
  bank_account_restricted:
    "The bank account has restrictions on either the type, or the number, of payouts allowed. This normally indicates that " +
    "the bank account is a savings or other non-checking account.",
  bank_ownership_changed:
    "The destination bank account is no longer valid because its branch has changed ownership.",
  could_not_process: "The bank could not process this payout.",
  debit_not_authorized: "Debit transactions are not approved on the bank account.",
  declined:
    "The bank has declined this transfer. Please contact the bank before retrying, or try a different destination.",
  incorrect_account_holder_address:
    "The bank notified us that the bank account holder address on file is incorrect.",
  incorrect_account_holder_name:
    "The bank notified us that the bank account holder name on file is incorrect.",
  incorrect_account_holder_tax_id:
    "The bank notified us that the bank account holder tax ID on file is incorrect.",
  insufficient_funds: "The bank account has insufficient funds to cover a debit.",
  invalid_account_number: "The routing number seems correct, but the account number is invalid.",
  invalid_currency: "The bank was unable to process this payout because of its currency.",
  no_account:
    "The bank account details on file are probably incorrect. No bank account could be located with those details.",
  unsupported_card: "The bank no longer supports payouts to this card.",
} as const;

export type PayoutFailureCode = keyof typeof payoutFailures;

/** Money on its way from a balance (`owner`: the platform or a connected account) to a bank. */
export type PayoutRow = {
  readonly id: string;
  readonly owner: string;
  /** Below zero when the bank is debited to cover a negative balance. */
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly arrivalDate: number;
  readonly automatic: boolean;
  readonly destination: string;
  readonly method: "standard" | "instant";
  readonly sourceType: string;
  readonly type: "bank_account" | "card";
  readonly description: string | null;
  readonly statementDescriptor: string | null;
  readonly originalPayout: string | null;
  /** What the bank will say to it; null when it takes it. */
  readonly outcome: PayoutFailureCode | null;
  status: "pending" | "in_transit" | "paid" | "failed" | "canceled";
  /** The movement that brought the money back. */
  failureMovement: string | null;
  failureCode: PayoutFailureCode | null;
  reconciled: boolean;
  reversedBy: string | null;
  metadata: Metadata;
};

/**
 * What an automatic payout (`id`) pays out, as positions in the ledger of its owner: a million transfers are worth no
 * million ids.
 */
export type PayoutContentsRow = {
  readonly id: string;
  readonly positions: readonly number[];
  /** Where the next payout of the owner in this currency goes on. */
  readonly upTo: number;
  /** Before that, but still pending, so left to the next payout. */
  readonly waiting: readonly number[];
};

/** A bank account or debit card that an account is paid out to. */
export type ExternalAccountRow = {
  readonly id: string;
  /** The connected account; `platform` for the platform's own. */
  readonly account: string;
  readonly created: number;
  readonly country: string;
  readonly currency: string;
  readonly last4: string;
  readonly fingerprint: string;
  /** What the bank says to a payout; null when it takes it. */
  readonly outcome: PayoutFailureCode | null;
  readonly takesInstantPayouts: boolean;
  /** Null for a bank account. */
  readonly card: CardFacts | null;
  readonly routingNumber: string | null;
  readonly bankName: string | null;
  accountHolderName: string | null;
  accountHolderType: string | null;
  accountType: string | null;
  isDefault: boolean;
  status: "new" | "errored" | "verification_failed";
  deleted: boolean;
  metadata: Metadata;
};

export type CardFacts = {
  readonly brand: string;
  readonly funding: string;
  name: string | null;
  expMonth: number;
  expYear: number;
  /** By Stripe's names: `address_city`, … */
  address: Readonly<Record<string, string>>;
};

/** When and how the balance of `id` (the platform or a connected account) is paid out by itself. */
export type BalanceSettingsRow = {
  readonly id: string;
  interval: "manual" | "daily" | "weekly" | "monthly";
  weeklyPayoutDays: readonly string[];
  monthlyPayoutDays: readonly number[];
  minimumBalances: Readonly<Record<string, number>>;
  delayDaysOverride: number | null;
  debitNegativeBalances: boolean;
  statementDescriptor: string | null;
  startOfDay: { readonly hour: number; readonly minutes: number; readonly timezone: string } | null;
};
