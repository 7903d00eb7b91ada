import type { Locale } from "./locales.ts";
import type { FirstWords, MoreWords, Words } from "./words.ts";

/** One language, whole. */
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

/** The part of a language that a browser needs for the first page. */
export async function loadFirstWords(locale: Locale): Promise<FirstWords> {
  switch (locale) {
    case "en":
      return (await import("./en/first-words.ts")).firstWords;
    case "de":
      return (await import("./de/first-words.ts")).firstWords;
    case "ja":
      return (await import("./ja/first-words.ts")).firstWords;
  }
}

/** The rest of what a browser needs. */
export async function loadMoreWords(locale: Locale): Promise<MoreWords> {
  switch (locale) {
    case "en":
      return (await import("./en/more-words.ts")).moreWords;
    case "de":
      return (await import("./de/more-words.ts")).moreWords;
    case "ja":
      return (await import("./ja/more-words.ts")).moreWords;
  }
}
