import { de, en, ja, speak, type Locale } from "@payrun/catalogue";

/** One speaker a language, for all mails of this process. */
export const speakers: Readonly<Record<Locale, ReturnType<typeof speak>>> = {
  en: speak("en", en),
  de: speak("de", de),
  ja: speak("ja", ja),
};
