import { describe, expect, test } from "vitest";
import { simulate } from "./simulator.ts";

async function withTransfer(account: Record<string, unknown> = {}) {
  const simulator = await simulate();
  const destination = await simulator.readyAccount(account);
  await simulator.control("POST", "/balance", { add: { eur: 1_000 } });
  const transfer = await simulator.stripe.transfers.create({ amount: 1_000, currency: "eur", destination });
  const platformHas = async () => (await simulator.stripe.balance.retrieve()).available[0]?.amount;
  return { ...simulator, transfer, destination, platformHas };
}

describe("a reversal", () => {
  test("takes back all that is left unless told an amount, in the transfer's own currency", async () => {
    const { stripe, transfer, platformHas } = await withTransfer();
    const part = await stripe.transfers.createReversal(transfer.id, { amount: 300 });
    expect(part).toMatchObject({
      object: "transfer_reversal",
      amount: 300,
      currency: "eur",
      transfer: transfer.id,
    });
    expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
      amount_reversed: 300,
      reversed: false,
    });
    expect(await stripe.transfers.createReversal(transfer.id)).toMatchObject({ amount: 700 });
    expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
      amount_reversed: 1_000,
      reversed: true,
    });
    expect(await platformHas()).toBe(1_000);
  });

  test("never takes more than is left", async () => {
    const { stripe, transfer, platformHas } = await withTransfer();
    await stripe.transfers.createReversal(transfer.id, { amount: 600 });
    await expect(stripe.transfers.createReversal(transfer.id, { amount: 401 })).rejects.toMatchObject({
      statusCode: 400,
    });
    await stripe.transfers.createReversal(transfer.id, { amount: 400 });
    await expect(stripe.transfers.createReversal(transfer.id)).rejects.toThrow(/already fully reversed/);
    expect(await platformHas()).toBe(1_000);
  });

  test("never takes more than is left when ten are sent at once", async () => {
    const { stripe, transfer, platformHas } = await withTransfer();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => stripe.transfers.createReversal(transfer.id, { amount: 300 })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(await platformHas()).toBe(900);
  });

  test("needs the money on the connected account", async () => {
    const { stripe, control, transfer, destination } = await withTransfer();
    await control("PATCH", `/accounts/${destination}`, { balance: { eur: 999 } });
    await expect(stripe.transfers.createReversal(transfer.id)).rejects.toMatchObject({
      code: "balance_insufficient",
    });
  });

  test("takes an account that may go negative below zero, and the platform's reserve covers it", async () => {
    const { stripe, control, transfer, destination } = await withTransfer({ mayGoNegative: true });
    await control("PATCH", `/accounts/${destination}`, { balance: { eur: 0 } });
    await stripe.transfers.createReversal(transfer.id);
    const connected = await stripe.balance.retrieve({}, { stripeAccount: destination });
    const platform = await stripe.balance.retrieve();
    expect(connected.available[0]?.amount).toBe(-1_000);
    expect([platform.available[0]?.amount, platform.connect_reserved?.[0]?.amount]).toEqual([0, 1_000]);
    await control("POST", "/balance", { add: { eur: 400 } });
    await stripe.transfers.create({ amount: 400, currency: "eur", destination });
    const cured = await stripe.balance.retrieve();
    expect([cured.available[0]?.amount, cured.connect_reserved?.[0]?.amount]).toEqual([400, 600]);
  });

  test("is listed under its transfer, newest first, and keeps its metadata", async () => {
    const { stripe, transfer } = await withTransfer();
    const first = await stripe.transfers.createReversal(transfer.id, {
      amount: 1,
      metadata: { dispute: "du_1" },
    });
    const second = await stripe.transfers.createReversal(transfer.id, { amount: 2 });
    const { data } = await stripe.transfers.listReversals(transfer.id);
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
    await stripe.transfers.updateReversal(transfer.id, first.id, { metadata: { note: "n" } });
    expect((await stripe.transfers.retrieveReversal(transfer.id, first.id)).metadata).toEqual({
      dispute: "du_1",
      note: "n",
    });
    expect((await stripe.transfers.retrieve(transfer.id)).reversals.data.map(({ amount }) => amount)).toEqual(
      [2, 1],
    );
  });

  test("shows only the ten newest inside the transfer", async () => {
    const { stripe, transfer } = await withTransfer();
    for (let amount = 1; amount <= 11; amount += 1)
      await stripe.transfers.createReversal(transfer.id, { amount });
    const { reversals } = await stripe.transfers.retrieve(transfer.id);
    expect([reversals.data.length, reversals.data[0]?.amount, reversals.has_more]).toEqual([10, 11, true]);
  });
});
