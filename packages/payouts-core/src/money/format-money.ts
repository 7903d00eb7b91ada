import { minorDigits } from "./currencies.ts";
import type { Money } from "./money.ts";

/**
 * An amount in words for people: `$25.00`, `¥3,000`, `-€0.50`. Exact for any bigint: no float on the way.
 *
 * @throws RangeError for a currency that is not known.
 */
export function formatMoney({ amountMinor, currency }: Money): string {
  const digits = minorDigits(currency);
  const scale = 10n ** BigInt(digits);
  const magnitude = amountMinor < 0n ? -amountMinor : amountMinor;
  const fraction = String(magnitude % scale).padStart(digits, "0");
  const format = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const parts = format.formatToParts(magnitude / scale);
  const text = parts.map(({ type, value }) => (type === "fraction" ? fraction : value)).join("");
  return amountMinor < 0n ? `-${text}` : text;
}
