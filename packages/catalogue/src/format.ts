import { minorDigits, type Money } from "@payrun/payouts-core";
import type { Locale } from "./locales.ts";

/**
 * An amount as this language writes it: `$1,234.50`, `1.234,50 $`, `$1,234.50`. Exact for any bigint: `Intl` gets the
 * digits as text, never a number.
 *
 * @throws RangeError for a currency that is not known.
 */
export function formatAmount(locale: Locale, amount: Money): string {
  const digits = minorDigits(amount.currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
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

/** An instant in words, in one zone: `15 Nov 2026, 03:00 CET`. */
export function formatInstant(locale: Locale, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: undefined,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
    timeZoneName: "short",
  }).format(at);
}

/** A day in words, in one zone: `15 Nov 2026`. */
export function formatDay(locale: Locale, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone,
  }).format(at);
}
