import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { demoLogins, demoPassword } from "@payrun/demo";
import { launchBrowser, type ChromiumBrowser } from "@payrun/testkit";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { creators } from "./start-system.ts";

/** Somebody of the demo, or an address. */
export type Who = "creator" | "creator_with_missing_documents" | "fan" | `${string}@${string}`;

export type PageOptions = {
  /** Signed in as; nobody by default. */
  readonly as?: Who;
  /** Of the window, in CSS pixels; 1280 by default. */
  readonly width?: 320 | 768 | 1280;
  readonly theme?: "light" | "dark";
  /** English by default. */
  readonly locale?: "en" | "de" | "ja" | "pseudo";
  readonly direction?: "ltr" | "rtl";
};

export type TestBrowser = {
  /** A window of somebody's own, closed after the test. Paths given to `goto` are the web app's. */
  readonly newPage: (options?: PageOptions) => Promise<Page>;
  /** One window for all tests of the file, for those that leave nothing behind in it: to open one takes half a second. */
  readonly sharedPage: (options?: PageOptions) => Promise<Page>;
};

const stepMs = 10_000;
const heights = { 320: 640, 768: 1024, 1280: 800 } as const;
const noise = new WeakMap<Page, string[]>();

/** One browser for a test file. */
export function browserOfTestFile(): TestBrowser {
  let chromium: ChromiumBrowser | undefined;
  let shared: Promise<Page> | undefined;
  const opened: Page[] = [];
  beforeAll(async () => {
    chromium = await launchBrowser();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(closeWindow));
  });
  afterAll(() => chromium?.close());
  const open = (options: PageOptions) => {
    if (chromium === undefined) throw new Error("the browser is not open yet");
    return openWindow(chromium, options);
  };
  return {
    newPage: async (options = {}) => {
      const page = await open(options);
      opened.push(page);
      return page;
    },
    sharedPage: (options = {}) => (shared ??= open(options)),
  };
}

async function openWindow({ browser }: ChromiumBrowser, options: PageOptions): Promise<Page> {
  const { as, width = 1280, theme = "light", locale = "en", direction = "ltr" } = options;
  const context = await browser.newContext({
    baseURL: inject("system").baseURL,
    viewport: { width, height: heights[width] },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: locale === "pseudo" ? "en" : locale,
    timezoneId: "Europe/Berlin",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(stepMs);
  const insisted = new URLSearchParams({ locale, dir: direction }).toString();
  await context.addInitScript((kept: string) => sessionStorage.setItem("payrun-insisted", kept), insisted);
  const page = await context.newPage();
  listenTo(page);
  if (as !== undefined) await signIn(page, as);
  return page;
}

/** Chromium hangs when a page is closed that is still loading. */
async function closeWindow(page: Page): Promise<void> {
  // The app itself may be on its way somewhere, and take the page along.
  await page.goto("about:blank").catch(() => page.goto("about:blank"));
  await page.context().close();
}

function listenTo(page: Page): void {
  const heard: string[] = [];
  noise.set(page, heard);
  page.on("pageerror", (error) => heard.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    // A request that the server refused is an answer, told on the page.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      heard.push(message.text());
    }
  });
}

/** The address that somebody of the demo signs in with. */
export function addressOf(who: Who): string {
  if (who.includes("@")) return who;
  const login = demoLogins({ seed: "1", creators }).find(({ as }) => as === who);
  if (login === undefined) throw new Error(`the demo has no ${who}`);
  return login.email;
}

/** One sign-in a person and test file: what the server counts are tries. */
const sessions = new Map<string, Promise<string>>();

/** Signs somebody in as her browser would be after the form. */
export async function signIn(page: Page, who: Who): Promise<void> {
  const email = addressOf(who);
  const session = sessions.get(email) ?? openSession(email);
  sessions.set(email, session);
  await putSession(page, await session);
}

/** A session that no other page has: for tests that end it. */
export async function signInAlone(page: Page, who: Who): Promise<void> {
  await putSession(page, await openSession(addressOf(who)));
}

async function openSession(email: string): Promise<string> {
  const { baseURL } = inject("system");
  const response = await fetch(`${baseURL}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: baseURL },
    body: JSON.stringify({ email, password: demoPassword }),
  });
  const cookie = response.headers.getSetCookie().find((each) => each.includes("session_token"));
  if (!response.ok || cookie === undefined) {
    throw new Error(`${email} cannot sign in: ${response.status} ${await response.text()}`);
  }
  return cookie.split(";")[0] ?? "";
}

async function putSession(page: Page, cookie: string): Promise<void> {
  const [name = "", ...value] = cookie.split("=");
  await page.context().addCookies([
    {
      name,
      value: value.join("="),
      url: inject("system").baseURL.replace("http:", "https:"),
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
    },
  ]);
}

/** Nothing was thrown or refused on the page: no script error, nothing against the content security policy. */
export function expectQuiet(page: Page): void {
  expect(noise.get(page)).toEqual([]);
}

/** Nothing that axe knows to be wrong, of WCAG 2.2 AA and of good practice. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // A page that is not drawn yet has no fault but this one. Behind a dialog its heading has no role.
  await page.locator("h1").first().waitFor({ state: "attached" });
  // Legacy mode needs no second page for its result; there are no frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
  );
  expect(told).toEqual([]);
}

/** Nothing sticks out: the page scrolls in one direction only. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBeLessThanOrEqual(0);
}

/** Of a long list the first rows tell enough; the folder stays small. */
const pictureHeightMax = 1_000;

/** The page, also what is below the fold, into `docs/screenshots/NAME.png`, when PAYRUN_SCREENSHOTS=1. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env["PAYRUN_SCREENSHOTS"] !== "1") return;
  const folder = join(import.meta.dirname, "../../../../docs/screenshots");
  mkdirSync(folder, { recursive: true });
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, pictureHeightMax) };
  await page.screenshot({
    path: join(folder, `${name}.png`),
    fullPage: true,
    clip,
    animations: "disabled",
  });
}

/** Waits until the page shows what it asked for: its heading is there and nothing loads any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector("[aria-busy='true']") === null);
}
