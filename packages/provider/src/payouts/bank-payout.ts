import type { CurrencyCode } from "@payrun/payouts-core";
import type Stripe from "stripe";
import { idOf } from "../client/id-of.ts";
import { fromStripeAmount } from "../stripe-amount.ts";
import { bankFailure, type BankFailure } from "./bank-failure.ts";

/** The bank leg: money on its way from a connected account's Stripe balance to its bank. */
export type BankPayout = {
  /** `po_…` */
  readonly payoutId: string;
  /** `acct_…` */
  readonly accountId: string;
  /** In the bank's currency, which need not be the transfers'. Below zero: Stripe takes money from the bank. */
  readonly amountMinor: bigint;
  /** ISO 4217, upper case. */
  readonly currency: CurrencyCode;
  /**
   * `in_transit`: not yet there (Stripe's `pending` and `in_transit`). `in_bank`: Stripe says paid, which can still turn
   * to `failed`, see {@link mayStillFail}. `failed`, `canceled`: the money is back in the Stripe balance.
   */
  readonly status: "in_transit" | "in_bank" | "failed" | "canceled";
  /** Whole seconds. */
  readonly createdAt: Date;
  /** When it can be expected in the bank, or was. */
  readonly arrivalDate: Date;
  /** Made by the account's schedule. Only of these does Stripe say what they pay out. */
  readonly automatic: boolean;
  readonly instant: boolean;
  /** What the bank finds it by; null until Stripe knows it, or where the bank has none. */
  readonly traceId: string | null;
  readonly failure: {
    readonly kind: BankFailure;
    readonly stripeCode: string;
    readonly message: string | null;
  } | null;
  /** `ba_…` or `card_…` */
  readonly destinationId: string | null;
  /** `txn_…` on the connected account. */
  readonly balanceTransactionId: string | null;
  /** `txn_…` that brought the money of a failed or canceled payout back. */
  readonly failureBalanceTransactionId: string | null;
};

/** @throws Error for a status that Stripe does not document. */
export function bankPayout(accountId: string, payout: Stripe.Payout): BankPayout {
  const currency = payout.currency.toUpperCase();
  const stripeCode = payout.failure_code;
  return {
    payoutId: payout.id,
    accountId,
    amountMinor: fromStripeAmount(payout.amount, currency),
    currency,
    status: statusOf(payout),
    createdAt: new Date(payout.created * 1000),
    arrivalDate: new Date(payout.arrival_date * 1000),
    automatic: payout.automatic,
    instant: payout.method === "instant",
    traceId: payout.trace_id?.status === "supported" ? payout.trace_id.value : null,
    failure:
      stripeCode === null
        ? null
        : { kind: bankFailure(stripeCode), stripeCode, message: payout.failure_message },
    destinationId: idOf(payout.destination),
    balanceTransactionId: idOf(payout.balance_transaction),
    failureBalanceTransactionId: idOf(payout.failure_balance_transaction),
  };
}

function statusOf({ id, status }: Stripe.Payout): BankPayout["status"] {
  switch (status) {
    case "pending":
    case "in_transit":
      return "in_transit";
    case "paid":
      return "in_bank";
    case "failed":
    case "canceled":
      return status;
    default:
      throw new Error(`Stripe's payout ${id} has the unknown status ${status}`);
  }
}

/** 5 business days are 7 days with a weekend in them; 3 more for bank holidays, which nobody here knows. */
const MAY_FAIL_DAYS = 10;

/**
 * Whether its status can still change: it is on its way, or it arrived so lately that the bank may yet return it
 * ("some payouts that fail might initially show as paid, then change to failed", within 5 business days: the comment of
 * `Payout.status` in stripe@23.1.0). As long as it is true, read it again.
 */
export function mayStillFail(payout: Pick<BankPayout, "status" | "arrivalDate">, at: Date): boolean {
  if (payout.status === "failed" || payout.status === "canceled") return false;
  if (payout.status === "in_transit") return true;
  return at.getTime() - payout.arrivalDate.getTime() < MAY_FAIL_DAYS * 86_400_000;
}
