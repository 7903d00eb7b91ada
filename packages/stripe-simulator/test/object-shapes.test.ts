import type Stripe from "stripe";
import { expect, test } from "vitest";
import { renderAccount } from "../src/accounts/v1/render-account.ts";
import { renderBalance } from "../src/balance/render-balance.ts";
import { renderBalanceTransaction } from "../src/balance/balance-transaction.ts";
import { renderTopup } from "../src/balance/topups/make-topup.ts";
import { renderWebhookEndpoint } from "../src/events/webhook-endpoints.ts";
import { renderReversal, renderTransfer } from "../src/transfers/render-transfer.ts";
import { simulate } from "./simulator.ts";

/** The names that the client's types promise to be in every answer. */
type Promised<T> = { [Name in keyof T]-?: object extends Pick<T, Name> ? never : Name }[keyof T];
type Names<T> = Record<Promised<T>, true>;

/** The compiler refuses a renderer whose values are not what the client's types say. */
const renderers = {
  // Requirement errors have 90 codes; the simulator shows whatever it was given.
  account: renderAccount satisfies (...given: never[]) => Omit<Stripe.Account, "requirements">,
  balance: renderBalance satisfies (...given: never[]) => Stripe.Balance,
  balance_transaction: renderBalanceTransaction satisfies (...given: never[]) => Stripe.BalanceTransaction,
  topup: renderTopup satisfies (...given: never[]) => Stripe.Topup,
  transfer: renderTransfer satisfies (...given: never[]) => Stripe.Transfer,
  transfer_reversal: renderReversal satisfies (...given: never[]) => Stripe.TransferReversal,
  webhook_endpoint: renderWebhookEndpoint satisfies (...given: never[]) => Stripe.WebhookEndpoint,
};

/** The compiler refuses a list that lacks a name which the client's types promise. */
const promised = {
  account: {
    id: true,
    object: true,
    charges_enabled: true,
    details_submitted: true,
    email: true,
    payouts_enabled: true,
    type: true,
  } satisfies Names<Stripe.Account>,
  balance: { object: true, available: true, livemode: true, pending: true } satisfies Names<Stripe.Balance>,
  balance_transaction: {
    id: true,
    object: true,
    amount: true,
    available_on: true,
    balance_type: true,
    created: true,
    currency: true,
    description: true,
    exchange_rate: true,
    fee: true,
    fee_details: true,
    net: true,
    reporting_category: true,
    source: true,
    status: true,
    type: true,
  } satisfies Names<Stripe.BalanceTransaction>,
  topup: {
    id: true,
    object: true,
    amount: true,
    balance_transaction: true,
    created: true,
    currency: true,
    description: true,
    expected_availability_date: true,
    failure_code: true,
    failure_message: true,
    initiated_by: true,
    livemode: true,
    metadata: true,
    source: true,
    statement_descriptor: true,
    status: true,
    transfer_group: true,
  } satisfies Names<Stripe.Topup>,
  transfer: {
    id: true,
    object: true,
    amount: true,
    amount_reversed: true,
    balance_transaction: true,
    created: true,
    currency: true,
    description: true,
    destination: true,
    livemode: true,
    metadata: true,
    reversals: true,
    reversed: true,
    source_transaction: true,
    transfer_group: true,
  } satisfies Names<Stripe.Transfer>,
  transfer_reversal: {
    id: true,
    object: true,
    amount: true,
    balance_transaction: true,
    created: true,
    currency: true,
    destination_payment_refund: true,
    metadata: true,
    source_refund: true,
    transfer: true,
  } satisfies Names<Stripe.TransferReversal>,
  webhook_endpoint: {
    id: true,
    object: true,
    api_version: true,
    application: true,
    created: true,
    description: true,
    enabled_events: true,
    livemode: true,
    metadata: true,
    status: true,
    url: true,
  } satisfies Names<Stripe.WebhookEndpoint>,
};

test("every object has all that the client's types promise", async () => {
  const { stripe, control, readyAccount } = await simulate();
  const id = await readyAccount();
  await control("POST", "/balance", { add: { usd: 100 } });
  const transfer = await stripe.transfers.create({ amount: 100, currency: "usd", destination: id });
  const answers: Record<keyof typeof renderers, object | undefined> = {
    account: await stripe.accounts.retrieve(id),
    balance: await stripe.balance.retrieve(),
    balance_transaction: (await stripe.balanceTransactions.list()).data[0],
    topup: (await stripe.topups.list()).data[0],
    transfer,
    transfer_reversal: await stripe.transfers.createReversal(transfer.id),
    webhook_endpoint: await stripe.webhookEndpoints.create({
      url: "http://127.0.0.1:9/",
      enabled_events: ["*"],
    }),
  };
  for (const [noun, names] of Object.entries(promised)) {
    const shown = answers[noun as keyof typeof renderers] ?? {};
    const missing = Object.keys(names).filter((name) => !(name in shown));
    expect({ noun, missing }).toEqual({ noun, missing: [] });
    expect(shown).toHaveProperty("object", noun);
  }
});
