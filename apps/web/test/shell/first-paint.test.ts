import { describe, expect, test } from "vitest";
import { browserOfTestFile, expectQuiet, settled } from "../e2e/browser.ts";

const browser = browserOfTestFile();

describe("the start page", () => {
  test("asks for its figures and its words before any of the app's scripts is there", async () => {
    const page = await browser.newPage({ as: "creator" });
    const early = Promise.all([
      page.waitForRequest(/\/trpc\/creator\/session\.me\?/),
      page.waitForRequest(/\/trpc\/creator\/home\.summary,/),
      page.waitForRequest(/\/assets\/first-words-/),
    ]);
    // Asked only by them, it would never come.
    await page.route(/\/assets\/(libraries|first)-[^/]+\.js$/, async (route) => {
      await early;
      await route.continue();
    });
    await page.goto("/");
    await settled(page);
    expect(await page.getByRole("heading", { name: "Next payout" }).isVisible()).toBe(true);
    expectQuiet(page);
  });

  test("asks again where the document has asked in vain", async () => {
    const page = await browser.newPage({ as: "creator" });
    let refused = 0;
    await page.route(/\/trpc\/creator\/(session\.me|home\.summary,[^?]*)\?batch=1$/, async (route) => {
      refused += 1;
      await route.fulfill({ status: 503, json: { error: { code: "unavailable" } } });
    });
    await page.goto("/");
    await settled(page);
    expect(refused).toBe(2);
    expect(await page.getByRole("heading", { name: "Next payout" }).isVisible()).toBe(true);
  });
});

test("a link answers before what is on its page is drawn, also where all of it is known already", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.goto("/earnings");
  await page.locator("main table").waitFor();
  await page.getByRole("link", { name: "Payouts", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Payouts" }).waitFor();
  const seen = await page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const states: string[] = [];
        new MutationObserver((_changes, watcher) => {
          const isCurrent = document.querySelector("nav a[href='/earnings'][aria-current='page']") !== null;
          if (!isCurrent) return;
          const isThere = document.querySelector("main table [href*='earning=']") !== null;
          states.push(isThere ? "drawn" : "outline");
          if (!isThere) return;
          watcher.disconnect();
          resolve(states);
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
        document.querySelector<HTMLAnchorElement>("nav a[href='/earnings']")?.click();
      }),
  );
  expect(seen[0]).toBe("outline");
  expect(seen.at(-1)).toBe("drawn");
});
