import { decimalsOf } from "../../balance/decimals-of.ts";

/** An amount as Stripe's messages write it: `$4.80`, `£4.80`, `¥480`; ISK and UGX without the decimals that nobody uses. */
export function moneyText(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.format(amount / 10 ** decimalsOf(currency));
}
