import { describe, expect } from "vitest";
import { idOf, simulate, type TestSimulator } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";

const page = "docs.stripe.com/connect/separate-charges-and-transfers#transfer-availability";
const twoDays = 2 * 24 * 60 * 60;

/** A charge of 5,000 that is pending, and an account to be paid out of it. */
async function charged(group?: string) {
  const simulator = await simulate();
  await simulator.control("POST", "/clock", { stands: true });
  const charge = await simulator.stripe.charges.create({
    amount: 5_000,
    currency: "usd",
    source: "tok_visa",
    ...(group === undefined ? {} : { transfer_group: group }),
  });
  const destination = await simulator.readyAccount();
  const transfer = (amount?: number, others: object = {}) =>
    simulator.stripe.transfers.create({
      currency: "usd",
      destination,
      source_transaction: charge.id,
      ...(amount === undefined ? {} : { amount }),
      ...others,
    });
  return { ...simulator, charge, destination, transfer };
}

async function funds({ stripe }: TestSimulator, stripeAccount?: string) {
  const balance = await stripe.balance.retrieve({}, stripeAccount === undefined ? {} : { stripeAccount });
  return [balance.available[0]?.amount, balance.pending[0]?.amount];
}

describe("a transfer with a source_transaction", () => {
  rule("succeeds before the charge settles, and its funds come with it", page, async () => {
    const simulator = await charged();
    const { stripe, control, charge, destination, transfer } = simulator;
    const made = await transfer(3_000);
    expect(made).toMatchObject({ amount: 3_000, source_transaction: charge.id });
    expect(await funds(simulator)).toEqual([0, 4_825 - 3_000]);
    expect(await funds(simulator, destination)).toEqual([0, 3_000]);
    const shown = () => stripe.balanceTransactions.retrieve(idOf(made.balance_transaction));
    expect(await shown()).toMatchObject({
      status: "pending",
      available_on: charge.created + twoDays,
      net: -3_000,
    });
    const received = async () =>
      (await stripe.balanceTransactions.list({}, { stripeAccount: destination })).data[0];
    expect(await received()).toMatchObject({ type: "payment", status: "pending", net: 3_000 });
    await control("POST", "/clock", { advanceSeconds: twoDays });
    expect(await funds(simulator)).toEqual([1_825, 0]);
    expect(await funds(simulator, destination)).toEqual([3_000, 0]);
    expect([(await shown()).status, (await received())?.status]).toEqual(["available", "available"]);
    const { data } = await stripe.events.list({ type: "balance.available" }, { stripeAccount: destination });
    expect(data).toHaveLength(1);
  });

  rule("needs available funds like any other once the charge has settled", page, async () => {
    const simulator = await charged();
    const { control, readyAccount, stripe, transfer } = simulator;
    await control("POST", "/clock", { advanceSeconds: twoDays });
    const elsewhere = await readyAccount();
    await stripe.transfers.create({ amount: 4_000, currency: "usd", destination: elsewhere });
    await expect(transfer(1_000)).rejects.toMatchObject({ code: "balance_insufficient" });
    expect((await transfer(825)).amount).toBe(825);
    expect(await funds(simulator)).toEqual([0, 0]);
  });

  rule("shares the charge with others, up to its amount", page, async () => {
    const { transfer } = await charged();
    await transfer(3_000);
    await transfer(1_500);
    await expect(transfer(501)).rejects.toMatchObject({
      statusCode: 400,
      message:
        "Transfers using this transaction as a source must not exceed the source amount of $50.00. (There are already 2 " +
        "transfers using this source, amounting to $45.00.)",
    });
    expect((await transfer(500)).amount).toBe(500);
  });

  rule("is never more than the charge, also when ten are sent at once", page, async () => {
    const { transfer } = await charged();
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => transfer(1_500)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  });

  assumption(
    "takes all that others have left without an amount, and can be taken again after a reversal",
    async () => {
      const { stripe, transfer } = await charged();
      const first = await transfer(3_000);
      expect((await transfer()).amount).toBe(2_000);
      await expect(transfer()).rejects.toMatchObject({ statusCode: 400 });
      await stripe.transfers.createReversal(first.id, { amount: 700 });
      expect((await transfer()).amount).toBe(700);
    },
  );

  rule("is in the currency of the charge", page, async () => {
    const { transfer } = await charged();
    await expect(transfer(100, { currency: "eur" })).rejects.toMatchObject({
      statusCode: 400,
      message:
        "The currency of source_transaction's balance transaction (usd) must be the same as the transfer currency (eur)",
    });
  });

  rule("takes the transfer group of the charge", page, async () => {
    const { transfer } = await charged("order_7");
    expect((await transfer(100, { transfer_group: "other" })).transfer_group).toBe("order_7");
  });

  rule("shares a new transfer group with a charge that had none", page, async () => {
    const { stripe, destination } = await charged();
    const intent = await stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      payment_method: "pm_card_visa",
      confirm: true,
    });
    const source = idOf(intent.latest_charge);
    const made = await stripe.transfers.create({
      amount: 100,
      currency: "usd",
      destination,
      source_transaction: source,
      expand: ["source_transaction"],
    });
    const group = `group_${intent.id}`;
    expect(made).toMatchObject({
      transfer_group: group,
      source_transaction: { id: source, transfer_group: group },
    });
    expect((await stripe.transfers.list({ transfer_group: group })).data.map(({ id }) => id)).toEqual([
      made.id,
    ]);
  });

  rule("needs a charge of the platform that was paid", page, async () => {
    const { stripe, readyAccount, transfer } = await charged();
    const held = await stripe.charges.create({
      amount: 900,
      currency: "usd",
      source: "tok_visa",
      capture: false,
    });
    await expect(transfer(100, { source_transaction: held.id })).rejects.toMatchObject({
      statusCode: 400,
      param: "source_transaction",
    });
    const stripeAccount = await readyAccount({ capabilities: { card_payments: "active" } });
    const direct = await stripe.charges.create(
      { amount: 900, currency: "usd", source: "tok_visa" },
      { stripeAccount },
    );
    await expect(transfer(100, { source_transaction: direct.id })).rejects.toMatchObject({
      code: "resource_missing",
      message: `No such charge: '${direct.id}'`,
    });
  });

  assumption("is refused out of another source than the charge is in", async () => {
    const { transfer } = await charged();
    await expect(transfer(100, { source_type: "bank_account" })).rejects.toMatchObject({
      statusCode: 400,
      code: "transfer_source_balance_parameters_mismatch",
    });
  });

  assumption("is taken back out of what is pending while it is", async () => {
    const simulator = await charged();
    const { control, destination, stripe, transfer } = simulator;
    const made = await transfer(3_000);
    const reversal = await stripe.transfers.createReversal(made.id, { amount: 1_000 });
    expect(await funds(simulator, destination)).toEqual([0, 2_000]);
    expect(await funds(simulator)).toEqual([0, 4_825 - 2_000]);
    const transaction = await stripe.balanceTransactions.retrieve(idOf(reversal.balance_transaction));
    expect(transaction).toMatchObject({ type: "transfer_refund", net: 1_000, status: "pending" });
    await control("POST", "/clock", { advanceSeconds: twoDays });
    expect(await funds(simulator, destination)).toEqual([2_000, 0]);
    expect(await funds(simulator)).toEqual([2_825, 0]);
  });
});
