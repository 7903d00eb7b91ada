import { de, en, ja, type Locale } from "../src/index.ts";

export type Text = { readonly key: string; readonly text: string };

/** Every text of a language, by its path: `home.title`. */
export const textsOf: Readonly<Record<Locale, readonly Text[]>> = {
  en: flat(en),
  de: flat(de),
  ja: flat(ja),
};

/** A tree of texts as a list. */
export function flat(words: object, path = ""): readonly Text[] {
  return Object.entries(words).flatMap(([name, value]) => {
    const key = path === "" ? name : `${path}.${name}`;
    return typeof value === "string" ? [{ key, text: value }] : flat(value as object, key);
  });
}

/** `{{amount}}` and tags like `<link>` in order of the alphabet, each once. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{\{.*?\}\}|<\/?\w+\/?>/gu) ?? [])].toSorted();
}
