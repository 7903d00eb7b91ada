import { isKnownCurrency, roundDownToSendable, smallestSendableMinor } from "@payrun/payouts-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moneyByCurrency, fromStripeAmount, toStripeAmount, wholeMinorUnits } from "../src/stripe-amount.ts";

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

  test("and is shown rounded down, as inexact, where a list must go on", () => {
    expect(wholeMinorUnits(500, "ISK")).toEqual({ minor: 5n, isExact: true });
    expect(wholeMinorUnits(550, "ISK")).toEqual({ minor: 5n, isExact: false });
    expect(wholeMinorUnits(-550, "ISK")).toEqual({ minor: -6n, isExact: false });
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

/** Every currency that the platform's ICU data and Payrun's table both know. */
const isoCurrencies = Intl.supportedValuesOf("currency").filter(isKnownCurrency);
const currencies = fc.constantFrom(...isoCurrencies);

describe("for every ISO 4217 currency", () => {
  test("there are more than 150 of them", () => {
    expect(isoCurrencies.length).toBeGreaterThan(150);
  });

  test("what core rounds down to can be sent, and comes back the same", () => {
    fc.assert(
      fc.property(currencies, fc.bigInt(0n, 10n ** 13n), (currency, amountMinor) => {
        const sendable = roundDownToSendable({ amountMinor, currency });
        const left = amountMinor - sendable.amountMinor;
        expect(left >= 0n && left < smallestSendableMinor(currency)).toBe(true);
        const stripe = toStripeAmount(sendable.amountMinor, currency);
        expect(fromStripeAmount(stripe, currency)).toBe(sendable.amountMinor);
        expect(fromStripeAmount(-stripe, currency)).toBe(-sendable.amountMinor);
      }),
      { numRuns: 1000 },
    );
  });

  test("every amount that Stripe has comes back the same", () => {
    fc.assert(
      fc.property(currencies, fc.maxSafeInteger(), (currency, stripe) => {
        const wholeOnly = currency === "ISK" || currency === "UGX";
        fc.pre(!wholeOnly || stripe % 100 === 0);
        const amountMinor = fromStripeAmount(stripe, currency);
        expect(toStripeAmount(amountMinor, currency)).toBe(stripe);
      }),
      { numRuns: 1000 },
    );
  });

  // https://docs.stripe.com/currencies#special-cases and #three-decimal.
  test("one step at Stripe ends as Stripe wants it", () => {
    const steps = isoCurrencies.map((currency) => [
      currency,
      toStripeAmount(smallestSendableMinor(currency), currency),
    ]);
    const other = Object.fromEntries(steps.filter(([, step]) => step !== 1));
    expect(other).toEqual({
      HUF: 100,
      TWD: 100,
      ISK: 100,
      UGX: 100,
      BHD: 10,
      IQD: 10,
      JOD: 10,
      KWD: 10,
      LYD: 10,
      OMR: 10,
      TND: 10,
    });
  });
});
