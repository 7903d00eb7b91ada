import type { Page } from "playwright-core";
import { settled } from "../browser.ts";

/** Goes through a page to its end and back: what is fetched only when somebody comes near is there then, too. */
export async function seenWhole(page: Page): Promise<void> {
  await settled(page);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForFunction(() => document.querySelector("[class*='Skeleton-root']") === null);
  await settled(page);
  await page.evaluate(() => window.scrollTo(0, 0));
}
