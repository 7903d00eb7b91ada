import type { i18n } from "i18next";
import type { en } from "../en/en.ts";
import { formatAmount } from "../format/format-number.ts";
import { formatDay } from "../format/format-time.ts";
import { localeOf } from "../locales.ts";
import { say } from "./say.ts";

/** One line of a payout, as far as its words need it; amounts in minor units of `currency`. */
export type SpokenPayoutLine = {
  readonly kind: keyof typeof en.statement.kinds;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** `tip` or `call`; null unless it is about an earning. */
  readonly sourceType: string | null;
  readonly grossMinor: bigint | null;
  readonly feeMinor: bigint | null;
  readonly netMinor: bigint | null;
  readonly reversalKind: "refund" | "chargeback" | "reinstated" | null;
  readonly returnedPeriodKey: string | null;
};

export type PayoutLineWords = {
  /** `Tip`, `Chargeback of a call`. */
  readonly title: string;
  /** How the amount comes about: `$12.00 − $2.00 fee`; null where there is nothing to split. */
  readonly split: string | null;
};

/** What a line of a payout was for: the same on the page, in the CSV and in the PDF. */
export function payoutLineWords(i18n: i18n, line: SpokenPayoutLine): PayoutLineWords {
  return { title: titleOf(i18n, line), split: splitOf(i18n, line) };
}

function titleOf(
  i18n: i18n,
  { kind, sourceType, reversalKind, returnedPeriodKey }: SpokenPayoutLine,
): string {
  const source = sourceType === "call" ? "call" : "tip";
  switch (kind) {
    case "earning_released":
      return i18n.t(`statement:lines.${source}`);
    case "earning_reversed":
    case "reversal_undone":
      return i18n.t(`statement:lines.${reversalKind ?? "refund"}_${source}`);
    case "payout_returned":
      return say(i18n, "statement:lines.payout_returned", {
        day: formatDay(localeOf(i18n), new Date(`${returnedPeriodKey ?? ""}T00:00:00Z`), "UTC"),
      });
    case "transfer_reversed":
    case "transfer_adopted":
    case "adjustment":
    case "debt_written_off":
      return i18n.t(`statement:lines.${kind}`);
  }
}

function splitOf(i18n: i18n, line: SpokenPayoutLine): string | null {
  const { kind, amountMinor, currency, grossMinor, feeMinor, netMinor } = line;
  if (kind !== "earning_released" || grossMinor === null || feeMinor === null || netMinor === null)
    return null;
  const text = (minor: bigint) => formatAmount(localeOf(i18n), { amountMinor: minor, currency });
  const values = { gross: text(grossMinor), fee: text(feeMinor) };
  return netMinor === amountMinor
    ? say(i18n, "statement:lines.split", values)
    : say(i18n, "statement:lines.splitRefunded", { ...values, refunded: text(netMinor - amountMinor) });
}
