export { decimalText, formatAmount, formatDay, formatInstant } from "./format.ts";
export { loadWords } from "./load-words.ts";
export { isLocale, locales, type Locale } from "./locales.ts";
export { speak, type Words } from "./words.ts";
