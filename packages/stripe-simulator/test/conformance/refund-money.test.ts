import { describe, expect } from "vitest";
import { idOf, simulate, type TestSimulator } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";

async function paid({ stripe }: TestSimulator, amount = 5_000, source = "tok_bypassPending") {
  return stripe.charges.create({ amount, currency: "usd", source });
}

async function shown({ stripe }: TestSimulator) {
  const { available, pending } = await stripe.balance.retrieve();
  return { available: available[0]?.amount, pending: pending[0]?.amount };
}

describe("the money of a refund", () => {
  assumption("comes out of what is pending while the charge is", async () => {
    const simulator = await simulate();
    const { stripe, control } = simulator;
    await control("POST", "/clock", { stands: true });
    const charge = await paid(simulator, 5_000, "tok_visa");
    const refund = await stripe.refunds.create({ charge: charge.id, amount: 2_000 });
    expect(await shown(simulator)).toEqual({ available: 0, pending: 5_000 - 175 - 2_000 });
    await control("POST", "/clock", { advanceSeconds: 2 * 24 * 60 * 60 });
    expect(await shown(simulator)).toEqual({ available: 2_825, pending: 0 });
    const transaction = await stripe.balanceTransactions.retrieve(idOf(refund.balance_transaction));
    expect(transaction.status).toBe("available");
  });

  rule(
    "is waited for when the available balance does not cover it",
    "support.stripe.com/questions/pending-refunds-due-to-insufficient-stripe-balance",
    async () => {
      const simulator = await simulate();
      const { stripe, control } = simulator;
      const charge = await paid(simulator, 5_000);
      const refund = await stripe.refunds.create({ charge: charge.id });
      expect(refund).toMatchObject({
        status: "pending",
        pending_reason: "insufficient_funds",
        balance_transaction: null,
      });
      expect(await shown(simulator)).toEqual({ available: 4_825, pending: 0 });
      await control("POST", "/balance", { add: { usd: 174 } });
      expect((await stripe.refunds.retrieve(refund.id)).status).toBe("pending");
      await control("POST", "/balance", { add: { usd: 1 } });
      const later = await stripe.refunds.retrieve(refund.id);
      expect(later.status).toBe("succeeded");
      expect(later).not.toHaveProperty("pending_reason");
      expect(await shown(simulator)).toEqual({ available: 0, pending: 0 });
    },
  );

  rule(
    "that is still waited for fails when the charge is disputed",
    "support.stripe.com/questions/pending-refunds-due-to-insufficient-funds-or-stripe-balance",
    async () => {
      const simulator = await simulate();
      const { stripe, control } = simulator;
      const charge = await paid(simulator, 5_000);
      const refund = await stripe.refunds.create({ charge: charge.id });
      await control("POST", `/charges/${charge.id}/dispute`, {});
      expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
        status: "failed",
        failure_reason: "charge_for_pending_refund_disputed",
        balance_transaction: null,
      });
      expect((await stripe.charges.retrieve(charge.id)).amount_refunded).toBe(0);
      await control("POST", "/balance", { add: { usd: 100_000 } });
      expect(await shown(simulator)).toEqual({ available: 4_825 - 6_500 + 100_000, pending: 0 });
    },
  );

  rule(
    "of 4000000000007726 is pending first and succeeds later",
    "docs.stripe.com/testing#refunds",
    async () => {
      const simulator = await simulate();
      const { stripe, control } = simulator;
      await control("POST", "/clock", { stands: true });
      const charge = await paid(simulator, 5_000, "tok_pendingRefund");
      const refund = await stripe.refunds.create({ charge: charge.id });
      expect(refund).toMatchObject({ status: "pending", pending_reason: "processing" });
      await control("POST", "/clock", { advanceSeconds: 60 });
      expect((await stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
      const { data } = await stripe.events.list({ type: "refund.updated" });
      expect(data[0]?.data.previous_attributes).toMatchObject({ status: "pending" });
    },
  );

  rule("of 4000000000005126 succeeds first and fails later", "docs.stripe.com/testing#refunds", async () => {
    const simulator = await simulate();
    const { stripe, control } = simulator;
    await control("POST", "/clock", { stands: true });
    await control("POST", "/balance", { add: { usd: 10_000 } });
    const charge = await paid(simulator, 5_000, "tok_refundFail");
    const refund = await stripe.refunds.create({ charge: charge.id, amount: 2_000 });
    expect(refund.status).toBe("succeeded");
    await control("POST", "/clock", { advanceSeconds: 60 });
    const failed = await stripe.refunds.retrieve(refund.id, { expand: ["failure_balance_transaction"] });
    expect(failed).toMatchObject({
      status: "failed",
      failure_balance_transaction: { type: "refund_failure", amount: 2_000, net: 2_000 },
    });
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect((await stripe.events.list({ type: "refund.failed" })).data).toHaveLength(1);
  });
});

describe("a refund of a destination charge", () => {
  async function destinationCharge() {
    const simulator = await simulate();
    const destination = await simulator.readyAccount();
    const charge = await simulator.stripe.charges.create({
      amount: 1_000,
      currency: "usd",
      source: "tok_visa",
      transfer_data: { destination, amount: 800 },
    });
    return { ...simulator, charge, destination };
  }

  rule(
    "reverses its transfer in proportion when asked",
    "docs.stripe.com/connect/destination-charges",
    async () => {
      const { stripe, charge } = await destinationCharge();
      const refund = await stripe.refunds.create({
        charge: charge.id,
        amount: 500,
        reverse_transfer: true,
        expand: ["transfer_reversal"],
      });
      expect(refund).toMatchObject({
        amount: 500,
        transfer_reversal: { object: "transfer_reversal", amount: 400, source_refund: refund.id },
      });
      expect(await stripe.transfers.retrieve(idOf(charge.transfer ?? null))).toMatchObject({
        amount_reversed: 400,
        reversed: false,
      });
    },
  );

  rule(
    "leaves its transfer alone otherwise",
    "docs.stripe.com/connect/separate-charges-and-transfers",
    async () => {
      const { stripe, charge } = await destinationCharge();
      await stripe.refunds.create({ charge: charge.id });
      expect((await stripe.transfers.retrieve(idOf(charge.transfer ?? null))).amount_reversed).toBe(0);
    },
  );

  rule(
    "cannot refund an application fee that was never taken",
    "support.stripe.com/questions/refund-application-fees",
    async () => {
      const { stripe, charge } = await destinationCharge();
      await expect(
        stripe.refunds.create({ charge: charge.id, refund_application_fee: true }),
      ).rejects.toMatchObject({
        statusCode: 400,
        message: `Attempting to refund_application_fee on ${charge.id}, but it has no application fee`,
      });
    },
  );
});
