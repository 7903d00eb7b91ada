import { describe, expect, test } from "vitest";
import { moneyByCurrency, fromStripeAmount, toStripeAmount } from "../src/stripe-amount.ts";

describe("an amount crosses to Stripe's units and back", () => {
  test.for([
    { currency: "USD", amountMinor: 25_00n, stripe: 2500 },
    { currency: "JPY", amountMinor: 500n, stripe: 500 },
    { currency: "KWD", amountMinor: 5_120n, stripe: 5120 },
    { currency: "ISK", amountMinor: 5n, stripe: 500 },
    { currency: "UGX", amountMinor: 5n, stripe: 500 },
    { currency: "MGA", amountMinor: 500_00n, stripe: 500 },
  ])("$amountMinor $currency is Stripe's $stripe", ({ currency, amountMinor, stripe }) => {
    expect(toStripeAmount(amountMinor, currency)).toBe(stripe);
    expect(fromStripeAmount(stripe, currency)).toBe(amountMinor);
    expect(fromStripeAmount(-stripe, currency)).toBe(-amountMinor);
  });
});

describe("an amount is refused rather than changed", () => {
  const largest = BigInt(Number.MAX_SAFE_INTEGER);

  test("the largest exact number is the last one to pass", () => {
    expect(toStripeAmount(largest, "USD")).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => toStripeAmount(largest + 1n, "USD")).toThrow(
      "9007199254740992 USD (minor units) is more than",
    );
    expect(() => toStripeAmount(largest / 100n + 1n, "ISK")).toThrow(
      "more than a JSON number can carry exactly",
    );
  });

  test("a part of a unit does not exist on the other side", () => {
    expect(() => toStripeAmount(50n, "MGA")).toThrow("Stripe cannot express 50 MGA");
    expect(() => fromStripeAmount(550, "ISK")).toThrow("not whole in ISO 4217 units");
  });

  test("an answer that lost its digits in JSON", () => {
    expect(() => fromStripeAmount(JSON.parse("9007199254740993"), "USD")).toThrow("not an exact integer");
    expect(() => fromStripeAmount(12.5, "USD")).toThrow("not an exact integer");
  });
});

test("a balance is summed per currency, and what ISO cannot count is rounded down", () => {
  const amounts = [
    { currency: "usd", amount: 700 },
    { currency: "isk", amount: 150 },
    { currency: "usd", amount: -1000 },
    { currency: "ugx", amount: -150 },
  ];
  expect(moneyByCurrency(amounts)).toEqual([
    { currency: "ISK", amountMinor: 1n },
    { currency: "UGX", amountMinor: -2n },
    { currency: "USD", amountMinor: -300n },
  ]);
});
