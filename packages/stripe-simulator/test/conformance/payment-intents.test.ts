import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { idOf, simulate } from "../simulator.ts";
import { rule } from "./rule.ts";

describe("a payment intent", () => {
  const facts = { amount: 1_000, currency: "usd" };

  rule(
    "is created, confirmed, and has its charge",
    "docs.stripe.com/payments/paymentintents/lifecycle",
    async () => {
      const { stripe } = await simulate();
      const created = await stripe.paymentIntents.create({
        ...facts,
        allowed_payment_method_types: ["card"],
      });
      expect(created).toMatchObject({
        status: "requires_payment_method",
        latest_charge: null,
        amount_received: 0,
      });
      expect(created.client_secret?.startsWith(`${created.id}_secret_`)).toBe(true);
      const given = await stripe.paymentIntents.update(created.id, { payment_method: "pm_card_visa" });
      expect(given.status).toBe("requires_confirmation");
      const confirmed = await stripe.paymentIntents.confirm(created.id, { expand: ["latest_charge"] });
      expect(confirmed).toMatchObject({
        status: "succeeded",
        amount_received: 1_000,
        latest_charge: { object: "charge", payment_intent: created.id, status: "succeeded", amount: 1_000 },
      });
      const types = (await stripe.events.list()).data.map(({ type }) => type);
      expect(types).toEqual(["payment_intent.succeeded", "charge.succeeded", "payment_intent.created"]);
    },
  );

  rule(
    "with a card that bypasses pending pays at once",
    "docs.stripe.com/testing#available-balance",
    async () => {
      const { call, stripe } = await simulate();
      const { json } = await call(
        "/v1/payment_intents",
        "amount=1000&currency=usd&confirm=true&payment_method_data[type]=card&payment_method_data[card][number]=4000000000000077" +
          "&payment_method_data[card][exp_month]=12&payment_method_data[card][exp_year]=2034",
      );
      expect(json).toMatchObject({ status: "succeeded" });
      expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 1_000 - 59 }]);
      const method = await stripe.paymentMethods.retrieve(String(json["payment_method"]));
      expect(method).toMatchObject({ type: "card", card: { brand: "visa", last4: "0077", exp_year: 2034 } });
    },
  );

  rule(
    "whose card is declined answers 402 with itself, and takes another card",
    "docs.stripe.com/payments/paymentintents/lifecycle",
    async () => {
      const { stripe } = await simulate();
      const declined = await stripe.paymentIntents
        .create({ ...facts, payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds", confirm: true })
        .catch((thrown: Stripe.errors.StripeCardError) => thrown as never);
      const error = declined as unknown as Stripe.errors.StripeCardError;
      expect(error).toMatchObject({
        statusCode: 402,
        code: "card_declined",
        decline_code: "insufficient_funds",
        payment_intent: {
          status: "requires_payment_method",
          payment_method: null,
          last_payment_error: {
            code: "card_declined",
            decline_code: "insufficient_funds",
            type: "card_error",
          },
        },
      });
      const { id } = error.payment_intent as Stripe.PaymentIntent;
      const paid = await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_mastercard" });
      expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
      expect((await stripe.charges.list({ payment_intent: id })).data.map(({ status }) => status)).toEqual([
        "succeeded",
        "failed",
      ]);
      expect((await stripe.events.list({ type: "payment_intent.payment_failed" })).data).toHaveLength(1);
    },
  );

  rule(
    "captures by hand what it was told to hold",
    "docs.stripe.com/payments/place-a-hold-on-a-payment-method",
    async () => {
      const { stripe } = await simulate();
      const held = await stripe.paymentIntents.create({
        ...facts,
        payment_method: "pm_card_visa",
        capture_method: "manual",
        confirm: true,
      });
      expect(held).toMatchObject({
        status: "requires_capture",
        amount_capturable: 1_000,
        amount_received: 0,
      });
      const captured = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 700 });
      expect(captured).toMatchObject({ status: "succeeded", amount_capturable: 0, amount_received: 700 });
      await expect(stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({
        code: "payment_intent_unexpected_state",
      });
    },
  );

  rule(
    "releases a hold when it is canceled, and only before it succeeded",
    "docs.stripe.com/api/payment_intents/cancel",
    async () => {
      const { stripe } = await simulate();
      const held = await stripe.paymentIntents.create({
        ...facts,
        payment_method: "pm_card_visa",
        capture_method: "manual",
        confirm: true,
      });
      const canceled = await stripe.paymentIntents.cancel(held.id, { cancellation_reason: "abandoned" });
      expect(canceled).toMatchObject({
        status: "canceled",
        cancellation_reason: "abandoned",
        amount_capturable: 0,
      });
      expect(await stripe.charges.retrieve(idOf(held.latest_charge))).toMatchObject({
        captured: false,
        refunded: true,
        amount_refunded: 1_000,
      });
      const paid = await stripe.paymentIntents.create({
        ...facts,
        payment_method: "pm_card_visa",
        confirm: true,
      });
      await expect(stripe.paymentIntents.cancel(paid.id)).rejects.toMatchObject({
        statusCode: 400,
        code: "payment_intent_unexpected_state",
      });
      await expect(stripe.paymentIntents.confirm(paid.id)).rejects.toMatchObject({
        code: "payment_intent_unexpected_state",
        message:
          "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
      });
    },
  );

  rule(
    "cannot be confirmed without a payment method",
    "docs.stripe.com/api/payment_intents/confirm",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.paymentIntents.create(facts);
      await expect(stripe.paymentIntents.confirm(id)).rejects.toMatchObject({
        code: "payment_intent_unexpected_state",
      });
      await expect(stripe.paymentIntents.confirm(id, { payment_method: "pm_none" })).rejects.toMatchObject({
        code: "resource_missing",
        message: "No such PaymentMethod: 'pm_none'",
      });
      expect((await stripe.paymentIntents.list()).data).toMatchObject([
        { id, status: "requires_payment_method" },
      ]);
    },
  );

  rule("changes its amount until it was charged", "docs.stripe.com/api/payment_intents/update", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.paymentIntents.create({ ...facts, payment_method: "pm_card_visa" });
    expect((await stripe.paymentIntents.update(id, { amount: 1_500 })).amount).toBe(1_500);
    expect((await stripe.paymentIntents.confirm(id)).amount_received).toBe(1_500);
    await expect(stripe.paymentIntents.update(id, { amount: 2_000 })).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    expect((await stripe.paymentIntents.update(id, { metadata: { a: "1" } })).metadata).toEqual({ a: "1" });
  });
});
