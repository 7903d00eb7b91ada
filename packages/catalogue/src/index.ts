export * from "./browser.ts";
export { de } from "./de/de.ts";
export { en } from "./en/en.ts";
export { ja } from "./ja/ja.ts";
export { loadWords } from "./load-words.ts";
