/** Currencies whose smallest unit is the whole one, and those with a thousandth (docs.stripe.com/currencies#zero-decimal). */
const decimals: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ").map((code) => [code, 0]),
  ),
  ...Object.fromEntries("bhd jod kwd omr tnd".split(" ").map((code) => [code, 3])),
};

/**
 * An amount for a person to read, `-1,234.50 USD`: whole numbers all the way.
 *
 * @param amount in Stripe's unit of the currency: ISK and UGX have two decimals there.
 */
export function formatAmount(amount: number, currency: string): string {
  return `${formatNumber(amount, currency)} ${currency.toUpperCase()}`;
}

/** The same without the currency, for a column that names it. */
export function formatNumber(amount: number, currency: string): string {
  const places = decimals[currency] ?? 2;
  const digits = String(Math.abs(amount)).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = places === 0 ? "" : `.${digits.slice(-places)}`;
  return `${amount < 0 ? "\u2212" : ""}${whole}${fraction}`;
}
