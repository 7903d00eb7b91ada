import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { idOf, simulate } from "../simulator.ts";
import { rule } from "./rule.ts";

describe("a declined card", () => {
  const declines = [
    ["tok_chargeDeclined", "card_declined", "generic_decline"],
    ["tok_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["tok_visa_chargeDeclinedLostCard", "card_declined", "lost_card"],
    ["tok_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"],
    ["tok_visa_chargeDeclinedVelocityLimitExceeded", "card_declined", "card_velocity_exceeded"],
    ["tok_chargeDeclinedExpiredCard", "expired_card", ""],
    ["tok_chargeDeclinedIncorrectCvc", "incorrect_cvc", ""],
    ["tok_chargeDeclinedProcessingError", "processing_error", ""],
  ] as const;

  rule(
    "answers 402 with the code and decline code of its test card, and moves no money",
    "docs.stripe.com/testing#declined-payments",
    async () => {
      const { stripe } = await simulate();
      for (const [source, code, declineCode] of declines) {
        const declined = stripe.charges.create({ amount: 500, currency: "usd", source });
        await expect(declined).rejects.toMatchObject({ type: "StripeCardError", statusCode: 402, code });
        await expect(declined).rejects.toHaveProperty("decline_code", declineCode);
      }
      expect((await stripe.balanceTransactions.list()).data).toEqual([]);
    },
  );

  rule("leaves a failed charge, which the error names", "docs.stripe.com/api/errors", async () => {
    const { stripe } = await simulate();
    const error = await stripe.charges
      .create({ amount: 500, currency: "usd", source: "tok_chargeDeclined" })
      .catch((thrown: Stripe.errors.StripeCardError) => thrown);
    const { data } = await stripe.charges.list();
    expect(data).toMatchObject([
      {
        id: (error as Stripe.errors.StripeCardError).charge,
        status: "failed",
        paid: false,
        captured: false,
        balance_transaction: null,
        failure_code: "card_declined",
        failure_message: "Your card was declined.",
        outcome: { type: "issuer_declined", network_status: "declined_by_network" },
      },
    ]);
    expect((await stripe.events.list()).data.map(({ type }) => type)).toEqual(["charge.failed"]);
  });

  rule(
    "is answered the same under its idempotency key",
    "docs.stripe.com/api/idempotent_requests",
    async () => {
      const { call } = await simulate();
      const form = "amount=500&currency=usd&source=tok_chargeDeclined";
      const first = await call("/v1/charges", form, { "Idempotency-Key": "k" });
      const again = await call("/v1/charges", form, { "Idempotency-Key": "k" });
      expect([again.status, again.text]).toEqual([402, first.text]);
      expect((await call("/v1/charges")).json["data"]).toHaveLength(1);
    },
  );
});

describe("an authorized charge", () => {
  rule("takes nothing before it is captured", "docs.stripe.com/api/charges/capture", async () => {
    const { stripe } = await simulate();
    const held = await stripe.charges.create({
      amount: 900,
      currency: "usd",
      source: "tok_visa",
      capture: false,
    });
    expect(held).toMatchObject({
      captured: false,
      amount_captured: 0,
      paid: true,
      balance_transaction: null,
    });
    expect((await stripe.balanceTransactions.list()).data).toEqual([]);
    const captured = await stripe.charges.capture(held.id);
    expect(captured).toMatchObject({ captured: true, amount_captured: 900, amount_refunded: 0 });
    expect((await stripe.balance.retrieve()).pending).toMatchObject([{ amount: 900 - 56 }]);
    const { data } = await stripe.events.list({ type: "charge.captured" });
    expect(data[0]?.data.previous_attributes).toMatchObject({ captured: false, amount_captured: 0 });
  });

  rule("can be captured for less, the rest is released", "docs.stripe.com/api/charges/capture", async () => {
    const { stripe } = await simulate();
    const held = await stripe.charges.create({
      amount: 900,
      currency: "usd",
      source: "tok_visa",
      capture: false,
    });
    const captured = await stripe.charges.capture(held.id, { amount: 300 });
    expect(captured).toMatchObject({
      amount: 900,
      amount_captured: 300,
      amount_refunded: 600,
      refunded: false,
    });
    const transaction = await stripe.balanceTransactions.retrieve(idOf(captured.balance_transaction));
    expect(transaction).toMatchObject({ amount: 300, fee: 39 });
  });

  rule(
    "is captured once, and never for more",
    "docs.stripe.com/error-codes#charge-already-captured",
    async () => {
      const { stripe } = await simulate();
      const held = await stripe.charges.create({
        amount: 900,
        currency: "usd",
        source: "tok_visa",
        capture: false,
      });
      await expect(stripe.charges.capture(held.id, { amount: 901 })).rejects.toMatchObject({
        code: "amount_too_large",
      });
      await stripe.charges.capture(held.id);
      await expect(stripe.charges.capture(held.id)).rejects.toMatchObject({
        code: "charge_already_captured",
      });
    },
  );

  rule(
    "is gone after seven days, and its payment intent is canceled",
    "docs.stripe.com/payments/place-a-hold-on-a-payment-method",
    async () => {
      const { stripe, control } = await simulate();
      await control("POST", "/clock", { stands: true });
      const intent = await stripe.paymentIntents.create({
        amount: 900,
        currency: "usd",
        payment_method: "pm_card_visa",
        capture_method: "manual",
        confirm: true,
        expand: ["latest_charge"],
      });
      const held = intent.latest_charge as Stripe.Charge;
      const before = held.payment_method_details?.card?.capture_before ?? 0;
      expect(before - held.created).toBe(7 * 24 * 60 * 60);
      await control("POST", "/clock", { advanceSeconds: before - held.created });
      expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
        status: "canceled",
        cancellation_reason: "automatic",
      });
      expect((await stripe.charges.retrieve(held.id)).refunded).toBe(true);
      expect((await stripe.events.list({ type: "charge.expired" })).data).toHaveLength(1);
    },
  );
});
