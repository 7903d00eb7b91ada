import type { CurrencyCode } from "../money/currencies.ts";
import { type Money, money } from "../money/money.ts";
import type { JournalEntry } from "../ledger/journal-entry.ts";
import {
  chargeSeen,
  chargeUndone,
  lossAbsorbed,
  lossRecovered,
  stripeFee,
  stripeFeeReturned,
} from "../ledger/platform-entries.ts";

/** One movement of the platform's balance at Stripe. Minor units; out of the balance is below zero. */
export type StripeMovement = {
  /** `txn_…` */
  readonly balanceTransactionId: string;
  /** Stripe's word for it. */
  readonly type: string;
  readonly amountMinor: bigint;
  /** What Stripe kept of it; below zero: gave back. */
  readonly feeMinor: bigint;
  readonly currency: CurrencyCode;
  readonly createdAt: Date;
};

/**
 * How the books follow a movement. `post`: the entries for it, its own and its fee's. `match`: Payrun has posted its entry
 * when it made or recorded the transfer; only the fee is new. `neutral`: it moves nothing into or out of the balance, of which what
 * is reserved for connected accounts is a part. `unknown`: a person decides, nothing is guessed.
 */
export type Booking =
  | { readonly kind: "post"; readonly entry: JournalEntry | null; readonly feeEntry: JournalEntry | null }
  | { readonly kind: "match"; readonly feeEntry: JournalEntry | null }
  | { readonly kind: "neutral" }
  | { readonly kind: "unknown" };

/** Source of the types: docs.stripe.com/reports/balance-transaction-types. */
const WAY_OF_TYPE: Readonly<Record<string, "clearing" | "fees" | "losses" | "transfer" | "neutral">> = {
  charge: "clearing",
  payment: "clearing",
  payment_failure_refund: "clearing",
  payment_refund: "clearing",
  payment_reversal: "clearing",
  refund: "clearing",
  refund_failure: "clearing",
  topup: "clearing",
  topup_reversal: "clearing",
  payout: "clearing",
  payout_cancel: "clearing",
  payout_failure: "clearing",
  // A dispute's withdrawal and reinstatement, and what Stripe corrects: the host reports the other side.
  adjustment: "clearing",
  stripe_fee: "fees",
  stripe_fx_fee: "fees",
  connect_collection_transfer: "losses",
  transfer: "transfer",
  transfer_cancel: "transfer",
  transfer_failure: "transfer",
  transfer_refund: "transfer",
  // Between available and reserved for connected accounts, or held and let go within one payout.
  reserve_transaction: "neutral",
  payout_minimum_balance_hold: "neutral",
  payout_minimum_balance_release: "neutral",
};

/** Stripe's words for what moves nothing into or out of the balance. */
export const neutralMovementTypes: readonly string[] = Object.keys(WAY_OF_TYPE).filter(
  (type) => WAY_OF_TYPE[type] === "neutral",
);

export function bookBalanceTransaction(movement: StripeMovement): Booking {
  const feeEntry = signed(-movement.feeMinor, movement, { into: stripeFeeReturned, outOf: stripeFee });
  switch (WAY_OF_TYPE[movement.type] ?? "unknown") {
    case "clearing":
      return { kind: "post", entry: ownEntry(movement, chargeSeen, chargeUndone), feeEntry };
    case "fees":
      return { kind: "post", entry: ownEntry(movement, stripeFeeReturned, stripeFee), feeEntry: null };
    case "losses":
      return { kind: "post", entry: ownEntry(movement, lossRecovered, lossAbsorbed), feeEntry };
    case "transfer":
      return { kind: "match", feeEntry };
    case "neutral":
      return { kind: "neutral" };
    case "unknown":
      return { kind: "unknown" };
  }
}

type EntryOf = (facts: {
  readonly balanceTransactionId: string;
  readonly amount: Money;
  readonly effectiveAt: Date;
}) => JournalEntry;

function ownEntry(movement: StripeMovement, into: EntryOf, outOf: EntryOf): JournalEntry | null {
  return signed(movement.amountMinor, movement, { into, outOf });
}

/** The entry of what comes into the balance, or goes out of it; null for nothing. */
function signed(
  amountMinor: bigint,
  { balanceTransactionId, currency, createdAt }: StripeMovement,
  { into, outOf }: { readonly into: EntryOf; readonly outOf: EntryOf },
): JournalEntry | null {
  if (amountMinor === 0n) return null;
  const isInto = amountMinor > 0n;
  const amount = money(isInto ? amountMinor : -amountMinor, currency);
  return (isInto ? into : outOf)({ balanceTransactionId, amount, effectiveAt: createdAt });
}
