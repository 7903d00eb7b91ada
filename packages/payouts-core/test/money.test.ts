import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allocate,
  formatMoney,
  isKnownCurrency,
  minorDigits,
  money,
  roundDownToSendable,
  smallestSendableMinor,
  tokenValue,
} from "../src/index.ts";

const currency = fc.constantFrom("USD", "EUR", "JPY", "KWD", "HUF", "TWD", "MGA", "ISK", "UGX");
const anyAmount = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const positive = fc.bigInt({ min: 0n, max: 10n ** 20n });

describe("a currency", () => {
  test.for([
    ["USD", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["ISK", 0],
    ["UGX", 0],
    ["MGA", 2],
  ] as const)("%s has %i decimals by ISO 4217", ([code, digits]) => {
    expect(minorDigits(code)).toBe(digits);
    expect(isKnownCurrency(code)).toBe(true);
  });

  test.for(["usd", "XXX", "", "toString"])("%o is not known", (code) => {
    expect(isKnownCurrency(code)).toBe(false);
    expect(() => money(1n, code)).toThrow(RangeError);
  });
});

describe("an amount in words", () => {
  test.for([
    [25_00n, "USD", "$25.00"],
    [5n, "USD", "$0.05"],
    [-50n, "USD", "-$0.50"],
    [3_000n, "JPY", "¥3,000"],
    [1_234n, "KWD", "KWD\u00a01.234"],
    [9_007_199_254_740_993_01n, "EUR", "€9,007,199,254,740,993.01"],
  ] as const)("%s %s is %s", ([amountMinor, code, text]) => {
    expect(formatMoney({ amountMinor, currency: code })).toBe(text);
  });

  test("keeps every digit of every amount", () => {
    fc.assert(
      fc.property(anyAmount, currency, (amountMinor, code) => {
        const digits = formatMoney({ amountMinor, currency: code }).replaceAll(/[^\d-]/g, "");
        expect(BigInt(digits)).toBe(amountMinor);
      }),
    );
  });
});

describe("allocating a total", () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
    .filter((each) => each.some((weight) => weight > 0n));

  test("keeps every cent, and no part is a cent away from its exact share", () => {
    fc.assert(
      fc.property(positive, weights, (total, each) => {
        const sum = each.reduce((a, b) => a + b, 0n);
        const parts = allocate(total, each);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
        for (const [index, part] of parts.entries()) {
          const error = part * sum - total * (each[index] ?? 0n);
          expect(error < sum && error > -sum).toBe(true);
        }
      }),
    );
  });

  test("gives the odd cent to the largest remainder, and to the earlier of equals", () => {
    expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(allocate(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n]);
    expect(allocate(5n, [1n, 9n])).toEqual([1n, 4n]);
  });

  test.for([
    { total: -1n, weights: [1n] },
    { total: 1n, weights: [] },
    { total: 1n, weights: [0n] },
    { total: 1n, weights: [2n, -1n] },
  ])("refuses $total by $weights", ({ total, weights: each }) => {
    expect(() => allocate(total, each)).toThrow(RangeError);
  });
});

describe("tokens", () => {
  test("are worth their rate, rounded down", () => {
    expect(tokenValue({ tokens: 250n, rateNumeratorMinor: 500n, ratePerTokens: 100n })).toBe(12_50n);
    expect(tokenValue({ tokens: 1n, rateNumeratorMinor: 199n, ratePerTokens: 100n })).toBe(1n);
  });

  test("spent in parts are never worth more than spent at once", () => {
    fc.assert(
      fc.property(positive, positive, positive, fc.bigInt({ min: 1n, max: 10_000n }), (a, b, rate, per) => {
        const valueOf = (tokens: bigint) =>
          tokenValue({ tokens, rateNumeratorMinor: rate, ratePerTokens: per });
        expect(valueOf(a) + valueOf(b)).toBeLessThanOrEqual(valueOf(a + b));
      }),
    );
  });

  test.for([
    { tokens: -1n, rateNumeratorMinor: 1n, ratePerTokens: 1n },
    { tokens: 1n, rateNumeratorMinor: -1n, ratePerTokens: 1n },
    { tokens: 1n, rateNumeratorMinor: 1n, ratePerTokens: 0n },
  ])("have no value at $tokens, $rateNumeratorMinor per $ratePerTokens", (rate) => {
    expect(() => tokenValue(rate)).toThrow(RangeError);
  });
});

describe("what Stripe can send", () => {
  test.for([
    ["USD", 12_34n, 12_34n],
    ["HUF", 12_34n, 12_00n],
    ["TWD", 99n, 0n],
    ["MGA", 12_34n, 12_00n],
    ["KWD", 1_239n, 1_230n],
    ["ISK", 1_239n, 1_239n],
    ["USD", -5n, 0n],
  ] as const)("of %s %s is %s", ([code, amountMinor, sendable]) => {
    expect(roundDownToSendable(money(amountMinor, code))).toEqual(money(sendable, code));
  });

  test("is a multiple of its smallest amount, and leaves less than one of it", () => {
    fc.assert(
      fc.property(positive, currency, (amountMinor, code) => {
        const sendable = roundDownToSendable(money(amountMinor, code)).amountMinor;
        const smallest = smallestSendableMinor(code);
        expect(sendable % smallest).toBe(0n);
        expect(amountMinor - sendable >= 0n && amountMinor - sendable < smallest).toBe(true);
      }),
    );
  });
});
