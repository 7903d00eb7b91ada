import { decimalsOf } from "../balance/decimals-of.ts";
import { badRequest } from "../protocol/api-error.ts";

/** Currencies whose payouts have no decimals although their amounts have two (docs.stripe.com/currencies#special-cases). */
const wholeUnits = new Set(["huf", "isk", "twd", "ugx"]);
/** Currencies with three decimals, of which the last is 0. */
const threeDecimals = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** Countries that need no full unit of their currency, and those that need more (docs.stripe.com/connect/cross-border-payouts/special-requirements). */
const minimumByCountry: Readonly<Record<string, number>> = { AU: 1, CA: 1, US: 1, MX: 1_000, PH: 2_000 };

/** The smallest payout to a bank there, in Stripe's unit of the currency: one full unit where nothing else is known. */
export function payoutMinimum(country: string, currency: string): number {
  return minimumByCountry[country] ?? 10 ** decimalsOf(currency);
}

/** The largest part of an amount that can be paid out in the currency. */
export function payablePart(amount: number, currency: string): number {
  return amount - (amount % stepOf(currency));
}

/** Throws 400 for an amount that no payout can have. */
export function checkPayoutAmount(amount: number, country: string, currency: string): void {
  const step = stepOf(currency);
  if (amount % step !== 0) {
    throw badRequest(
      undefined,
      `Invalid amount: payouts in ${currency} must be evenly divisible by ${step}.`,
      "amount",
    );
  }
  const minimum = payoutMinimum(country, currency);
  if (amount < minimum) {
    const decimals = decimalsOf(currency);
    const shown = (minimum / 10 ** decimals).toFixed(decimals);
    throw badRequest("amount_too_small", `Amount must be at least ${shown} ${currency}`, "amount");
  }
}

function stepOf(currency: string): number {
  if (wholeUnits.has(currency)) return 100;
  return threeDecimals.has(currency) ? 10 : 1;
}
