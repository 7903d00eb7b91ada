import { describe, expect } from "vitest";
import { idOf, simulate, type TestSimulator } from "../simulator.ts";
import { rule } from "./rule.ts";

async function paid({ stripe }: TestSimulator, amount = 5_000, source = "tok_bypassPending") {
  return stripe.charges.create({ amount, currency: "usd", source });
}

async function shown({ stripe }: TestSimulator) {
  const { available, pending } = await stripe.balance.retrieve();
  return { available: available[0]?.amount, pending: pending[0]?.amount };
}

describe("a refund", () => {
  rule(
    "gives back all that is left unless told an amount",
    "docs.stripe.com/api/refunds/create",
    async () => {
      const simulator = await simulate();
      const { stripe, control } = simulator;
      await control("POST", "/balance", { add: { usd: 1_000 } });
      const charge = await paid(simulator);
      const part = await stripe.refunds.create({
        charge: charge.id,
        amount: 1_200,
        reason: "requested_by_customer",
        metadata: { ticket: "9" },
      });
      expect(part).toMatchObject({
        object: "refund",
        amount: 1_200,
        charge: charge.id,
        currency: "usd",
        metadata: { ticket: "9" },
        payment_intent: null,
        reason: "requested_by_customer",
        status: "succeeded",
      });
      expect(await stripe.charges.retrieve(charge.id)).toMatchObject({
        amount_refunded: 1_200,
        refunded: false,
      });
      expect((await stripe.refunds.create({ charge: charge.id })).amount).toBe(3_800);
      expect(await stripe.charges.retrieve(charge.id)).toMatchObject({
        amount_refunded: 5_000,
        refunded: true,
      });
    },
  );

  rule("does not return the fee of the charge", "docs.stripe.com/refunds", async () => {
    const simulator = await simulate();
    const { stripe, control } = simulator;
    await control("POST", "/balance", { add: { usd: 1_000 } });
    const charge = await paid(simulator);
    const refund = await stripe.refunds.create({ charge: charge.id });
    const transaction = await stripe.balanceTransactions.retrieve(idOf(refund.balance_transaction));
    expect(transaction).toMatchObject({
      type: "refund",
      reporting_category: "refund",
      amount: -5_000,
      fee: 0,
      fee_details: [],
      net: -5_000,
      source: refund.id,
    });
    expect(await shown(simulator)).toEqual({ available: 1_000 - 175, pending: 0 });
  });

  rule("is made of a payment intent too", "docs.stripe.com/api/refunds/create", async () => {
    const { stripe } = await simulate();
    const intent = await stripe.paymentIntents.create({
      amount: 500,
      currency: "usd",
      payment_method: "pm_card_visa",
      confirm: true,
    });
    const refund = await stripe.refunds.create({ payment_intent: intent.id, expand: ["charge"] });
    expect(refund).toMatchObject({
      payment_intent: intent.id,
      charge: { object: "charge", id: intent.latest_charge, refunded: true },
    });
  });

  rule("is never more than is left of the charge", "docs.stripe.com/refunds", async () => {
    const simulator = await simulate();
    const { stripe } = simulator;
    const charge = await paid(simulator, 5_000, "tok_visa");
    await stripe.refunds.create({ charge: charge.id, amount: 4_000 });
    const beyond = stripe.refunds.create({ charge: charge.id, amount: 1_001 });
    await expect(beyond).rejects.toMatchObject({
      statusCode: 400,
      param: "amount",
      message: "Refund amount ($10.01) is greater than unrefunded amount on charge ($10.00)",
    });
    await expect(beyond).rejects.toHaveProperty("code", undefined);
    expect((await stripe.refunds.create({ charge: charge.id, amount: 1_000 })).status).toBe("succeeded");
  });

  rule(
    "of what was given back already is refused",
    "docs.stripe.com/error-codes#charge-already-refunded",
    async () => {
      const simulator = await simulate();
      const { stripe } = simulator;
      const charge = await paid(simulator, 5_000, "tok_visa");
      await stripe.refunds.create({ charge: charge.id });
      await expect(stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({
        statusCode: 400,
        code: "charge_already_refunded",
        message: `Charge ${charge.id} has already been refunded.`,
      });
    },
  );

  rule("is never more than is left when ten are sent at once", "docs.stripe.com/refunds", async () => {
    const simulator = await simulate();
    const { stripe } = simulator;
    const charge = await paid(simulator, 1_000, "tok_visa");
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => stripe.refunds.create({ charge: charge.id, amount: 300 })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect((await stripe.charges.retrieve(charge.id)).amount_refunded).toBe(900);
  });

  rule("of a charged back charge is refused", "docs.stripe.com/error-codes#charge-disputed", async () => {
    const simulator = await simulate();
    const { stripe } = simulator;
    const charge = await paid(simulator, 5_000, "tok_createDispute");
    await expect(stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({
      code: "charge_disputed",
      message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
    });
  });

  rule("of a failed charge is refused", "docs.stripe.com/error-codes#charge-not-refundable", async () => {
    const { stripe } = await simulate();
    await stripe.charges
      .create({ amount: 500, currency: "usd", source: "tok_chargeDeclined" })
      .catch(() => null);
    const [failed] = (await stripe.charges.list()).data;
    await expect(stripe.refunds.create({ charge: failed?.id ?? "" })).rejects.toMatchObject({
      code: "charge_not_refundable",
    });
  });

  rule("needs a charge or a payment intent that exists", "docs.stripe.com/api/refunds/create", async () => {
    const { stripe } = await simulate();
    await expect(stripe.refunds.create({})).rejects.toMatchObject({
      statusCode: 400,
      code: "parameter_missing",
      message: "One of the following params should be provided for this request: payment_intent or charge.",
    });
    await expect(stripe.refunds.create({ charge: "ch_none" })).rejects.toMatchObject({
      statusCode: 400,
      code: "resource_missing",
      param: "charge",
    });
    await expect(stripe.refunds.create({ payment_intent: "pi_none" })).rejects.toMatchObject({
      code: "resource_missing",
      param: "payment_intent",
    });
  });

  rule(
    "says refund.created and charge.refunded, also for a part",
    "docs.stripe.com/api/events/types",
    async () => {
      const simulator = await simulate();
      const { stripe } = simulator;
      const charge = await paid(simulator, 5_000, "tok_visa");
      const refund = await stripe.refunds.create({ charge: charge.id, amount: 1 });
      const [refunded, created] = (await stripe.events.list({ limit: 2 })).data;
      expect(created).toMatchObject({ type: "refund.created", data: { object: { id: refund.id } } });
      expect(refunded).toMatchObject({
        type: "charge.refunded",
        data: { object: { id: charge.id, amount_refunded: 1 }, previous_attributes: { amount_refunded: 0 } },
      });
      await stripe.refunds.update(refund.id, { metadata: { a: "1" } });
      const { data } = await stripe.events.list({ type: "refund.updated" });
      expect(data[0]?.data.previous_attributes).toEqual({ metadata: { a: null } });
    },
  );

  rule(
    "is listed newest first, by charge and payment intent",
    "docs.stripe.com/api/refunds/list",
    async () => {
      const simulator = await simulate();
      const { stripe } = simulator;
      const [one, other] = [await paid(simulator, 900, "tok_visa"), await paid(simulator, 900, "tok_visa")];
      const first = await stripe.refunds.create({ charge: one.id, amount: 1 });
      const second = await stripe.refunds.create({ charge: one.id, amount: 2 });
      const third = await stripe.refunds.create({ charge: other.id, amount: 3 });
      const listed = async (filter: object) => (await stripe.refunds.list(filter)).data.map(({ id }) => id);
      expect(await listed({})).toEqual([third.id, second.id, first.id]);
      expect(await listed({ charge: one.id })).toEqual([second.id, first.id]);
      expect(await listed({ charge: one.id, limit: 1, starting_after: second.id })).toEqual([first.id]);
      expect(await listed({ payment_intent: "pi_none" })).toEqual([]);
    },
  );

  rule("can be canceled only when it requires action", "docs.stripe.com/api/refunds/cancel", async () => {
    const simulator = await simulate();
    const charge = await paid(simulator, 900, "tok_visa");
    const refund = await simulator.stripe.refunds.create({ charge: charge.id });
    await expect(simulator.stripe.refunds.cancel(refund.id)).rejects.toMatchObject({ statusCode: 400 });
    expect((await simulator.stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
  });
});
