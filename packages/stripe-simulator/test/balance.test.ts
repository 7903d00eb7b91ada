import { describe, expect, test } from "vitest";
import { idOf, matching, simulate } from "./simulator.ts";

describe("the platform balance", () => {
  test("is zero at first", async () => {
    const { stripe } = await simulate();
    expect(await stripe.balance.retrieve()).toMatchObject({
      object: "balance",
      available: [{ amount: 0, currency: "usd" }],
      pending: [{ amount: 0, currency: "usd" }],
      livemode: false,
    });
  });

  test("grows by a top-up at once", async () => {
    const { stripe } = await simulate();
    const topup = await stripe.topups.create({ amount: 5_000, currency: "usd", description: "Funds" });
    expect(topup).toMatchObject({ object: "topup", status: "succeeded", amount: 5_000 });
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 5_000 }]);
    expect((await stripe.topups.list()).data).toMatchObject([{ id: topup.id }]);
  });

  test("has pending funds that become available when the clock reaches their day", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/clock", { stands: true });
    await control("POST", "/balance", { pending: { usd: 700 }, pendingSeconds: 3_600 });
    const shown = async () => {
      const { available, pending } = await stripe.balance.retrieve();
      return { available: available[0]?.amount, pending: pending[0]?.amount };
    };
    await control("POST", "/clock", { advanceSeconds: 3_599 });
    expect(await shown()).toEqual({ available: 0, pending: 700 });
    await control("POST", "/clock", { advanceSeconds: 1 });
    expect(await shown()).toEqual({ available: 700, pending: 0 });
    expect((await stripe.events.list({ type: "balance.available" })).data).toHaveLength(1);
  });

  test("can be set to an amount, per currency", async () => {
    const { control, stripe } = await simulate();
    await control("POST", "/balance", { set: { usd: 500, jpy: 90_000 } });
    await control("POST", "/balance", { set: { usd: 200 } });
    expect((await stripe.balance.retrieve()).available).toMatchObject([
      { amount: 200, currency: "usd" },
      { amount: 90_000, currency: "jpy" },
    ]);
  });
});

describe("balance transactions", () => {
  async function withHistory() {
    const simulator = await simulate();
    const { stripe, readyAccount } = simulator;
    const destination = await readyAccount();
    const topup = await stripe.topups.create({ amount: 10_000, currency: "usd" });
    const transfer = await stripe.transfers.create({
      amount: 4_000,
      currency: "usd",
      destination,
      description: "July",
    });
    const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 1_500 });
    return { ...simulator, destination, topup, transfer, reversal };
  }

  test("explain the platform's balance to the cent, newest first", async () => {
    const { stripe, topup, transfer, reversal } = await withHistory();
    const { data } = await stripe.balanceTransactions.list();
    expect(
      data.map(({ type, net, source, reporting_category: category }) => ({ type, net, source, category })),
    ).toEqual([
      { type: "transfer_refund", net: 1_500, source: reversal.id, category: "transfer_reversal" },
      { type: "transfer", net: -4_000, source: transfer.id, category: "transfer" },
      { type: "topup", net: 10_000, source: topup.id, category: "topup" },
    ]);
    const sum = data.reduce((total, { net }) => total + net, 0);
    expect(sum).toBe((await stripe.balance.retrieve()).available[0]?.amount);
  });

  test("explain a connected account's balance, as payments", async () => {
    const { stripe, destination, transfer } = await withHistory();
    const { data } = await stripe.balanceTransactions.list({}, { stripeAccount: destination });
    expect(data.map(({ type, net, source }) => ({ type, net, source }))).toEqual([
      { type: "payment_refund", net: -1_500, source: matching(/^pyr_/) },
      { type: "payment", net: 4_000, source: transfer.destination_payment },
    ]);
  });

  test("are those that the objects name", async () => {
    const { stripe, transfer, reversal, topup } = await withHistory();
    for (const { balance_transaction: id, object } of [transfer, reversal, topup]) {
      const found = await stripe.balanceTransactions.retrieve(idOf(id), { expand: ["source"] });
      expect(found).toMatchObject({ id, source: { object } });
    }
  });

  test("are narrowed by type, source, currency and paging", async () => {
    const { stripe, transfer } = await withHistory();
    const types = async (filter: object) =>
      (await stripe.balanceTransactions.list(filter)).data.map(({ type }) => type);
    expect(await types({ type: "transfer" })).toEqual(["transfer"]);
    expect(await types({ source: transfer.id })).toEqual(["transfer"]);
    expect(await types({ currency: "eur" })).toEqual([]);
    const first = await stripe.balanceTransactions.list({ limit: 1 });
    expect(await types({ limit: 1, starting_after: first.data[0]?.id })).toEqual(["transfer"]);
    expect(await types({ ending_before: idOf(transfer.balance_transaction) })).toEqual(["transfer_refund"]);
  });

  test("of another account are not found", async () => {
    const { stripe, transfer, readyAccount } = await withHistory();
    const stripeAccount = await readyAccount();
    await expect(
      stripe.balanceTransactions.retrieve(idOf(transfer.balance_transaction), {}, { stripeAccount }),
    ).rejects.toMatchObject({ statusCode: 404, code: "resource_missing" });
  });
});
