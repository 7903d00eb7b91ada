import fc from "fast-check";
import type Stripe from "stripe";
import type { TestSimulator } from "../simulator.ts";

export const currencies = ["usd", "eur", "jpy"] as const;
export const accountCount = 5;

/** Where the calls are sent, and what they have made so far. */
export type Ground = {
  readonly simulator: TestSimulator;
  readonly accounts: readonly string[];
  readonly transfers: Stripe.Transfer[];
  readonly charges: Stripe.Charge[];
};

export type Call = { readonly name: string; readonly send: (ground: Ground) => Promise<unknown> };

const amount = fc.integer({ min: 1, max: 900 });
const currency = fc.constantFrom(...currencies);
const account = fc.nat(accountCount - 1);
const nth = fc.nat(400);

/**
 * Every kind of call that moves money. Another kind is another entry: how often it comes, what it is told, and how it is
 * sent. What it brings into the books or takes out of them is told to `books.ts`.
 */
const kinds = [
  kind("topup", {
    weight: 2,
    facts: fc.record({
      amount: fc.integer({ min: 1, max: 2_000 }),
      currency,
      source: fc.constantFrom(undefined, "btok_us_verified", "btok_us_verified_noAccount"),
    }),
    send: ({ simulator: { stripe } }, { source, ...facts }) =>
      stripe.topups.create({ ...facts, ...(source === undefined ? {} : { source }) }),
  }),
  kind("charge", {
    weight: 8,
    facts: fc.record({
      amount: fc.integer({ min: 50, max: 3_000 }),
      currency,
      owner: fc.option(account, { freq: 4 }),
      capture: fc.boolean(),
      source: fc.constantFrom(
        "tok_visa",
        "tok_bypassPending",
        "tok_chargeDeclined",
        "tok_createDispute",
        "tok_createDisputeInquiry",
        "tok_pendingRefund",
        "tok_refundFail",
      ),
    }),
    send: async ({ simulator: { stripe }, accounts, charges }, { owner, capture, ...facts }) => {
      const stripeAccount = owner === null ? undefined : accounts[owner];
      const options = stripeAccount === undefined ? {} : { stripeAccount };
      const charge = await stripe.charges.create({ ...facts, capture }, options);
      if (stripeAccount === undefined) charges.push(charge);
      if (!capture) {
        await stripe.charges.capture(charge.id, { amount: Math.ceil(facts.amount / 2) }, options);
      }
    },
  }),
  kind("transfer", {
    weight: 10,
    facts: fc.record({ amount, currency, to: account, key: fc.nat(200) }),
    send: async ({ simulator: { stripe }, accounts, transfers }, { to, key, ...facts }) => {
      const destination = accounts[to] ?? "";
      const idempotencyKey = `key_${key}`;
      transfers.push(await stripe.transfers.create({ ...facts, destination }, { idempotencyKey }));
    },
  }),
  kind("transfer of a charge", {
    weight: 6,
    facts: fc.record({ amount: fc.option(amount), to: account, nth }),
    send: async (ground, facts) => {
      const charge = pick(ground.charges, facts.nth);
      if (charge === undefined) return;
      const transfer = await ground.simulator.stripe.transfers.create({
        ...(facts.amount === null ? {} : { amount: facts.amount }),
        currency: charge.currency,
        destination: ground.accounts[facts.to] ?? "",
        source_transaction: charge.id,
      });
      ground.transfers.push(transfer);
    },
  }),
  kind("reversal", {
    weight: 6,
    facts: fc.record({ amount, nth }),
    send: async ({ simulator: { stripe }, transfers }, facts) => {
      const transfer = pick(transfers, facts.nth);
      if (transfer !== undefined)
        await stripe.transfers.createReversal(transfer.id, { amount: facts.amount });
    },
  }),
  kind("refund", {
    weight: 4,
    facts: fc.record({ amount: fc.option(amount), nth }),
    send: async ({ simulator: { stripe }, charges }, facts) => {
      const charge = pick(charges, facts.nth);
      if (charge === undefined) return;
      const part = facts.amount === null ? {} : { amount: facts.amount };
      await stripe.refunds.create({ charge: charge.id, ...part });
    },
  }),
  kind("dispute", {
    weight: 1,
    facts: fc.record({ nth, inquiry: fc.boolean() }),
    send: async ({ simulator: { control }, charges }, { inquiry, ...facts }) => {
      const charge = pick(charges, facts.nth);
      if (charge !== undefined) await control("POST", `/charges/${charge.id}/dispute`, { inquiry });
    },
  }),
  kind("evidence", {
    weight: 2,
    facts: fc.record({
      nth: fc.nat(9),
      text: fc.constantFrom("winning_evidence", "losing_evidence", "escalate_inquiry_evidence"),
    }),
    send: async ({ simulator: { stripe } }, { text, ...facts }) => {
      const dispute = pick((await stripe.disputes.list()).data, facts.nth);
      const evidence = { uncategorized_text: text };
      if (dispute !== undefined) await stripe.disputes.update(dispute.id, { evidence });
    },
  }),
  kind("update", {
    weight: 1,
    facts: fc.record({ nth }),
    send: async ({ simulator: { stripe }, transfers }, facts) => {
      const transfer = pick(transfers, facts.nth);
      if (transfer !== undefined)
        await stripe.transfers.update(transfer.id, { metadata: { touched: "yes" } });
    },
  }),
  kind("time", {
    weight: 1,
    facts: fc.record({ advanceSeconds: fc.integer({ min: 1, max: 6 * 60 * 60 }) }),
    send: ({ simulator: { control } }, facts) => control("POST", "/clock", facts),
  }),
];

/** Any call of any kind, as often as its weight says. */
export const anyCall: fc.Arbitrary<Call> = fc.oneof(...kinds);

function kind<Facts extends object>(
  name: string,
  definition: {
    readonly weight: number;
    readonly facts: fc.Arbitrary<Facts>;
    readonly send: (ground: Ground, facts: Facts) => Promise<unknown>;
  },
): { readonly weight: number; readonly arbitrary: fc.Arbitrary<Call> } {
  const { weight, facts, send } = definition;
  const arbitrary = facts.map((given) => ({
    name,
    ...given,
    send: (ground: Ground) => send(ground, given),
  }));
  return { weight, arbitrary };
}

function pick<Row>(rows: readonly Row[], at: number): Row | undefined {
  return rows[at % Math.max(1, rows.length)];
}
