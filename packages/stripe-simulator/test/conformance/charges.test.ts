import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { renderPaymentMethod } from "../../src/charges/cards/render-card.ts";
import { renderPaymentIntent } from "../../src/charges/payment-intents/render-payment-intent.ts";
import { renderCharge } from "../../src/charges/render-charge.ts";
import { renderPayment, renderPaymentRefund } from "../../src/charges/payments/render-payment.ts";
import { renderDispute } from "../../src/charges/disputes/render-dispute.ts";
import { renderRefund } from "../../src/charges/refunds/render-refund.ts";
import { idOf, simulate } from "../simulator.ts";
import { rule } from "./rule.ts";

/** The compiler refuses a renderer whose values are not what the client's types say. */
export const renderers = [
  renderCharge satisfies (...given: never[]) => Stripe.Charge,
  renderDispute satisfies (...given: never[]) => Omit<Stripe.Dispute, "evidence">,
  renderPayment satisfies (...given: never[]) => Stripe.Charge,
  renderPaymentIntent satisfies (...given: never[]) => Stripe.PaymentIntent,
  renderPaymentMethod satisfies (...given: never[]) => Stripe.PaymentMethod,
  renderPaymentRefund satisfies (...given: never[]) => Stripe.Refund,
  renderRefund satisfies (...given: never[]) => Stripe.Refund,
];

const twoDays = 2 * 24 * 60 * 60;

describe("a charge", () => {
  rule(
    "takes the amount from a test token and is paid and captured",
    "docs.stripe.com/api/charges/create",
    async () => {
      const { stripe } = await simulate();
      const charge = await stripe.charges.create({
        amount: 2_000,
        currency: "USD",
        source: "tok_visa",
        description: "Tip",
        metadata: { fan: "7" },
        transfer_group: "order_1",
      });
      expect(charge).toMatchObject({
        object: "charge",
        amount: 2_000,
        amount_captured: 2_000,
        amount_refunded: 0,
        captured: true,
        currency: "usd",
        description: "Tip",
        disputed: false,
        livemode: false,
        metadata: { fan: "7" },
        outcome: { type: "authorized", network_status: "approved_by_network" },
        paid: true,
        payment_intent: null,
        payment_method_details: { type: "card", card: { brand: "visa", last4: "4242", funding: "credit" } },
        refunded: false,
        status: "succeeded",
        transfer_group: "order_1",
      });
      expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ id: charge.id, amount: 2_000 });
    },
  );

  rule(
    "is pending in the balance, less the fee, until it settles",
    "docs.stripe.com/api/balance",
    async () => {
      const { stripe, control } = await simulate();
      await control("POST", "/clock", { stands: true });
      const charge = await stripe.charges.create({
        amount: 2_000,
        currency: "usd",
        source: "tok_mastercard",
      });
      const transaction = await stripe.balanceTransactions.retrieve(idOf(charge.balance_transaction));
      expect(transaction).toMatchObject({
        type: "charge",
        amount: 2_000,
        fee: 88,
        fee_details: [
          { amount: 88, currency: "usd", type: "stripe_fee", description: "Stripe processing fees" },
        ],
        net: 1_912,
        reporting_category: "charge",
        source: charge.id,
        status: "pending",
        available_on: charge.created + twoDays,
      });
      const shown = async () => {
        const { available, pending } = await stripe.balance.retrieve();
        return [available[0]?.amount, pending[0]?.amount];
      };
      expect(await shown()).toEqual([0, 1_912]);
      await control("POST", "/clock", { advanceSeconds: twoDays - 1 });
      expect(await shown()).toEqual([0, 1_912]);
      await control("POST", "/clock", { advanceSeconds: 1 });
      expect(await shown()).toEqual([1_912, 0]);
      expect((await stripe.balanceTransactions.retrieve(transaction.id)).status).toBe("available");
      expect((await stripe.events.list({ type: "balance.available" })).data).toHaveLength(1);
    },
  );

  for (const source of ["tok_bypassPending", "tok_bypassPendingInternational"]) {
    rule(`with ${source} is available at once`, "docs.stripe.com/testing#available-balance", async () => {
      const { stripe } = await simulate();
      const charge = await stripe.charges.create({ amount: 10_000, currency: "usd", source });
      const { available, pending } = await stripe.balance.retrieve();
      expect([available[0]?.amount, pending[0]?.amount]).toEqual([10_000 - 320, 0]);
      const transaction = await stripe.balanceTransactions.retrieve(idOf(charge.balance_transaction));
      expect([transaction.status, transaction.available_on]).toEqual(["available", charge.created]);
    });
  }

  rule("takes a card number only as test mode does", "docs.stripe.com/testing#cards", async () => {
    const { call } = await simulate();
    const card = "source[object]=card&source[exp_month]=12&source[exp_year]=2034&source[cvc]=123";
    const paid = await call("/v1/charges", `amount=500&currency=usd&${card}&source[number]=4000000000000077`);
    expect(paid.json).toMatchObject({
      status: "succeeded",
      payment_method_details: { card: { last4: "0077" } },
    });
    expect(
      await call("/v1/charges", `amount=500&currency=usd&${card}&source[number]=4242424242424241`),
    ).toMatchObject({
      status: 402,
      error: { type: "card_error", code: "incorrect_number", param: "number" },
    });
  });

  rule("by another account's number is declined in test mode", "docs.stripe.com/testing#cards", async () => {
    const { call } = await simulate();
    const card = "source[number]=4111111111111111&source[exp_month]=12&source[exp_year]=2034";
    expect(await call("/v1/charges", `amount=500&currency=usd&${card}`)).toMatchObject({
      status: 402,
      error: { code: "card_declined", decline_code: "test_mode_live_card" },
    });
  });

  rule(
    "with a token that nobody documented is refused",
    "docs.stripe.com/error-codes#resource-missing",
    async () => {
      const { stripe } = await simulate();
      await expect(
        stripe.charges.create({ amount: 500, currency: "usd", source: "tok_nonexistent" }),
      ).rejects.toMatchObject({
        statusCode: 400,
        code: "resource_missing",
        param: "source",
        message: "No such token: 'tok_nonexistent'",
      });
    },
  );

  rule(
    "below the currency's minimum is refused",
    "docs.stripe.com/currencies#minimum-and-maximum-charge-amounts",
    async () => {
      const { stripe } = await simulate();
      const create = (amount: number, currency: string) =>
        stripe.charges.create({ amount, currency, source: "tok_visa" });
      await expect(create(49, "usd")).rejects.toMatchObject({ code: "amount_too_small", param: "amount" });
      await expect(create(49, "jpy")).rejects.toMatchObject({ code: "amount_too_small", param: "amount" });
      expect((await create(50, "usd")).status).toBe("succeeded");
      expect((await stripe.charges.list()).data).toHaveLength(1);
    },
  );

  rule("changes in description, metadata and shipping", "docs.stripe.com/api/charges/update", async () => {
    const { stripe, call } = await simulate();
    const { id } = await stripe.charges.create({
      amount: 500,
      currency: "usd",
      source: "tok_visa",
      metadata: { a: "1", b: "2" },
    });
    const updated = await stripe.charges.update(id, {
      description: "Later",
      metadata: { a: "", c: "3" },
      shipping: { name: "Ada", address: { line1: "1 Main St" } },
    });
    expect(updated).toMatchObject({
      description: "Later",
      metadata: { b: "2", c: "3" },
      shipping: { name: "Ada", address: { line1: "1 Main St", city: null }, carrier: null },
    });
    expect(updated.metadata).not.toHaveProperty("a");
    const { data } = await stripe.events.list({ type: "charge.updated" });
    expect(data[0]?.data.previous_attributes).toEqual({
      description: null,
      metadata: { a: "1", c: null },
      shipping: null,
    });
    expect(await call(`/v1/charges/${id}`, "amount=1")).toMatchObject({
      status: 400,
      error: { code: "parameter_unknown", param: "amount" },
    });
  });

  rule("gets a transfer group only once", "stripe-node Charges.d.ts", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.charges.create({ amount: 500, currency: "usd", source: "tok_visa" });
    expect((await stripe.charges.update(id, { transfer_group: "g1" })).transfer_group).toBe("g1");
    await expect(stripe.charges.update(id, { transfer_group: "g2" })).rejects.toMatchObject({
      statusCode: 400,
      param: "transfer_group",
    });
  });

  rule(
    "is listed newest first, by time, payment intent and transfer group",
    "docs.stripe.com/api/charges/list",
    async () => {
      const { stripe, control } = await simulate();
      await control("POST", "/clock", { stands: true });
      const create = (group: string) =>
        stripe.charges.create({ amount: 500, currency: "usd", source: "tok_visa", transfer_group: group });
      const first = await create("a");
      await control("POST", "/clock", { advanceSeconds: 10 });
      const second = await create("b");
      const intent = await stripe.paymentIntents.create({
        amount: 500,
        currency: "usd",
        payment_method: "pm_card_visa",
        confirm: true,
      });
      const listed = async (filter: Stripe.ChargeListParams) =>
        (await stripe.charges.list(filter)).data.map(({ id }) => id);
      expect(await listed({})).toEqual([intent.latest_charge, second.id, first.id]);
      expect(await listed({ transfer_group: "a" })).toEqual([first.id]);
      expect(await listed({ payment_intent: intent.id })).toEqual([intent.latest_charge]);
      expect(await listed({ created: { lt: second.created } })).toEqual([first.id]);
      expect(await listed({ limit: 1, starting_after: second.id })).toEqual([first.id]);
      expect(await listed({ limit: 1, ending_before: first.id })).toEqual([second.id]);
    },
  );

  rule(
    "expands its balance transaction, and its refunds only when asked",
    "docs.stripe.com/changelog/2022-11-15/no-auto-expand-charge-refunds",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.charges.create({
        amount: 500,
        currency: "usd",
        source: "tok_bypassPending",
      });
      const refund = await stripe.refunds.create({ charge: id, amount: 100 });
      expect(await stripe.charges.retrieve(id)).not.toHaveProperty("refunds");
      const expanded = await stripe.charges.retrieve(id, {
        expand: ["balance_transaction.source", "refunds.data.balance_transaction"],
      });
      expect(expanded).toMatchObject({
        balance_transaction: { object: "balance_transaction", source: { object: "charge", id } },
        refunds: {
          object: "list",
          has_more: false,
          data: [{ id: refund.id, balance_transaction: { type: "refund", amount: -100 } }],
        },
      });
    },
  );
});
