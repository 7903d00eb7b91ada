import { minorDigits } from "@payrun/payouts-core";
import type { Locale } from "../locales.ts";

/**
 * What somebody typed as an amount, in minor units: `1,234.50`, `$1234.5`, in German `1.234,50`. Null when it is none:
 * letters, a sign, more decimals than the currency has, or a separator that could mean either.
 */
export function readAmount(locale: Locale, text: string, currency: string): bigint | null {
  const digits = minorDigits(currency);
  const decimal = locale === "de" ? "," : ".";
  const group = locale === "de" ? "." : ",";
  // Full-width digits and signs are what a Japanese keyboard writes.
  const plain = text.normalize("NFKC").replaceAll(/[\s\p{Sc}]|[A-Z]{3}/gu, "");
  const [whole = "", part = "", ...more] = plain.split(decimal);
  const isGrouped = new RegExp(`^\\d{1,3}(?:[${group}]\\d{3})+$`, "u").test(whole);
  const ones = isGrouped ? whole.replaceAll(group, "") : whole;
  if (more.length > 0 || !/^\d{1,15}$/u.test(ones) || !/^\d*$/u.test(part) || part.length > digits)
    return null;
  return BigInt(ones + part.padEnd(digits, "0"));
}
