import type { CurrencyCode } from "../money/currencies.ts";
import type { Difference } from "./compared-pair.ts";

/** A movement at Stripe, and what the books' entries moved for it. Minor units, signed as in Stripe's balance. */
export type ComparedMovement = {
  /** `txn_…` */
  readonly balanceTransactionId: string;
  readonly type: string;
  readonly sourceId: string | null;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  /** Stripe's amount is no whole number of ISO 4217 minor units: it is shown rounded down, and not booked. */
  readonly isInexact: boolean;
  /** Null: the books have no entry for it. */
  readonly booked: { readonly amountMinor: bigint; readonly feeMinor: bigint } | null;
};

/** What differs between one movement of Stripe's balance and its entries here. */
export function movementDifferences(movement: ComparedMovement): readonly Difference[] {
  const { balanceTransactionId: subject, booked } = movement;
  const theirs = {
    type: movement.type,
    sourceId: movement.sourceId,
    amountMinor: String(movement.amountMinor),
    feeMinor: String(movement.feeMinor),
    currency: movement.currency,
  };
  if (movement.isInexact)
    return [{ kind: "amount", subject, ours: null, theirs: { ...theirs, isInexact: true } }];
  if (booked === null) return [{ kind: "theirs_without_ours", subject, ours: null, theirs }];
  const ours = { amountMinor: String(booked.amountMinor), feeMinor: String(booked.feeMinor) };
  const amount: Difference[] =
    booked.amountMinor === movement.amountMinor ? [] : [{ kind: "amount", subject, ours, theirs }];
  const fee: Difference[] =
    booked.feeMinor === movement.feeMinor ? [] : [{ kind: "fee", subject, ours, theirs }];
  return [...amount, ...fee];
}

/** Cash in one currency, in minor units: the books' and Stripe's, and what lies between them. */
export type CashSides = {
  readonly currency: CurrencyCode;
  /** `platform:cash`. */
  readonly ledgerMinor: bigint;
  /** Available, pending and reserved for connected accounts. */
  readonly stripeMinor: bigint;
  /** What was there before the first movement that was read. */
  readonly openingMinor: bigint;
  /** The sum of all movements since. */
  readonly listedMinor: bigint;
};

/**
 * What of Stripe's balance its own movements do not explain. The rest of a difference between books and balance is movements
 * that are in flight or found one by one, so it is not reported here a second time.
 */
export function unexplainedCash({ openingMinor, listedMinor, stripeMinor }: CashSides): bigint {
  return stripeMinor - openingMinor - listedMinor;
}

export function cashDifference(cash: CashSides): Difference | null {
  const unexplained = unexplainedCash(cash);
  if (unexplained === 0n) return null;
  const { currency, ledgerMinor, stripeMinor, openingMinor, listedMinor } = cash;
  return {
    kind: "amount",
    subject: `platform:cash/${currency}`,
    ours: {
      ledgerMinor: String(ledgerMinor),
      openingMinor: String(openingMinor),
      listedMinor: String(listedMinor),
    },
    theirs: { stripeMinor: String(stripeMinor), unexplainedMinor: String(unexplained) },
  };
}
