/** Currencies that Stripe counts in hundredths although they have no smaller unit. */
const inHundredths: ReadonlySet<string> = new Set(["isk", "ugx"]);

/** An amount in Stripe's unit of the currency as a person reads it: `$12.34`. */
export function amountText(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = inHundredths.has(currency) ? 2 : (format.resolvedOptions().maximumFractionDigits ?? 2);
  return format.format(amount / 10 ** digits);
}
