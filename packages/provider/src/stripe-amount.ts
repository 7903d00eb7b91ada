import type { CurrencyCode, Money } from "@payrun/payouts-core";

/**
 * How many of Stripe's units make one ISO 4217 minor unit, where that is not one.
 *
 * Source: https://docs.stripe.com/currencies#special-cases ("to charge 5 UGX, provide an amount value of 500";
 * the same for ISK), though ISO gives both no decimals; live refusals quoted in
 * woocommerce/woocommerce-gateway-stripe#2674 agree. MGA stands in that page's zero-decimal list, while ISO counts
 * hundredths.
 */
const STRIPE_UNITS: Readonly<Record<string, { readonly multiply: bigint; readonly divide: bigint }>> = {
  ISK: { multiply: 100n, divide: 1n },
  UGX: { multiply: 100n, divide: 1n },
  MGA: { multiply: 1n, divide: 100n },
};

const SAME_UNIT = { multiply: 1n, divide: 1n };

/**
 * ISO minor units to Stripe's.
 *
 * @throws Error when Stripe has no such amount, or when it is beyond 2^53 - 1 and would lose digits in JSON.
 */
export function toStripeAmount(amountMinor: bigint, currency: CurrencyCode): number {
  const { multiply, divide } = STRIPE_UNITS[currency] ?? SAME_UNIT;
  const scaled = amountMinor * multiply;
  if (scaled % divide !== 0n)
    throw new Error(`Stripe cannot express ${amountMinor} ${currency} (minor units)`);
  const amount = Number(scaled / divide);
  if (!Number.isSafeInteger(amount)) {
    throw new Error(`${amountMinor} ${currency} (minor units) is more than a JSON number can carry exactly`);
  }
  return amount;
}

/**
 * Stripe's units to ISO minor units, exactly.
 *
 * @throws Error when the amount is not whole in ISO's unit, or already lost digits in JSON.
 */
export function fromStripeAmount(amount: number, currency: CurrencyCode): bigint {
  const { multiply, divide } = STRIPE_UNITS[currency] ?? SAME_UNIT;
  const scaled = exact(amount, currency) * divide;
  if (scaled % multiply !== 0n)
    throw new Error(`Stripe's ${amount} ${currency} is not whole in ISO 4217 units`);
  return scaled / multiply;
}

/**
 * Stripe's units to ISO minor units, rounded down where they are not whole.
 *
 * @throws Error when the amount already lost digits in JSON.
 */
export function wholeMinorUnits(
  amount: number,
  currency: CurrencyCode,
): { readonly minor: bigint; readonly isExact: boolean } {
  const { multiply, divide } = STRIPE_UNITS[currency] ?? SAME_UNIT;
  const scaled = exact(amount, currency) * divide;
  return { minor: roundedDown(scaled, multiply), isExact: scaled % multiply === 0n };
}

/** Sums Stripe's lists of amounts per currency, in order of currency; parts of a minor unit are rounded down. */
export function moneyByCurrency(
  amounts: readonly { readonly amount: number; readonly currency: string }[],
): readonly Money[] {
  const totals = new Map<string, bigint>();
  for (const { amount, currency } of amounts) {
    const code = currency.toUpperCase();
    totals.set(code, (totals.get(code) ?? 0n) + exact(amount, code));
  }
  return [...totals.entries()]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, total]) => {
      const { multiply, divide } = STRIPE_UNITS[currency] ?? SAME_UNIT;
      return { currency, amountMinor: roundedDown(total * divide, multiply) };
    });
}

function exact(amount: number, currency: CurrencyCode): bigint {
  if (!Number.isSafeInteger(amount))
    throw new Error(`Stripe's amount ${amount} ${currency} is not an exact integer`);
  return BigInt(amount);
}

function roundedDown(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend < 0n && dividend % divisor !== 0n ? quotient - 1n : quotient;
}
