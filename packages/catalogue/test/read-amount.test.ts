import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAmount, locales, readAmount } from "../src/index.ts";

describe("an amount that somebody typed", () => {
  test.for([
    ["en", "25", "USD", 2500n],
    ["en", "25.5", "USD", 2550n],
    ["en", " $1,234.50 ", "USD", 123450n],
    ["de", "1.234,50 €", "EUR", 123450n],
    ["de", "25,5", "EUR", 2550n],
    ["ja", "3,000", "JPY", 3000n],
    ["ja", "３０００", "JPY", 3000n],
    ["en", "KWD 1.234", "KWD", 1234n],
  ] as const)("%s: %j in %s", ([locale, text, currency, amountMinor]) => {
    expect(readAmount(locale, text, currency)).toBe(amountMinor);
  });

  test.for([
    ["en", "", "USD"],
    ["en", "-5", "USD"],
    ["en", "25.505", "USD"],
    ["en", "1.5", "JPY"],
    ["en", "1e5", "USD"],
    ["en", "25,50", "USD"],
    ["de", "25.50", "EUR"],
    ["en", "1.2.3", "USD"],
    ["en", "9999999999999999", "USD"],
    ["en", ".5", "USD"],
  ] as const)("%s: %j is none in %s", ([locale, text, currency]) => {
    expect(readAmount(locale, text, currency)).toBeNull();
  });

  test("is read as it is written, in every language", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
        fc.constantFrom("USD", "EUR", "JPY", "KWD"),
        (locale, amountMinor, currency) => {
          const written = formatAmount(locale, { amountMinor, currency });
          expect(readAmount(locale, written, currency)).toBe(amountMinor);
        },
      ),
    );
  });
});
