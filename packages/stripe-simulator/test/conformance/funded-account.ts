import type Stripe from "stripe";
import { simulate, type TestSimulator } from "../simulator.ts";

/** A Monday without anything special, 10:00 UTC. */
export const monday = "2026-11-02T10:00:00Z";

/** Unix seconds. */
export function at(iso: string): number {
  return Date.parse(iso) / 1000;
}

export type FundedAccount = TestSimulator & {
  readonly account: string;
  /** `Stripe-Account` of the account. */
  readonly on: { readonly stripeAccount: string };
  /** Moves the clock, which stands until then. */
  readonly moveTo: (iso: string) => Promise<void>;
  readonly available: (options?: Stripe.RequestOptions) => Promise<Record<string, number>>;
  readonly pending: (options?: Stripe.RequestOptions) => Promise<Record<string, number>>;
  /** Adds a bank account, the default of its currency from then on. */
  readonly bank: (numbers: Readonly<Record<string, string>>) => Promise<Stripe.BankAccount>;
  /** Types of all events about an object, oldest first. */
  readonly eventsOf: (object: string, options?: Stripe.RequestOptions) => Promise<string[]>;
};

/** A connected account that was sent an amount, in a simulator that shows `now` until it is moved. */
export async function fundedAccount({
  amount = 10_000,
  currency = "usd",
  facts = {},
  now = monday,
  schedule,
}: {
  readonly amount?: number;
  readonly currency?: string;
  readonly facts?: Record<string, unknown>;
  readonly now?: string;
  /** Daily, as Stripe has it, unless it is `manual`. */
  readonly schedule?: "manual";
} = {}): Promise<FundedAccount> {
  let shown = Date.parse(now);
  const simulator = await simulate({ now: () => new Date(shown) });
  const { stripe, control, readyAccount } = simulator;
  await control("POST", "/balance", { add: { [currency]: 1_000_000 } });
  const account = await readyAccount(facts);
  if (amount > 0) await stripe.transfers.create({ amount, currency, destination: account });
  const on = { stripeAccount: account };
  if (schedule !== undefined) {
    await stripe.balanceSettings.update({ payments: { payouts: { schedule: { interval: schedule } } } }, on);
  }
  const balance = async (kind: "available" | "pending", options: Stripe.RequestOptions = on) => {
    const rows = (await stripe.balance.retrieve({}, options))[kind];
    return Object.fromEntries(rows.map((row) => [row.currency, row.amount]));
  };
  return {
    ...simulator,
    account,
    on,
    moveTo: async (iso) => {
      shown = Date.parse(iso);
      await stripe.balance.retrieve();
    },
    available: (options) => balance("available", options),
    pending: (options) => balance("pending", options),
    bank: async (numbers) =>
      (await stripe.accounts.createExternalAccount(account, {
        external_account: {
          object: "bank_account",
          ...numbers,
        } as Stripe.AccountCreateExternalAccountParams.BankAccount,
        default_for_currency: true,
      })) as Stripe.BankAccount,
    eventsOf: async (object, options = on) => {
      const { data } = await stripe.events.list({ limit: 100 }, options);
      return data
        .filter(({ data: { object: about } }) => "id" in about && about.id === object)
        .map(({ type }) => type)
        .toReversed();
    },
  };
}

export const usBank = { country: "US", currency: "usd", routing_number: "110000000" };
