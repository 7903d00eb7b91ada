import {
  reasonAction,
  type MinorText,
  type PayoutReason,
  type ReasonAction,
  type ReasonCode,
  type ReasonOf,
} from "@payrun/payouts-core";
import type { i18n } from "i18next";
import type { en } from "../en/en.ts";
import { formatCountry, formatList } from "../format/format-names.ts";
import { formatAmount } from "../format/format-number.ts";
import { formatDay, formatDuration, formatInstant } from "../format/format-time.ts";
import { localeOf, type Locale } from "../locales.ts";
import { disabledReasonWords, requirementWords } from "./requirement-words.ts";
import { say, type Values } from "./say.ts";

/** A reason in words: what is the matter, why, and the one thing to do about it. */
export type ReasonWords = {
  /** No full stop: `Below your own minimum`. */
  readonly title: string;
  /** Whole sentences, with the creator's numbers. */
  readonly explanation: string;
  readonly action: {
    readonly code: ReasonAction;
    readonly text: string;
    /** For the button that leads there; null where there is nothing to do. */
    readonly label: string | null;
  };
};

/** Whose zone instants are written in: an IANA name. */
export type Reader = { readonly timeZone: string };

type ReasonKey = Exclude<keyof typeof en.reasons, "actions">;
type Text = { readonly key: ReasonKey; readonly values?: Values };

/** How this reader's language writes the numbers of a reason. */
class Pen {
  readonly i18n: i18n;
  readonly locale: Locale;
  readonly timeZone: string;

  constructor(i18n: i18n, { timeZone }: Reader) {
    this.i18n = i18n;
    this.locale = localeOf(i18n);
    this.timeZone = timeZone;
  }

  amount(amountMinor: MinorText, currency: string): string {
    return formatAmount(this.locale, { amountMinor: BigInt(amountMinor), currency });
  }
  instant(iso: string): string {
    return formatInstant(this.locale, new Date(iso), this.timeZone);
  }
  day(periodKey: string): string {
    return formatDay(this.locale, new Date(`${periodKey}T00:00:00Z`), "UTC");
  }
}

/** Which text a reason has, and its numbers. A code without its text does not compile. */
const TEXTS: { readonly [Code in ReasonCode]: (reason: ReasonOf<Code>, pen: Pen) => Text } = {
  payouts_stopped: ({ reason, since }, pen) => ({
    key: "payouts_stopped",
    values: { reason, since: pen.instant(since) },
  }),
  on_hold: ({ reason, placedBy, until }, pen) =>
    until === null
      ? { key: `on_hold_${placedBy}`, values: { reason } }
      : { key: `on_hold_${placedBy}_until`, values: { reason, until: pen.instant(until) } },
  sanctions_blocked: () => ({ key: "sanctions_blocked" }),
  paused_by_admin: () => ({ key: "paused_by_admin" }),
  paused_by_creator: () => ({ key: "paused_by_creator" }),
  not_this_date: ({ nextPeriodKey }, pen) => ({
    key: "not_this_date",
    values: { nextDay: pen.day(nextPeriodKey) },
  }),
  no_payout_account: () => ({ key: "no_payout_account" }),
  transfers_inactive: ({ disabledReason }, { i18n }) =>
    disabledReason === null
      ? { key: "transfers_inactive" }
      : {
          key: "transfers_inactive_because",
          values: { because: disabledReasonWords(i18n, disabledReason) },
        },
  requirements_past_due: ({ fields }, { i18n, locale }) => ({
    key: "requirements_past_due",
    values: {
      fields: formatList(locale, [...new Set(fields.map((field) => requirementWords(i18n, field)))]),
    },
  }),
  country_not_supported: ({ country }, { locale }) => ({
    key: "country_not_supported",
    values: { country: formatCountry(locale, country) },
  }),
  tax_form_missing: () => ({ key: "tax_form_missing" }),
  destination_changed_recently: ({ changedAt, coolDownHours, payableFrom }, pen) => ({
    key: "destination_changed_recently",
    values: {
      changedAt: pen.instant(changedAt),
      coolDown: formatDuration(pen.locale, coolDownHours, "hour"),
      payableFrom: pen.instant(payableFrom),
    },
  }),
  open_item_exists: ({ periodKey, amountMinor, currency }, pen) => ({
    key: "open_item_exists",
    values: { amount: pen.amount(amountMinor, currency), day: pen.day(periodKey) },
  }),
  in_debt: ({ debtMinor, currency }, pen) => ({
    key: "in_debt",
    values: { debt: pen.amount(debtMinor, currency) },
  }),
  nothing_available: ({ heldMinor, currency }, pen) =>
    BigInt(heldMinor) === 0n
      ? { key: "nothing_available" }
      : { key: "nothing_available_held", values: { held: pen.amount(heldMinor, currency) } },
  below_minimum: ({ availableMinor, minimumMinor, minimumSetBy, missingMinor, currency }, pen) => ({
    key: `below_minimum_${minimumSetBy}`,
    values: {
      available: pen.amount(availableMinor, currency),
      minimum: pen.amount(minimumMinor, currency),
      missing: pen.amount(missingMinor, currency),
    },
  }),
  unusual_amount: ({ amountMinor, largestMinor, pastCount, currency }, pen) => ({
    key: "unusual_amount",
    values: {
      amount: pen.amount(amountMinor, currency),
      largest: pen.amount(largestMinor, currency),
      pastCount: String(pastCount),
    },
  }),
  destination_changed: () => ({ key: "destination_changed" }),
  debt: ({ debtMinor, plannedMinor, currency }, pen) => ({
    key: "debt",
    values: { debt: pen.amount(debtMinor, currency), planned: pen.amount(plannedMinor, currency) },
  }),
  account_negative: () => ({ key: "account_negative" }),
  account_unreadable: () => ({ key: "account_unreadable" }),
  needs_review: ({ countedAttempts }) => ({
    key: "needs_review",
    values: { countedAttempts: String(countedAttempts) },
  }),
};

/** What a reason means for a creator and what she can do about it, in the language of `i18n`. */
export function reasonWords(i18n: i18n, reason: PayoutReason, reader: Reader): ReasonWords {
  return wordsOf(i18n, textOf(reason, new Pen(i18n, reader)), reasonAction(reason));
}

/** Generic, so that the compiler sees that the text and the reason are of one code. */
function textOf<Code extends ReasonCode>(reason: ReasonOf<Code>, pen: Pen): Text {
  return TEXTS[reason.code](reason, pen);
}

/** Whether a stored reason is one of core's, so that it has numbers and words of its own. */
export function isPayoutReason(reason: { readonly code: string }): reason is PayoutReason {
  return Object.hasOwn(TEXTS, reason.code);
}

/** The three sentences of one text. */
export function wordsOf(i18n: i18n, { key, values = {} }: Text, code: ReasonAction): ReasonWords {
  return {
    title: say(i18n, `reasons:${key}.title`, values),
    explanation: say(i18n, `reasons:${key}.explanation`, values),
    action: {
      code,
      text: say(i18n, `reasons:${key}.action`, values),
      label: code === "none" ? null : i18n.t(`reasons:actions.${code}`),
    },
  };
}
