import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  browserOfTestFile,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  expectQuiet,
  screenshot,
  settled,
  type PageOptions,
} from "./browser.ts";
import { isFocused, tabTo } from "./keyboard.ts";
import { tell } from "./notified.ts";
import { somebody } from "./somebody.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();
const panelOf = (page: Page) => page.getByRole("region", { name: "Newest notifications" });
const bellOf = (page: Page) => page.getByRole("button", { name: /^Notifications/ });

/** A creator of this test's own who was told so often, at a page of hers. */
async function told(count: number, path: string, options: PageOptions = {}): Promise<Page> {
  const email = await aNewcomer("creator");
  const { creatorId } = await somebody(email);
  await tell(creatorId ?? "", count);
  const page = await browser.newPage({ as: email, ...options });
  await page.goto(path);
  await settled(page);
  return page;
}

describe("the bell", () => {
  test("says how much is unread and shows the five newest, by mouse; to go there is to read it", async () => {
    const page = await told(7, "/");
    await bellOf(page).click();
    const links = panelOf(page).getByRole("listitem");
    await links.first().waitFor();
    expect(await links.count()).toBe(5);
    expect(await links.first().textContent()).toContain("Your payout of $7.00 is on its way");
    await expectNoAxeViolations(page);
    await screenshot(page, "notifications-bell");
    await links.first().getByRole("link").click();
    await page.waitForURL(/\/payouts\/[0-9a-f-]{36}$/);
    expect(await panelOf(page).count()).toBe(0);
    await page.getByRole("button", { name: "Notifications, 6 unread" }).waitFor();
  });

  test("opens and closes by keyboard alone: Esc gives the focus back, Tab goes on and closes it", async () => {
    const page = await told(1, "/settings");
    const bell = bellOf(page);
    await tabTo(page, bell);
    await page.keyboard.press("Enter");
    await panelOf(page).getByRole("listitem").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    expect(await panelOf(page).count()).toBe(0);
    expect(await isFocused(bell)).toBe(true);
    await page.keyboard.press("Space");
    const all = panelOf(page).getByRole("link", { name: "See all notifications" });
    await all.waitFor();
    await tabTo(page, all);
    await page.keyboard.press("Tab");
    await panelOf(page).waitFor({ state: "detached" });
  });

  test("closes by a press elsewhere", async () => {
    const page = await told(0, "/settings", { width: 320 });
    await bellOf(page).click();
    await panelOf(page).getByText("Nothing new.").waitFor();
    await expectNoSidewaysScrolling(page);
    await screenshot(page, "notifications-bell-320");
    await page.mouse.click(160, 600);
    await panelOf(page).waitFor({ state: "detached" });
  });
});

describe("the notifications page", () => {
  test("lists all, or what is unread as the address says, and marks one or all as read", async () => {
    const page = await told(3, "/notifications");
    const articles = page.getByRole("article");
    expect(await articles.count()).toBe(3);
    await expectNoAxeViolations(page);
    await screenshot(page, "notifications");
    await articles.nth(1).getByRole("button", { name: "Mark as read" }).click();
    await page.getByRole("button", { name: "Notifications, 2 unread" }).waitFor();
    expect(await isFocused(articles.nth(1).getByRole("heading"))).toBe(true);

    await page.getByText("Unread", { exact: true }).first().click();
    await page.waitForURL("**/notifications?show=unread");
    await page.waitForFunction(() => document.querySelectorAll("article").length === 2);
    await page.reload();
    await settled(page);
    expect(await articles.count()).toBe(2);

    await page.getByRole("button", { name: "Mark all as read" }).click();
    await page.getByText("You have read everything").waitFor();
    await page.getByText("Everything is marked as read.").waitFor();
    await page.getByRole("button", { name: "Notifications", exact: true }).waitFor();
    expectQuiet(page);
  });

  test.for([
    { locale: "de", width: 320, theme: "dark" },
    { locale: "ja", width: 768, theme: "light" },
  ] as const)("is read in $locale on $width pixels", async (options) => {
    const page = await told(2, "/notifications", options);
    await expectNoSidewaysScrolling(page);
    await expectNoAxeViolations(page);
    await screenshot(page, `notifications-${options.width}-${options.theme}-${options.locale}`);
  });
});

describe("how a creator hears of things", () => {
  const inSettings = async (options: PageOptions = {}) => {
    const page = await told(0, "/settings#notifications", options);
    await page.getByRole("switch").first().waitFor();
    return page;
  };

  test("is set by switches that hold at once, and stays so", async () => {
    const page = await inSettings();
    const byMail = page.getByRole("switch", { name: "Payout sent: by e-mail" });
    expect(await byMail.isChecked()).toBe(true);
    await tabTo(page, byMail);
    const saved = page.waitForResponse((response) => response.url().includes("preferences.set"));
    await page.keyboard.press("Space");
    await saved;
    await page.reload();
    await byMail.waitFor();
    expect(await byMail.isChecked()).toBe(false);
    expect(await page.getByRole("switch", { name: "Payout sent: in the app" }).isChecked()).toBe(true);
    expect(await page.getByRole("switch", { name: /^Payout account changed/ }).count()).toBe(0);
    await expectNoAxeViolations(page);
  });

  test("fits a narrow window in German", async () => {
    const page = await inSettings({ width: 320, locale: "de" });
    await expectNoSidewaysScrolling(page);
  });
});
