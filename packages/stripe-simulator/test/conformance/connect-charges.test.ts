import { describe, expect } from "vitest";
import { idOf, simulate } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";

describe("a direct charge", () => {
  rule(
    "belongs to the connected account that Stripe-Account names",
    "docs.stripe.com/connect/direct-charges",
    async () => {
      const { stripe, readyAccount } = await simulate();
      const stripeAccount = await readyAccount({ capabilities: { card_payments: "active" } });
      const charge = await stripe.charges.create(
        { amount: 1_000, currency: "usd", source: "tok_bypassPending" },
        { stripeAccount },
      );
      const connected = await stripe.balance.retrieve({}, { stripeAccount });
      expect(connected.available).toMatchObject([{ amount: 941, currency: "usd" }]);
      expect((await stripe.balanceTransactions.list()).data).toEqual([]);
      await expect(stripe.charges.retrieve(charge.id)).rejects.toMatchObject({
        statusCode: 404,
        code: "resource_missing",
      });
      expect((await stripe.charges.retrieve(charge.id, {}, { stripeAccount })).id).toBe(charge.id);
      const { data } = await stripe.events.list({}, { stripeAccount });
      expect(data.map(({ type }) => type)).toContain("charge.succeeded");
    },
  );

  assumption("is refused on an account that may not take cards", async () => {
    const { stripe, readyAccount } = await simulate();
    const stripeAccount = await readyAccount();
    await expect(
      stripe.charges.create({ amount: 1_000, currency: "usd", source: "tok_visa" }, { stripeAccount }),
    ).rejects.toMatchObject({ statusCode: 400, message: /cannot currently make charges/ });
  });
});

describe("a destination charge", () => {
  rule(
    "transfers its money to the account by itself",
    "docs.stripe.com/connect/destination-charges",
    async () => {
      const { stripe, readyAccount } = await simulate();
      const destination = await readyAccount();
      const intent = await stripe.paymentIntents.create({
        amount: 1_000,
        currency: "usd",
        payment_method: "pm_card_bypassPending",
        transfer_data: { destination, amount: 800 },
        confirm: true,
        expand: ["latest_charge.transfer"],
      });
      expect(intent).toMatchObject({
        transfer_group: `group_${intent.id}`,
        latest_charge: {
          transfer_data: { destination, amount: 800 },
          transfer: { object: "transfer", amount: 800, destination, transfer_group: `group_${intent.id}` },
        },
      });
      const { available } = await stripe.balance.retrieve({}, { stripeAccount: destination });
      expect(available).toMatchObject([{ amount: 800 }]);
      expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 1_000 - 59 - 800 }]);
    },
  );

  rule(
    "needs a destination that can receive transfers",
    "docs.stripe.com/connect/destination-charges",
    async () => {
      const { stripe, readyAccount } = await simulate();
      const destination = await readyAccount({ capabilities: { transfers: "inactive" } });
      await expect(
        stripe.charges.create({
          amount: 1_000,
          currency: "usd",
          source: "tok_visa",
          transfer_data: { destination },
        }),
      ).rejects.toMatchObject({ code: "insufficient_capabilities_for_transfer" });
      expect((await stripe.charges.list()).data).toEqual([]);
    },
  );
});

describe("prices", () => {
  assumption("are set for the simulator, and hold for the charges after", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/prices", { chargeBasisPoints: 150, chargeFixed: 25, chargePendingSeconds: 0 });
    const charge = await stripe.charges.create({ amount: 1_010, currency: "eur", source: "tok_visa" });
    const transaction = await stripe.balanceTransactions.retrieve(idOf(charge.balance_transaction));
    expect(transaction).toMatchObject({ fee: 40, net: 970, status: "available" });
  });
});
