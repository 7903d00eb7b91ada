import { minorDigits } from "@payrun/payouts-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decimalText,
  formatAmount,
  formatCount,
  formatCountry,
  formatDay,
  formatDuration,
  formatInstant,
  formatList,
  formatMonth,
  formatPercent,
  formatRelative,
  formatWeekday,
  locales,
  type Locale,
} from "../src/index.ts";

const noon = new Date("2026-11-15T11:00:00Z");

/** With plain spaces: the languages use several that look alike. */
const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/gu, " ");

describe("amounts", () => {
  test.for([
    { currency: "USD", amountMinor: 123_450n, en: "$1,234.50", de: "1.234,50 $", ja: "$1,234.50" },
    { currency: "EUR", amountMinor: -5n, en: "-€0.05", de: "-0,05 €", ja: "-€0.05" },
    { currency: "JPY", amountMinor: 1_234n, en: "¥1,234", de: "1.234 ¥", ja: "￥1,234" },
    {
      currency: "KWD",
      amountMinor: 1_234_567n,
      en: "KWD 1,234.567",
      de: "1.234,567 KWD",
      ja: "KWD 1,234.567",
    },
    {
      currency: "USD",
      amountMinor: 9_007_199_254_740_993_01n,
      en: "$9,007,199,254,740,993.01",
      de: "9.007.199.254.740.993,01 $",
      ja: "$9,007,199,254,740,993.01",
    },
  ])("$amountMinor minor units of $currency: $en, $de, $ja", ({ currency, amountMinor, ...written }) => {
    for (const locale of locales) {
      expect(plain(formatAmount(locale, { amountMinor, currency }))).toBe(written[locale]);
    }
  });

  test("show every digit of any bigint, and where the minor unit begins", () => {
    const amounts = fc.record({
      amountMinor: fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
      currency: fc.constantFrom("USD", "EUR", "JPY", "KWD", "BHD", "KRW", "GBP"),
      locale: fc.constantFrom<Locale>(...locales),
    });
    fc.assert(
      fc.property(amounts, ({ amountMinor, currency, locale }) => {
        const digits = minorDigits(currency);
        const magnitude = (amountMinor < 0n ? -amountMinor : amountMinor)
          .toString()
          .padStart(digits + 1, "0");
        const text = formatAmount(locale, { amountMinor, currency });
        expect(text.replaceAll(/\D/gu, "")).toBe(magnitude);
        expect(text.includes("-")).toBe(amountMinor < 0n);
        const fraction = digits === 0 ? undefined : /[.,](\d+)\D*$/u.exec(text)?.[1];
        expect(fraction).toBe(digits === 0 ? undefined : magnitude.slice(-digits));
        expect(BigInt(decimalText({ amountMinor, currency }).replace(".", ""))).toBe(amountMinor);
      }),
    );
  });

  test("of a currency that nobody knows are a fault, not a guess", () => {
    expect(() => formatAmount("en", { amountMinor: 1n, currency: "XXY" })).toThrow(RangeError);
  });
});

describe("times", () => {
  test.for([
    {
      locale: "en",
      instant: "Nov 15, 2026, 12:00 GMT+1",
      day: "Nov 15, 2026",
      weekday: "Sun, Nov 15, 2026",
      month: "November 2026",
    },
    {
      locale: "de",
      instant: "15. Nov. 2026, 12:00 MEZ",
      day: "15. Nov. 2026",
      weekday: "So., 15. Nov. 2026",
      month: "November 2026",
    },
    {
      locale: "ja",
      instant: "2026年11月15日 12:00 GMT+1",
      day: "2026年11月15日",
      weekday: "2026年11月15日(日)",
      month: "2026年11月",
    },
  ] as const)("in $locale: $instant", ({ locale, instant, day, weekday, month }) => {
    expect(plain(formatInstant(locale, noon, "Europe/Berlin"))).toBe(instant);
    expect(plain(formatDay(locale, noon, "Europe/Berlin"))).toBe(day);
    expect(plain(formatWeekday(locale, noon, "Europe/Berlin"))).toBe(weekday);
    expect(formatMonth(locale, noon, "Europe/Berlin")).toBe(month);
  });

  test("name the day of the reader's zone", () => {
    expect(formatDay("en", new Date("2026-11-15T11:00:00Z"), "Pacific/Kiritimati")).toBe("Nov 16, 2026");
  });

  test.for([
    { ms: 0, en: "now" },
    { ms: 29_000, en: "now" },
    { ms: 60_000, en: "in 1 minute" },
    { ms: 119 * 60_000, en: "in 119 minutes" },
    { ms: 2 * 3_600_000, en: "in 2 hours" },
    { ms: 47 * 3_600_000, en: "in 47 hours" },
    { ms: 48 * 3_600_000, en: "in 2 days" },
    { ms: -3 * 86_400_000, en: "3 days ago" },
  ])("$ms ms from now is $en", ({ ms, en }) => {
    expect(formatRelative("en", new Date(noon.getTime() + ms), noon)).toBe(en);
  });
});

test.for([
  {
    locale: "en",
    count: "1,234",
    percent: "12.5%",
    list: "a, b, and c",
    country: "Antarctica",
    hours: "1 hour",
  },
  {
    locale: "de",
    count: "1.234",
    percent: "12,5 %",
    list: "a, b und c",
    country: "Antarktis",
    hours: "1 Stunde",
  },
  { locale: "ja", count: "1,234", percent: "12.5%", list: "a、b、c", country: "南極", hours: "1 時間" },
] as const)("counts, shares, lists, countries and lengths of time in $locale", ({ locale, ...written }) => {
  expect(formatCount(locale, 1234)).toBe(written.count);
  expect(plain(formatPercent(locale, 1250))).toBe(written.percent);
  expect(formatList(locale, ["a", "b", "c"])).toBe(written.list);
  expect(formatCountry(locale, "AQ")).toBe(written.country);
  expect(formatCountry(locale, "nowhere")).toBe("nowhere");
  expect(plain(formatDuration(locale, 1, "hour"))).toBe(written.hours);
});
