import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { browserOfTestFile, expectNoAxeViolations, expectQuiet, screenshot, settled } from "./browser.ts";
import { earnedBy } from "./earned-by.ts";
import { isFocused, tabTo } from "./keyboard.ts";
import { businessNow } from "./start-system.ts";
import { somebody } from "./somebody.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();
const storyMs = 60_000;

/** A creator with 120 tips in dollars and 3 in euros. */
async function aCreatorWhoEarned(): Promise<`${string}@${string}`> {
  const email = await aNewcomer("creator");
  const { creatorId } = await somebody(email);
  const now = new Date(businessNow);
  const dollars = Array.from({ length: 120 }, (_, index) => 5_00n + BigInt(index));
  await earnedBy(creatorId ?? "", dollars, { currency: "USD", now });
  await earnedBy(creatorId ?? "", [10_00n, 20_00n, 30_00n], { currency: "EUR", now });
  return email;
}

const rows = (page: Page) =>
  page.getByRole("table", { name: "Your earnings, newest first" }).locator("tbody tr");

test(
  "filters stand in the address, hold for list, sums and file, and come back with it",
  async () => {
    const page = await browser.newPage({ as: await aCreatorWhoEarned() });
    await page.goto("/earnings");
    await settled(page);
    await page.getByRole("combobox", { name: "Currency" }).click();
    await page.getByRole("option", { name: "EUR" }).click();
    await page.waitForURL("/earnings?currency=EUR");
    await page.getByText("Sums in EUR · 3 earnings").waitFor();
    await page.getByText("3 entries shown").waitFor();
    expect(await rows(page).count()).toBe(3);
    const file = await page.getByRole("link", { name: "Download as CSV" }).getAttribute("href");
    expect(file).toBe("/api/files/earnings.csv?currency=EUR&bom=1");

    await page.getByLabel("To").fill("2026-11-01");
    await page.getByText("No earning passes these filters").waitFor();
    await page.reload();
    await page.getByText("No earning passes these filters").waitFor();
    await page.getByRole("button", { name: "Clear all filters" }).click();
    await page.waitForURL("/earnings");
    await page.getByText("Sums in USD · 120 earnings").waitFor();
    expectQuiet(page);
  },
  storyMs,
);

test(
  "a long list comes page by page, each earning once, without a mouse",
  async () => {
    const page = await browser.newPage({ as: await aCreatorWhoEarned() });
    await page.goto("/earnings");
    await settled(page);
    await page.getByText("50 entries shown").waitFor();
    const more = page.getByRole("button", { name: "Show more" });
    for (const shown of ["100 entries shown", "123 entries shown"]) {
      await more.focus();
      await page.keyboard.press("Enter");
      await page.getByText(shown).waitFor();
    }
    await more.waitFor({ state: "detached" });
    const links = await rows(page)
      .getByRole("link")
      .evaluateAll((elements) => elements.map((element) => element.getAttribute("href")));
    expect(new Set(links).size).toBe(123);
  },
  storyMs,
);

test(
  "an earning's story opens and closes by keyboard, with the focus back where it was, and has an address",
  async () => {
    const page = await browser.newPage({ as: await aCreatorWhoEarned() });
    await page.goto("/earnings?currency=EUR");
    await settled(page);
    await page.getByText("3 entries shown").waitFor();
    const first = rows(page).first().getByRole("link");
    await tabTo(page, first);
    await page.keyboard.press("Enter");
    const story = page.getByRole("dialog", { name: "Earning" });
    await story.getByRole("heading", { name: "In the books" }).waitFor();
    expect(await story.getByRole("row", { name: /^Your held balance Credit €8\.00$/ }).count()).toBe(1);
    expect(page.url()).toContain("&earning=");
    await screenshot(page, "earning");
    await expectNoAxeViolations(page);
    await page.keyboard.press("Escape");
    await story.waitFor({ state: "detached" });
    await page.waitForURL("/earnings?currency=EUR");
    expect(await isFocused(first)).toBe(true);
  },
  storyMs,
);

test(
  "whoever has earned nothing yet learns how that begins",
  async () => {
    const page = await browser.newPage({ as: await aNewcomer("creator") });
    await page.goto("/earnings");
    await page.getByText("You have not earned anything yet").waitFor();
    await page.getByRole("link", { name: "See your public profile" }).click();
    await page.waitForURL(/\/creators\/nova/);
    expectQuiet(page);
  },
  storyMs,
);
