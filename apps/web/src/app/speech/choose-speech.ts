import { isLocale, type Locale } from "@payrun/catalogue/browser";

/** How the app speaks: a language, and the direction it is written in. */
export type Speech = {
  readonly locale: Locale;
  /** English made wider and accented: shows where a longer language would not fit. */
  readonly pseudo: boolean;
  readonly direction: "ltr" | "rtl";
  /** Asked for in the address, for this tab; outranks what the account says. */
  readonly insisted: boolean;
};

const chosenKey = "payrun-locale";
const insistedKey = "payrun-insisted";

/** `?locale=de` (or `ja`, `pseudo`) and `?dir=rtl` hold for the tab; else the last choice here, else the browser's. */
export function chooseSpeech(): Speech {
  const asked = insistence();
  const locale = asked.get("locale") ?? "";
  return {
    locale: isLocale(locale) ? locale : locale === "pseudo" ? "en" : (chosenHere() ?? browserLocale()),
    pseudo: locale === "pseudo",
    direction: asked.get("dir") === "rtl" ? "rtl" : "ltr",
    insisted: locale !== "",
  };
}

/** Keeps a choice for the next visit, before anybody has signed in. */
export function rememberLocale(locale: Locale): void {
  localStorage.setItem(chosenKey, locale);
}

/** A choice by hand outranks what the address once asked for. */
export function forgetInsistence(): void {
  sessionStorage.removeItem(insistedKey);
}

function insistence(): URLSearchParams {
  const inAddress = new URLSearchParams(location.search);
  if (inAddress.has("locale") || inAddress.has("dir")) {
    const kept = new URLSearchParams();
    for (const name of ["locale", "dir"]) kept.set(name, inAddress.get(name) ?? "");
    sessionStorage.setItem(insistedKey, kept.toString());
  }
  return new URLSearchParams(sessionStorage.getItem(insistedKey) ?? "");
}

function chosenHere(): Locale | null {
  const kept = localStorage.getItem(chosenKey) ?? "";
  return isLocale(kept) ? kept : null;
}

function browserLocale(): Locale {
  const languages = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return languages.find(isLocale) ?? "en";
}
