import { type CurrencyCode, minorDigits } from "./currencies.ts";

/** An amount in the currency's ISO 4217 minor unit: cents for USD, yen for JPY. Negative only for a debt. */
export type Money = { readonly amountMinor: bigint; readonly currency: CurrencyCode };

/** @throws RangeError for a currency that is not known. */
export function money(amountMinor: bigint, currency: CurrencyCode): Money {
  minorDigits(currency);
  return { amountMinor, currency };
}
