import { isKnownCurrency } from "@payrun/payouts-core";
import { z } from "zod";

/**
 * The largest amount, and number of tokens, of one row: twelve digits. More is a mistake of units; and with it no sum
 * of ours overflows 64 bits.
 */
export const AMOUNT_MAX = 999_999_999_999;

/** Every instant must be after this one: older dates are zero dates and two-digit years. */
const EARLIEST = new Date("2000-01-01T00:00:00Z");

/** One sentence for a field that is wrong and for one that is missing. */
export function expected(what: string): { readonly error: (issue: { readonly input?: unknown }) => string } {
  return {
    error: ({ input }) => (input === undefined ? `is missing: expected ${what}` : `expected ${what}`),
  };
}

/** Text that PostgreSQL and a person can read: no control characters, no half surrogate pairs. */
export function text(charactersMax: number) {
  const what = `a text of 1 to ${charactersMax} characters without control characters`;
  return z
    .string(expected(what))
    .max(charactersMax, expected(what))
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, expected(what));
}

/** The host's id of something. */
export function sourceId(of: string, example: string) {
  return text(200).meta({ description: `Your id of ${of}.`, examples: [example] });
}

export const currency = z
  .string(expected("an ISO 4217 code in upper case, e.g. USD"))
  .regex(/^[A-Z]{3}$/, expected("an ISO 4217 code in upper case, e.g. USD"))
  .refine(isKnownCurrency, expected("a currency that Payrun knows (ISO 4217)"))
  .meta({ description: "ISO 4217, upper case.", examples: ["USD"] });

/** What a person reads about a field in the OpenAPI document. It belongs to what is sent, so it stands before a transform. */
type FieldDocs = { readonly description: string; readonly examples: readonly unknown[] };

/** Minor units, above zero. */
export function amountMinor(description: string, example: number) {
  return wholeNumber(1, "minor units", { description: `${description} ${minorUnits}`, examples: [example] });
}

/** Minor units, zero allowed. */
export function amountMinorOrZero(description: string, example: number) {
  return wholeNumber(0, "minor units", { description: `${description} ${minorUnits}`, examples: [example] });
}

const minorUnits =
  "In the currency's minor unit: cents for USD, yen for JPY. A number or a decimal string; never a fraction.";

export function tokens(description: string, example: number) {
  return wholeNumber(1, "tokens", { description, examples: [example] });
}

function wholeNumber(min: 0 | 1, unit: string, { description, examples }: FieldDocs) {
  const what = `a whole number of ${unit} from ${min} to ${AMOUNT_MAX}, as a number or a decimal string`;
  const digits = min === 0 ? /^(0|[1-9]\d{0,11})$/ : /^[1-9]\d{0,11}$/;
  return z
    .union(
      [
        z.int().min(min, expected(what)).max(AMOUNT_MAX, expected(what)),
        z.string().regex(digits, expected(what)),
      ],
      expected(what),
    )
    .meta({ description, examples: [...examples] })
    .transform((value) => BigInt(value));
}

/** An instant; that it is not in the future is checked where the clock is (`parseRows`). */
export function instant(description: string) {
  const what = "an instant with time zone from the year 2000 on, e.g. 2026-11-20T18:30:00Z";
  return z.iso
    .datetime({ offset: true, ...expected(what) })
    .meta({
      description: `${description} ISO 8601 with time zone; at most a day ahead of Payrun's clock.`,
      examples: ["2026-11-20T18:30:00Z"],
    })
    .transform((value) => new Date(value))
    .refine((date) => date >= EARLIEST, expected(what));
}
