import { de, en, ja, speak, type Locale } from "../src/index.ts";

const words = { en, de, ja };

/** An i18next that speaks this language. */
export function spoken(locale: Locale) {
  return speak(locale, words[locale]);
}
