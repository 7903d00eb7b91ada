import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fewestTokensOfValue, readWallet, valueAt, type TokenPrice } from "../src/index.ts";

/** 100 tokens for $4.99. */
const price: TokenPrice = { tokens: 100n, amountMinor: 4_99n };

describe("a fan's tokens", () => {
  test("are as many whole ones as the money buys at the price of the latest purchase", () => {
    expect(readWallet({ balanceMinor: 4_99n, spokenForMinor: 0n, price })).toMatchObject({ tokens: 100n });
    expect(readWallet({ balanceMinor: 4_98n, spokenForMinor: 0n, price })).toMatchObject({ tokens: 99n });
  });

  test("that open call requests will take cannot be spent", () => {
    expect(readWallet({ balanceMinor: 9_98n, spokenForMinor: 4_99n, price })).toMatchObject({
      tokens: 200n,
      spendableMinor: 4_99n,
      spendableTokens: 100n,
    });
  });

  test("leave nothing to spend where less is left than is spoken for", () => {
    expect(readWallet({ balanceMinor: 4_98n, spokenForMinor: 4_99n, price })).toMatchObject({
      tokens: 99n,
      spendableMinor: 0n,
      spendableTokens: 0n,
    });
  });

  test("cannot be counted where none were ever bought", () => {
    expect(readWallet({ balanceMinor: 5_00n, spokenForMinor: 0n, price: null })).toMatchObject({
      tokens: 0n,
      spendableMinor: 5_00n,
      spendableTokens: 0n,
    });
  });
});

describe("for any price and balance", () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
  const anyPrice = fc.record({ tokens: amount, amountMinor: amount });

  test("the tokens that are shown cost no more than there is, and one more would", () => {
    fc.assert(
      fc.property(anyPrice, amount, (each, balanceMinor) => {
        const { tokens } = readWallet({ balanceMinor, spokenForMinor: 0n, price: each });
        expect(valueAt(each, tokens)).toBeLessThanOrEqual(balanceMinor);
        expect((tokens + 1n) * each.amountMinor).toBeGreaterThan(balanceMinor * each.tokens);
      }),
    );
  });

  test("the fewest tokens of any value are worth something, and one less is worth nothing", () => {
    fc.assert(
      fc.property(anyPrice, (each) => {
        const fewest = fewestTokensOfValue(each);
        expect(valueAt(each, fewest)).toBeGreaterThanOrEqual(1n);
        expect(valueAt(each, fewest - 1n)).toBe(0n);
      }),
    );
  });
});
