import type Stripe from "stripe";
import { total } from "./books.ts";

type Ask = { readonly stripe: Stripe; readonly options: Stripe.RequestOptions };

const all = { limit: 10_000 };

/**
 * What comes in from outside or goes out, by type of balance transaction: its gross sum in the books of one owner, as the
 * objects themselves tell it, over all currencies. A type that is not here, and not `inside`, must not turn up.
 */
export const outside: Readonly<Record<string, (ask: Ask) => Promise<number>>> = {
  adjustment: async ({ stripe, options }) => {
    const disputes = await stripe.disputes.list({ limit: 100 }, options).autoPagingToArray(all);
    return total(disputes.flatMap((dispute) => dispute.balance_transactions.map(({ amount }) => amount)));
  },
  charge: async ({ stripe, options }) => {
    const charges = await stripe.charges.list({ limit: 100 }, options).autoPagingToArray(all);
    // A connected account's payments are among them, and inside.
    const cards = charges.filter(({ source_transfer: transfer }) => transfer === null);
    return total(cards.map((charge) => charge.amount_captured));
  },
  payout: async (ask) => -total((await payouts(ask)).map(({ amount }) => amount)),
  payout_cancel: async (ask) => sumOf(await payouts(ask), "canceled"),
  payout_failure: async (ask) => sumOf(await payouts(ask), "failed"),
  refund: async (ask) => {
    const paid = (await refunds(ask)).filter(({ balance_transaction: transaction }) => transaction !== null);
    return -total(paid.map(({ amount }) => amount));
  },
  // One that failed while it still waited for its money had taken none, and has none to return.
  refund_failure: async (ask) => {
    const paid = (await refunds(ask)).filter(({ balance_transaction: transaction }) => transaction !== null);
    return sumOf(paid, "failed");
  },
  topup: async ({ stripe, options }) => {
    if (options.stripeAccount !== undefined) return 0;
    return sumOf(await stripe.topups.list({ limit: 100 }).autoPagingToArray(all), "succeeded");
  },
};

/** Between the platform, its reserve and the connected accounts: whatever one loses another gains. */
export const inside: readonly string[] = [
  "payment",
  "payment_refund",
  "reserve_transaction",
  "transfer",
  "transfer_refund",
];

function payouts({ stripe, options }: Ask): Promise<Stripe.Payout[]> {
  return stripe.payouts.list({ limit: 100 }, options).autoPagingToArray(all);
}

function refunds({ stripe, options }: Ask): Promise<Stripe.Refund[]> {
  return stripe.refunds.list({ limit: 100 }, options).autoPagingToArray(all);
}

function sumOf(rows: readonly { amount: number; status: string | null }[], wanted: string): number {
  return total(rows.filter(({ status }) => status === wanted).map(({ amount }) => amount));
}
