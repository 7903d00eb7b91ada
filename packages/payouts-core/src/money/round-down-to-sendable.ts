import { type CurrencyCode, minorDigits } from "./currencies.ts";
import { type Money, money } from "./money.ts";

/**
 * Two-decimal currencies of which Stripe moves whole units only.
 *
 * Source: https://docs.stripe.com/currencies (special cases: HUF and TWD payouts end in 00; MGA is one of its
 * zero-decimal currencies, while ISO 4217 counts hundredths). ISK and UGX have no decimals in ISO, so every amount
 * of them is whole already; that Stripe writes them with two zeros is for the provider alone.
 */
const WHOLE_UNITS_ONLY: ReadonlySet<CurrencyCode> = new Set(["HUF", "TWD", "MGA"]);

/** The smallest amount that Stripe can send, in ISO minor units; every sendable amount is a multiple of it. */
export function smallestSendableMinor(currency: CurrencyCode): bigint {
  if (WHOLE_UNITS_ONLY.has(currency)) return 100n;
  // The last digit of a three-decimal currency must be 0 (same source).
  return minorDigits(currency) === 3 ? 10n : 1n;
}

/** The largest amount that Stripe can send out of this one; zero for a debt. The rest stays available. */
export function roundDownToSendable({ amountMinor, currency }: Money): Money {
  const smallest = smallestSendableMinor(currency);
  return money(amountMinor < 0n ? 0n : amountMinor - (amountMinor % smallest), currency);
}
