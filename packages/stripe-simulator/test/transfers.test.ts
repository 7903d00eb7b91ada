import { describe, expect, test } from "vitest";
import { simulate } from "./simulator.ts";

describe("a transfer", () => {
  test("moves money from the platform to the connected account", async () => {
    const { stripe, control, readyAccount } = await simulate();
    const destination = await readyAccount();
    await control("POST", "/balance", { add: { usd: 10_000 } });
    const transfer = await stripe.transfers.create(
      { amount: 2_500, currency: "USD", destination, transfer_group: "g" },
      { idempotencyKey: "k" },
    );
    expect(transfer).toMatchObject({
      object: "transfer",
      amount: 2_500,
      currency: "usd",
      destination,
      reversed: false,
    });
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(7_500);
    expect((await stripe.balance.retrieve({}, { stripeAccount: destination })).available[0]?.amount).toBe(
      2_500,
    );
    const again = await stripe.transfers.create(
      { amount: 2_500, currency: "USD", destination, transfer_group: "g" },
      { idempotencyKey: "k" },
    );
    expect(again).toEqual(transfer);
    expect((await stripe.transfers.list({ transfer_group: "g" })).data).toHaveLength(1);
  });
});
