import type { i18n } from "i18next";

export const locales = ["en", "de", "ja"] as const;
export type Locale = (typeof locales)[number];

export function isLocale(text: string): text is Locale {
  return (locales as readonly string[]).includes(text);
}

/** The language that an i18next speaks; English for one that is none of ours. */
export function localeOf({ language }: Pick<i18n, "language">): Locale {
  return isLocale(language) ? language : "en";
}
