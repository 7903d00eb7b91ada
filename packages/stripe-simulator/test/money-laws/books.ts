import type Stripe from "stripe";
import { expect } from "vitest";

/** The balance of one owner in one currency, and every balance transaction behind it, oldest first. */
export type Book = {
  readonly owner: string;
  readonly currency: string;
  readonly available: number;
  readonly pending: number;
  readonly reserved: number;
  readonly transactions: readonly Stripe.BalanceTransaction[];
};

/** The books of the platform (`undefined`) or of a connected account, one per currency. */
export async function booksOf(stripe: Stripe, stripeAccount?: string): Promise<Book[]> {
  const options = stripeAccount === undefined ? {} : { stripeAccount };
  const balance = await stripe.balance.retrieve({}, options);
  const all: Stripe.BalanceTransaction[] = [];
  for await (const transaction of stripe.balanceTransactions.list({ limit: 100 }, options))
    all.push(transaction);
  const amountOf = (funds: { amount: number; currency: string }[] | undefined, code: string): number =>
    funds?.find(({ currency }) => currency === code)?.amount ?? 0;
  const codes = [...new Set([...balance.available, ...all].map(({ currency }) => currency))];
  return codes.map((currency) => ({
    owner: stripeAccount ?? "platform",
    currency,
    available: amountOf(balance.available, currency),
    pending: amountOf(balance.pending, currency),
    reserved: amountOf(balance.connect_reserved, currency),
    transactions: all.filter((transaction) => transaction.currency === currency).toReversed(),
  }));
}

/** What is available and what is pending are each the sum of their transactions; a reserve of its own. */
export function expectExplained({ owner, currency, available, pending, reserved, transactions }: Book): void {
  const netOf = (matches: (transaction: Stripe.BalanceTransaction) => boolean): number =>
    total(transactions.filter(matches).map(({ net }) => net));
  expect({ owner, currency, available, pending, reserved: -reserved + 0 }).toEqual({
    owner,
    currency,
    available: netOf(({ status }) => status === "available"),
    pending: netOf(({ status }) => status === "pending"),
    reserved: netOf(({ type }) => type === "reserve_transaction"),
  });
}

/** After every transfer out of available funds there was something left, or nothing. */
export function expectCoveredTransfers({ transactions }: Book): void {
  transactions.forEach(({ type, created, available_on: availableOn, id }, at) => {
    if (type !== "transfer" || availableOn > created) return;
    const before = transactions.slice(0, at + 1).filter((earlier) => earlier.available_on <= created);
    const left = total(before.map(({ net }) => net));
    if (left < 0) expect({ id, left }).toEqual({ id, left: 0 });
  });
}

/** Stripe takes 2.9 % + 30 of a charge, 1500 for a dispute until it is won, and nothing of anything else. */
export function expectFeesAsPriced({ transactions }: Book): void {
  for (const { id, type, amount, fee } of transactions) {
    if (type === "charge") expect({ id, fee }).toEqual({ id, fee: Math.round(amount * 0.029) + 30 });
    else if (type === "adjustment") expect({ id, fee }).toEqual({ id, fee: -Math.sign(amount) * 1_500 });
    else expect({ id, fee }).toEqual({ id, fee: 0 });
  }
}

/** The sum of all transactions of some types, before fees. */
export function grossOf(books: readonly Book[], types: readonly string[]): number {
  const found = books.flatMap(({ transactions }) => transactions.filter(({ type }) => types.includes(type)));
  return total(found.map(({ amount }) => amount));
}

export function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
