export { de } from "./de/de.ts";
export { en } from "./en/en.ts";
export { decimalText, formatAmount, formatDay, formatInstant } from "./format.ts";
export { ja } from "./ja/ja.ts";
export { loadWords } from "./load-words.ts";
export { isLocale, locales, type Locale } from "./locales.ts";
export { speak, type Words } from "./words.ts";
