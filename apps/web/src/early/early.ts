// Runs inside the document, before any other script is there: what the first paint must know, and what can be fetched
// meanwhile. `build/inline-early.ts` puts it into the page.
import { chooseSpeech } from "../app/speech/choose-speech.ts";
import { askEarly } from "./early-answers.ts";

/** The files of each language: what the first page says, and the rest. */
declare const wordFiles: Readonly<Record<string, readonly [string, string]>>;

/** No flash of the other appearance. */
function showAppearance(): void {
  const chosen = localStorage.getItem("payrun-appearance") ?? "auto";
  const isDark = chosen === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
}

function fetchWords(): void {
  const { locale, direction } = chooseSpeech();
  document.documentElement.lang = locale;
  document.documentElement.dir = direction;
  const [first, more] = wordFiles[locale] ?? [];
  for (const href of location.pathname === "/" ? [first] : [first, more]) {
    if (href === undefined) continue;
    const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href });
    link.nonce = document.currentScript?.nonce ?? "";
    document.head.append(link);
  }
}

const isSignedIn = document.querySelector("meta[name='payrun-session']") !== null;
globalThis.payrunEarlyAnswers = askEarly(location.pathname, isSignedIn);
showAppearance();
fetchWords();
