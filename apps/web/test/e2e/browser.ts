import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, afterEach, expect } from "vitest";
import { signIn, type Who } from "./window/sessions.ts";
import {
  giveBack,
  noiseOf,
  takeNewWindow,
  takeWindow,
  throwAway,
  type WindowOptions,
} from "./window/windows.ts";

export { addressOf, signInAlone, type Who } from "./window/sessions.ts";

export type PageOptions = WindowOptions & {
  /** Signed in as; nobody by default. */
  readonly as?: Who;
};

export type TestBrowser = {
  /** A window of somebody's own until the test's end. Paths given to `goto` are the web app's. */
  readonly newPage: (options?: PageOptions) => Promise<Page>;
  /** The same in a browser that was never here: nothing is cached. For tests about that; it takes two seconds more. */
  readonly firstVisit: (options?: PageOptions) => Promise<Page>;
  /** One window for all tests of the file, for those that leave nothing behind in it. */
  readonly sharedPage: (options?: PageOptions) => Promise<Page>;
};

/** The browser, for the tests of a file. */
export function browserOfTestFile(): TestBrowser {
  let shared: Promise<Page> | undefined;
  const [used, visited]: [Page[], Page[]] = [[], []];
  afterEach(async ({ task }) => {
    const leave = task.result?.state === "fail" ? throwAway : giveBack;
    await Promise.all([...used.splice(0).map(leave), ...visited.splice(0).map(throwAway)]);
  });
  afterAll(async () => {
    if (shared !== undefined) await giveBack(await shared);
  });
  return {
    newPage: async ({ as, ...look } = {}) => {
      const page = await takeWindow(look);
      used.push(page);
      return signedIn(page, as);
    },
    firstVisit: async ({ as, ...look } = {}) => {
      const page = await takeNewWindow(look);
      visited.push(page);
      return signedIn(page, as);
    },
    sharedPage: ({ as, ...look } = {}) => (shared ??= takeWindow(look).then((page) => signedIn(page, as))),
  };
}

async function signedIn(page: Page, as: Who | undefined): Promise<Page> {
  if (as !== undefined) await signIn(page, as);
  return page;
}

/** Nothing was thrown or refused on the page: no script error, nothing against the content security policy. */
export function expectQuiet(page: Page): void {
  expect(noiseOf(page)).toEqual([]);
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
