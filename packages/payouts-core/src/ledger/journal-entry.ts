import type { CurrencyCode } from "../money/currencies.ts";
import type { Money } from "../money/money.ts";
import type { AccountCode } from "./account-code.ts";

/** What happened to the money, in the past tense. */
export type EntryKind =
  | "tokens_bought"
  | "earning_recorded"
  | "earning_released"
  | "earning_reversed"
  | "reversal_undone"
  | "token_purchase_reversed"
  | "token_purchase_reinstated"
  | "payout_reserved"
  | "payout_settled"
  | "payout_returned"
  | "transfer_reversed"
  | "transfer_adopted"
  | "charge_seen"
  | "charge_undone"
  | "opening_balance"
  | "stripe_fee"
  | "stripe_fee_returned"
  | "loss_absorbed"
  | "loss_recovered"
  | "adjustment"
  | "debt_written_off";

/** One side of an entry: a positive amount with a direction. */
export type Posting = {
  readonly account: AccountCode;
  readonly direction: "debit" | "credit";
  /** ISO 4217 minor units, above zero. */
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
};

/** One business event in the books. Append-only: a wrong one is reversed by a second, never edited. */
export type JournalEntry = {
  /** Readable, unique for ever: the same event posted twice is refused by it. */
  readonly idempotencyKey: string;
  readonly kind: EntryKind;
  /** When it counts (business clock). */
  readonly effectiveAt: Date;
  /** Debits first. */
  readonly postings: readonly Posting[];
};

export function debit(account: AccountCode, { amountMinor, currency }: Money): Posting {
  return { account, direction: "debit", amountMinor, currency };
}

export function credit(account: AccountCode, { amountMinor, currency }: Money): Posting {
  return { account, direction: "credit", amountMinor, currency };
}

/** A side of nothing is no side: an earning without a fee does not touch the fee account. */
export function withoutZeroSides(postings: readonly Posting[]): readonly Posting[] {
  return postings.filter(({ amountMinor }) => amountMinor !== 0n);
}

/**
 * @throws RangeError when the entry is empty, an amount is not above zero, or debits differ from credits in a
 *   currency. That is our bug, never a user's mistake.
 */
export function journalEntry(entry: JournalEntry): JournalEntry {
  const { idempotencyKey, postings } = entry;
  if (postings.length === 0) throw new RangeError(`Entry ${idempotencyKey} has no postings`);
  const debitsLessCredits = new Map<CurrencyCode, bigint>();
  for (const { account, direction, amountMinor, currency } of postings) {
    if (amountMinor <= 0n) {
      throw new RangeError(`Entry ${idempotencyKey} posts ${amountMinor} ${currency} to ${account}`);
    }
    const signed = direction === "debit" ? amountMinor : -amountMinor;
    debitsLessCredits.set(currency, (debitsLessCredits.get(currency) ?? 0n) + signed);
  }
  for (const [currency, difference] of debitsLessCredits) {
    if (difference !== 0n) {
      throw new RangeError(`Entry ${idempotencyKey}: debits exceed credits by ${difference} ${currency}`);
    }
  }
  return entry;
}

const KINDS_THAT_MAY_OVERDRAW: ReadonlySet<EntryKind> = new Set([
  "earning_reversed",
  "transfer_adopted",
  "adjustment",
]);

/**
 * Whether this event may take a creator's `available` below zero. A reservation may not: one that was computed from a
 * stale read is refused by the database instead of overdrawing.
 */
export function availableMayGoNegative(kind: EntryKind): boolean {
  return KINDS_THAT_MAY_OVERDRAW.has(kind);
}
