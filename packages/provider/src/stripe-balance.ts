import type { CurrencyCode, Money } from "@payrun/payouts-core";
import type Stripe from "stripe";
import { moneyByCurrency, wholeMinorUnits } from "./stripe-amount.ts";
import { stripePages } from "./client/stripe-pages.ts";
import type { StripeReader } from "./client/stripe-reader.ts";

/** The platform's balance. Transfers are paid from `available` in their own currency. */
export type PlatformBalance = {
  readonly available: readonly Money[];
  readonly pending: readonly Money[];
  /** Held back for connected accounts below zero. */
  readonly connectReserved: readonly Money[];
};

/** The Stripe account that the key belongs to, for the boot check. */
export type Platform = { readonly accountId: string; readonly livemode: boolean };

/** One movement of the platform's balance; `netMinor` = `amountMinor` - `feeMinor`, below zero for money out. */
export type BalanceTransaction = {
  /** `txn_…` */
  readonly id: string;
  /** e.g. `transfer`, `transfer_refund`, `topup`, `charge`, `stripe_fee`. */
  readonly type: string;
  readonly reportingCategory: string;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
  /** Stripe's amounts are no whole ISO 4217 minor units (of ISK or UGX, say): they are rounded down here. */
  readonly isInexact: boolean;
  /** ISO 4217, upper case. */
  readonly currency: CurrencyCode;
  /** The object that moved the money, e.g. `tr_…`. */
  readonly sourceId: string | null;
  readonly createdAt: Date;
  readonly availableOn: Date;
};

/** @throws ProviderUnavailable */
export async function readBalance(reader: StripeReader): Promise<PlatformBalance> {
  const balance = await reader.read("balance.retrieve", (stripe) => stripe.balance.retrieve());
  return {
    available: moneyByCurrency(balance.available),
    pending: moneyByCurrency(balance.pending),
    connectReserved: moneyByCurrency(balance.connect_reserved ?? []),
  };
}

/**
 * The account object does not say its mode; the balance does.
 *
 * @throws ProviderUnavailable, with HTTP 401 for a wrong key.
 */
export async function readPlatform(reader: StripeReader): Promise<Platform> {
  const account = await reader.read("accounts.retrieveCurrent", (stripe) =>
    stripe.accounts.retrieveCurrent(),
  );
  const balance = await reader.read("balance.retrieve", (stripe) => stripe.balance.retrieve());
  return { accountId: account.id, livemode: balance.livemode };
}

/**
 * Movements of the platform's balance since an instant, newest first, in pages of 100.
 *
 * @throws ProviderUnavailable
 */
export async function* listBalanceTransactions(
  reader: StripeReader,
  { type, createdFrom }: { readonly type?: string; readonly createdFrom: Date },
): AsyncGenerator<readonly BalanceTransaction[]> {
  const filter = {
    created: { gte: Math.floor(createdFrom.getTime() / 1000) },
    ...(type === undefined ? {} : { type }),
  };
  const list = (stripe: Stripe, cursor: Stripe.PaginationParams) =>
    stripe.balanceTransactions.list({ ...cursor, ...filter });
  for await (const page of stripePages(reader, "balance_transactions.list", list))
    yield page.map(balanceTransaction);
}

function balanceTransaction(transaction: Stripe.BalanceTransaction): BalanceTransaction {
  const currency = transaction.currency.toUpperCase();
  const { source } = transaction;
  const amount = wholeMinorUnits(transaction.amount, currency);
  const fee = wholeMinorUnits(transaction.fee, currency);
  return {
    id: transaction.id,
    type: transaction.type,
    reportingCategory: transaction.reporting_category,
    amountMinor: amount.minor,
    feeMinor: fee.minor,
    netMinor: amount.minor - fee.minor,
    isInexact: !amount.isExact || !fee.isExact,
    currency,
    sourceId: typeof source === "string" ? source : (source?.id ?? null),
    createdAt: new Date(transaction.created * 1000),
    availableOn: new Date(transaction.available_on * 1000),
  };
}
