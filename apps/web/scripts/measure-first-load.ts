import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { slowDown } from "./slow-down.ts";

export type FirstLoad = {
  /** All scripts that were fetched until the page had come to rest, gzipped. */
  readonly scriptBytes: number;
  /** When the largest thing on the page was there; the median of several visits with an empty cache. */
  readonly largestPaintMs: number;
};

const visits = 5;

/** Opens a creator's start page as at a first visit. */
export async function measureFirstLoad(signedIn: () => Promise<BrowserContext>): Promise<FirstLoad> {
  const paints: number[] = [];
  let scriptBytes = 0;
  for (let visit = 0; visit < visits; visit += 1) {
    const context = await signedIn();
    const page = await context.newPage();
    const scripts = collectScripts(page);
    await slowDown(page);
    await page.goto("/");
    await atRest(page);
    paints.push(await largestPaint(page));
    scriptBytes = await gzippedBytes(scripts);
    await page.goto("about:blank");
    await context.close();
  }
  return {
    scriptBytes,
    largestPaintMs: paints.toSorted((left, right) => left - right)[Math.floor(visits / 2)] ?? 0,
  };
}

/** The scripts that a page fetches from now on. */
export function collectScripts(page: Page): Promise<Buffer>[] {
  const scripts: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script" || response.url().endsWith(".js"))
      scripts.push(response.body());
  });
  return scripts;
}

/** What they weigh on the wire, each gzipped. */
export async function gzippedBytes(scripts: readonly Promise<Buffer>[]): Promise<number> {
  const bodies = await Promise.all(scripts);
  return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
}

/** The page has its heading, nothing loads any more, and nothing was fetched for a second. The event stream stays open. */
export async function atRest(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => {
    const last = performance.getEntriesByType("resource").at(-1)?.startTime ?? 0;
    return document.querySelector("[aria-busy='true']") === null && performance.now() - last > 1_000;
  });
}

function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
}
