import type { Locale } from "@payrun/catalogue/browser";
import { ViewerProvider } from "@payrun/ui";
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { forgetInsistence, rememberLocale, type Speech } from "./choose-speech.ts";
import { learn, type Spoken } from "./learn.ts";

type Account = { readonly locale: Locale; readonly timeZone: string };

const SpeechContext = createContext<{
  readonly locale: Locale;
  readonly choose: (locale: Locale) => void;
}>({ locale: "en", choose: () => undefined });

export type SpeechProviderProps = {
  readonly first: Spoken;
  /** Whose language and zone hold; null while nobody is signed in. */
  readonly account: Account | null;
  readonly children: ReactNode;
};

/** Gives everything below its words, and amounts and instants their form. Follows the account's language. */
export function SpeechProvider({ first, account, children }: SpeechProviderProps) {
  const [{ speech, words }, setSpoken] = useState(first);
  const [choice, setChoice] = useState<Choice | null>(null);
  const own = account?.locale ?? null;
  const wanted = wantedLocale(first.speech, own, choice);
  const choose = useCallback(
    (locale: Locale) => {
      forgetInsistence();
      setChoice({ locale, over: own });
    },
    [own],
  );
  useEffect(() => {
    if (wanted === speech.locale && (choice === null || !speech.pseudo)) return undefined;
    let over = false;
    rememberLocale(wanted);
    void learn({ ...speech, locale: wanted, pseudo: false }).then((spoken) =>
      over ? undefined : setSpoken(spoken),
    );
    return () => {
      over = true;
    };
  }, [wanted, speech, choice]);
  useEffect(() => {
    document.documentElement.lang = speech.locale;
    document.documentElement.dir = speech.direction;
  }, [speech]);
  const timeZone = account?.timeZone ?? deviceZone();
  const viewer = useMemo(() => ({ locale: speech.locale, timeZone }), [speech.locale, timeZone]);
  const value = useMemo(() => ({ locale: speech.locale, choose }), [speech.locale, choose]);
  return (
    <SpeechContext value={value}>
      <I18nextProvider i18n={words}>
        <ViewerProvider viewer={viewer}>{children}</ViewerProvider>
      </I18nextProvider>
    </SpeechContext>
  );
}

/** A choice made here holds until the account has another language than it had then. */
type Choice = { readonly locale: Locale; readonly over: Locale | null };

function wantedLocale(first: Speech, own: Locale | null, choice: Choice | null): Locale {
  if (choice?.over === own && choice !== null) return choice.locale;
  if (choice === null && first.insisted) return first.locale;
  return own ?? choice?.locale ?? first.locale;
}

/** The language that is spoken, and how to change it here and now. */
export function useSpeech() {
  return useContext(SpeechContext);
}

function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
