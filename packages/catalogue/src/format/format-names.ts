import type { Locale } from "../locales.ts";

/** Several things in a sentence: `a, b, and c`, `a, b und c`, `a、b、c`. */
export function formatList(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(locale).format(items);
}

/** A country by its ISO 3166 code: `AQ` is `Antarctica`; what is no code stays as it is. */
export function formatCountry(locale: Locale, country: string): string {
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
  return /^[A-Z]{2}$/u.test(country) ? (names.of(country) ?? country) : country;
}
