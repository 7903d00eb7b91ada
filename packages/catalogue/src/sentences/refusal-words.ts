import { isKnownCurrency } from "@payrun/payouts-core";
import type { i18n } from "i18next";
import type { en } from "../en/en.ts";
import { formatCountry } from "../format/format-names.ts";
import { formatAmount, formatCount } from "../format/format-number.ts";
import { formatDuration, formatInstant } from "../format/format-time.ts";
import { localeOf } from "../locales.ts";
import type { Reader } from "./reason-words.ts";
import { say } from "./say.ts";

/** Every refusal that has a sentence. */
export type RefusalCode = keyof typeof en.refusals;

/** A refusal as the API gives it: its code, and its numbers by names that end in what they are. */
export type SpokenRefusal = { readonly code: RefusalCode };

/** Whether there is a sentence: an API that is newer than a page may refuse for a reason that the page does not know. */
export function isSpokenRefusal(i18n: i18n, refusal: { readonly code: string }): refusal is SpokenRefusal {
  return i18n.exists(`refusals:${refusal.code}`);
}

/**
 * Why something was refused and what to do, in one or two sentences.
 *
 * Its numbers come into the text by their names without the unit: `minimumMinor` (beside `currency`) as `{{minimum}}`,
 * an instant (`…At`, `…From`, `…Until`) as it is named, `retryAfterSeconds` as `{{retryAfter}}`, `priceTokens` as
 * `{{price}}`.
 */
export function refusalWords(i18n: i18n, refusal: SpokenRefusal, reader: Reader): string {
  const { code, ...numbers } = refusal;
  const currency = "currency" in numbers ? String(numbers.currency) : null;
  const written = Object.entries(numbers).map(([name, value]) =>
    write(i18n, reader, { name, value, currency }),
  );
  return say(i18n, `refusals:${code}`, Object.fromEntries(written));
}

type Named = { readonly name: string; readonly value: unknown; readonly currency: string | null };

function write(
  i18n: i18n,
  { timeZone }: Reader,
  { name, value, currency }: Named,
): readonly [string, string] {
  const locale = localeOf(i18n);
  const [, stem = name, ending = ""] = /^(.+)(Minor|Tokens|Seconds|Minutes|Hours|Days)$/u.exec(name) ?? [];
  if (ending === "Minor" && currency !== null && isKnownCurrency(currency) && isWhole(value))
    return [stem, formatAmount(locale, { amountMinor: BigInt(value), currency })];
  if (ending === "Tokens" && isWhole(value)) {
    const tokens = formatCount(locale, BigInt(value));
    return [stem, i18n.t("units:tokens", { count: Number(value), tokens })];
  }
  if (isUnit(ending)) return [stem, formatDuration(locale, Number(value), unitOf[ending])];
  if (/(?:At|From|Until)$/u.test(name))
    return [name, formatInstant(locale, new Date(String(value)), timeZone)];
  if (name === "country") return [name, formatCountry(locale, String(value))];
  return [name, typeof value === "number" ? formatCount(locale, value) : String(value)];
}

/** Numbers of any size come as decimal strings. */
function isWhole(value: unknown): value is bigint | number | string {
  return typeof value === "bigint" || Number.isInteger(value) || /^-?\d+$/u.test(String(value));
}

const unitOf = { Seconds: "second", Minutes: "minute", Hours: "hour", Days: "day" } as const;

function isUnit(ending: string): ending is keyof typeof unitOf {
  return Object.hasOwn(unitOf, ending);
}
