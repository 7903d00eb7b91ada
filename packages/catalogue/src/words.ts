import { createInstance, type i18n } from "i18next";
import type { en } from "./en/en.ts";
import type { firstWords } from "./en/first-words.ts";
import type { moreWords } from "./en/more-words.ts";
import type { Locale } from "./locales.ts";
import type { Translated } from "./translated.ts";

export type Words = Translated<typeof en>;
export type FirstWords = Translated<typeof firstWords>;
export type MoreWords = Translated<typeof moreWords>;

declare module "i18next" {
  // What makes `t("home:title")` compile and `t("home:tilte")` not.
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof en;
  }
}

/** An i18next of its own for one language or a part of it, ready at once. Texts are not escaped: whoever draws them does that. */
export function speak(locale: Locale, words: Partial<Words>): i18n {
  const instance = createInstance();
  // Without `initAsync: false` the first `t` could come before the words.
  void instance.init({
    lng: locale,
    defaultNS: "common",
    ns: Object.keys(words),
    resources: { [locale]: words },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
