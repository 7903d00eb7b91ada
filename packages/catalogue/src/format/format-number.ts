import { minorDigits, type Money } from "@payrun/payouts-core";
import type { Locale } from "../locales.ts";

/** Formats are slow to make and many of them are the same: a table of amounts makes one. */
const made = new Map<string, unknown>();

function once<Format>(make: () => Format, ...key: readonly string[]): Format {
  const name = key.join("|");
  const known = made.get(name) as Format | undefined;
  if (known !== undefined) return known;
  const format = make();
  made.set(name, format);
  return format;
}

/**
 * An amount as this language writes it: `$1,234.50`, `1.234,50 $`, `$1,234.50`. Exact for any bigint: `Intl` gets the
 * digits as text, never a number.
 *
 * @throws RangeError for a currency that is not known.
 */
export function formatAmount(locale: Locale, amount: Money): string {
  const { currency } = amount;
  const digits = minorDigits(currency);
  const format = once(
    () =>
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
    "amount",
    locale,
    currency,
  );
  return format.format(decimalText(amount) as Intl.StringNumericLiteral);
}

/** The amount as plain decimal text: `1234.50`, `-0.5`. For files that programs read. */
export function decimalText({ amountMinor, currency }: Money): string {
  const digits = minorDigits(currency);
  const magnitude = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(digits + 1, "0");
  const whole = magnitude.slice(0, magnitude.length - digits);
  const text = digits === 0 ? whole : `${whole}.${magnitude.slice(-digits)}`;
  return amountMinor < 0n ? `-${text}` : text;
}

/** A count of things: `1,234`, `1.234`. */
export function formatCount(locale: Locale, count: number | bigint): string {
  return once(() => new Intl.NumberFormat(locale), "count", locale).format(count);
}

/** Basis points as a percentage: 1250 is `12.5%`, `12,5 %`. */
export function formatPercent(locale: Locale, basisPoints: number): string {
  const format = once(
    () => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }),
    "percent",
    locale,
  );
  return format.format(basisPoints / 10_000);
}
