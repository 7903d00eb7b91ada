/** Two decimals in Stripe's unit, although nobody uses them (docs.stripe.com/currencies#special-cases). */
const unusedDecimals = new Set(["isk", "ugx"]);

/** How many decimals an amount has in Stripe's unit of the currency: 2 for USD, 0 for JPY, 3 for BHD. */
export function decimalsOf(currency: string): number {
  if (unusedDecimals.has(currency)) return 2;
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
