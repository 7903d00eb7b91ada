import type { Locale } from "./locales.ts";
import type { Words } from "./words.ts";

/** One language, on its own: a browser loads no other. */
export async function loadWords(locale: Locale): Promise<Words> {
  switch (locale) {
    case "en":
      return (await import("./en/en.ts")).en;
    case "de":
      return (await import("./de/de.ts")).de;
    case "ja":
      return (await import("./ja/ja.ts")).ja;
  }
}
