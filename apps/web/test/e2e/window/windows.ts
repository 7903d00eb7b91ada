import { launchBrowser, type ChromiumBrowser } from "@payrun/testkit";
import type { Page } from "playwright-core";
import { inject } from "vitest";

/** How a window looks; what is left out is as on an English desk by day. */
export type WindowOptions = {
  /** Of the window, in CSS pixels; 1280 by default. */
  readonly width?: 320 | 768 | 1280;
  readonly theme?: "light" | "dark";
  /** English by default. */
  readonly locale?: "en" | "de" | "ja" | "pseudo";
  readonly direction?: "ltr" | "rtl";
};

type Language = "en" | "de" | "ja";
type OpenWindow = { readonly page: Page; readonly language: Language; readonly noise: string[] };

const stepMs = 10_000;
const heights = { 320: 640, 768: 1024, 1280: 800 } as const;

let browser: Promise<ChromiumBrowser> | undefined;
/** Everybody who needs a browser in this process has the same: it ends with the process. */
const theBrowser = () => (browser ??= launchBrowser());
const windows = new WeakMap<Page, OpenWindow>();
/** Left tidy by the test before: nobody is signed in, but the app's scripts are read and compiled. */
const free: OpenWindow[] = [];

/** A window in which nobody has been yet. Its browser may know the app's scripts already, which takes a third of the time. */
export async function takeWindow(options: WindowOptions): Promise<Page> {
  const language = languageOf(options);
  const index = free.findIndex((each) => each.language === language);
  const [window = await openWindow(language)] = index === -1 ? [] : free.splice(index, 1);
  await dress(window, options);
  return window.page;
}

/** A window of a browser that was never here before: nothing is cached. */
export async function takeNewWindow(options: WindowOptions): Promise<Page> {
  const window = await openWindow(languageOf(options));
  await dress(window, options);
  return window.page;
}

/** To be used by the next test. */
export async function giveBack(page: Page): Promise<void> {
  const window = windows.get(page);
  if (window === undefined) throw new Error("this window is not one of the pool's");
  await tidy(window);
  free.push(window);
}

/** For a window that cannot be made tidy: the failed test may still be at it. */
export async function throwAway(page: Page): Promise<void> {
  // Chromium hangs when a page is closed that is still loading; the app itself may be on its way somewhere.
  await page.goto("about:blank").catch(() => page.goto("about:blank"));
  await page.context().close();
}

/** What was thrown or refused on the page: script errors, and what is against the content security policy. */
export function noiseOf(page: Page): readonly string[] {
  return windows.get(page)?.noise ?? [];
}

async function openWindow(language: Language): Promise<OpenWindow> {
  const context = await (
    await theBrowser()
  ).browser.newContext({
    baseURL: inject("system").baseURL,
    reducedMotion: "reduce",
    locale: language,
    timezoneId: "Europe/Berlin",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(stepMs);
  const page = await context.newPage();
  const noise: string[] = [];
  page.on("pageerror", (error) => noise.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    // A request that the server refused is an answer, told on the page.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      noise.push(message.text());
    }
  });
  const window = { page, language, noise };
  windows.set(page, window);
  await leaveTheApp(page);
  return window;
}

async function dress({ page }: OpenWindow, options: WindowOptions): Promise<void> {
  const { width = 1280, theme = "light", locale = "en", direction = "ltr" } = options;
  await page.setViewportSize({ width, height: heights[width] });
  await page.emulateMedia({ colorScheme: theme });
  const insisted = new URLSearchParams({ locale, dir: direction }).toString();
  await page.evaluate((kept) => sessionStorage.setItem("payrun-insisted", kept), insisted);
}

async function tidy({ page, noise }: OpenWindow): Promise<void> {
  const context = page.context();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await context.setOffline(false);
  await leaveTheApp(page);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await context.clearCookies();
  await page.mouse.move(0, 0);
  noise.length = 0;
}

/** To a document of the app's origin without a script. In the same process, so that its compiled scripts stay. */
async function leaveTheApp(page: Page): Promise<void> {
  // The app itself may be on its way somewhere, and take the page along.
  await page.goto("/favicon.svg").catch(() => page.goto("/favicon.svg"));
}

/** The pseudo language is English with other letters. */
function languageOf({ locale = "en" }: WindowOptions): Language {
  return locale === "pseudo" ? "en" : locale;
}
