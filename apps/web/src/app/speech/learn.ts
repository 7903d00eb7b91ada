import { loadFirstWords, loadMoreWords, pseudo, speak } from "@payrun/catalogue/browser";
import type { i18n } from "i18next";
import type { Speech } from "./choose-speech.ts";

export type Spoken = { readonly speech: Speech; readonly words: i18n };

/** What is spoken now, and whether a page has needed more than the first words. */
let latest: Promise<Spoken> | null = null;
let isMoreWanted = false;

/** Fetches a language and makes it ready to be spoken: the first words, and the rest once a page needs them. */
export function learn(speech: Speech): Promise<Spoken> {
  latest = learnFirst(speech).then((spoken) => (isMoreWanted ? withMore(spoken) : spoken));
  return latest;
}

/** Resolves when every page can be spoken; from then on languages are fetched whole. */
export async function learnMore(): Promise<void> {
  isMoreWanted = true;
  if (latest !== null) await withMore(await latest);
}

async function learnFirst(speech: Speech): Promise<Spoken> {
  const words = await loadFirstWords(speech.locale);
  return { speech, words: speak(speech.locale, speech.pseudo ? pseudo(words) : words) };
}

async function withMore(spoken: Spoken): Promise<Spoken> {
  const { speech, words } = spoken;
  const more = await loadMoreWords(speech.locale);
  for (const [area, texts] of Object.entries(speech.pseudo ? pseudo(more) : more)) {
    if (!words.hasResourceBundle(speech.locale, area)) words.addResourceBundle(speech.locale, area, texts);
  }
  return spoken;
}
