import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browserOfTestFile, expectNoAxeViolations, expectQuiet, settled } from "../e2e/browser.ts";
import { focused, isFocused, pressUntilFocused, tabTo } from "../e2e/keyboard.ts";

const browser = browserOfTestFile();

const buttonOf = (page: Page) => page.getByRole("button", { name: /^Profile menu of/ });
const menuOf = (page: Page) => page.getByRole("menu");

/** A page with the menu closed and the focus nowhere. */
async function atHome(): Promise<Page> {
  const page = await browser.sharedPage({ as: "creator" });
  if (new URL(page.url()).pathname !== "/why") await page.goto("/why");
  await settled(page);
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  return page;
}

async function withMenu(): Promise<Page> {
  const page = await atHome();
  await buttonOf(page).click();
  await menuOf(page).waitFor();
  return page;
}

async function expectClosed(page: Page): Promise<void> {
  await menuOf(page).waitFor({ state: "detached" });
  expect(await buttonOf(page).getAttribute("aria-expanded")).toBe("false");
}

describe("the profile menu opens", () => {
  test("by a click, with the focus on its first item, and says so", async () => {
    const page = await withMenu();
    expect(await buttonOf(page).getAttribute("aria-expanded")).toBe("true");
    expect(await focused(page)).toBe("menuitem My public profile");
    await expectNoAxeViolations(page);
    expectQuiet(page);
  });

  test.for([
    { key: "Enter", on: "menuitem My public profile" },
    { key: "Space", on: "menuitem My public profile" },
    { key: "ArrowDown", on: "menuitem My public profile" },
    { key: "ArrowUp", on: "menuitem Sign out" },
  ])("by $key", async ({ key, on }) => {
    const page = await atHome();
    await tabTo(page, buttonOf(page));
    await page.keyboard.press(key);
    await menuOf(page).waitFor();
    expect(await focused(page)).toBe(on);
  });
});

test("the profile menu lists what is the person's own", async () => {
  const page = await withMenu();
  const items = await menuOf(page).getByRole("menuitem").allTextContents();
  expect(items).toEqual([
    "My public profile",
    "Calls",
    "Followers",
    "Following",
    "Wallet",
    "Settings",
    "Sign out",
  ]);
  const choices = await menuOf(page).getByRole("menuitemradio").allTextContents();
  expect(choices).toEqual(["Like the device", "Light", "Dark", "English", "Deutsch", "日本語"]);
});

test("arrows go round the profile menu, letters go to an item", async () => {
  const page = await withMenu();
  await page.keyboard.press("ArrowUp");
  expect(await focused(page)).toBe("menuitem Sign out");
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toBe("menuitem My public profile");
  await page.keyboard.press("w");
  expect(await focused(page)).toBe("menuitem Wallet");
  await page.keyboard.press("Home");
  expect(await focused(page)).toBe("menuitem My public profile");
});

describe("the profile menu closes, and the focus is back on its button,", () => {
  test("by Esc", async () => {
    const page = await withMenu();
    await page.keyboard.press("Escape");
    await expectClosed(page);
    expect(await isFocused(buttonOf(page))).toBe(true);
  });

  test("by a second click", async () => {
    const page = await withMenu();
    await buttonOf(page).click();
    await expectClosed(page);
    expect(await isFocused(buttonOf(page))).toBe(true);
  });

  test("by a click outside", async () => {
    const page = await withMenu();
    await page.mouse.click(600, 700);
    await expectClosed(page);
    await expect.poll(() => isFocused(buttonOf(page))).toBe(true);
  });

  test("by choosing with the mouse", async () => {
    const page = await withMenu();
    await menuOf(page).getByRole("menuitem", { name: "Settings" }).click();
    await page.waitForURL("**/settings");
    await expectClosed(page);
    await expect.poll(() => page.locator("[data-announcer]").textContent()).toBe("Settings");
    expect(await isFocused(buttonOf(page))).toBe(true);
  });

  test.for(["Enter", "Space"])("by choosing with %s", async (key) => {
    const page = await withMenu();
    await pressUntilFocused(page, menuOf(page).getByRole("menuitem", { name: "Following" }), "ArrowDown");
    await page.keyboard.press(key);
    await page.waitForURL("**/following");
    await settled(page);
    await expectClosed(page);
    expect(await isFocused(buttonOf(page))).toBe(true);
  });

  test("when the page changes under it", async () => {
    const page = await atHome();
    await page.getByRole("link", { name: "Payouts" }).click();
    await page.waitForURL("**/payouts");
    await settled(page);
    await buttonOf(page).click();
    await menuOf(page).waitFor();
    await page.goBack();
    await page.waitForURL("**/why");
    await expectClosed(page);
    expect(await isFocused(buttonOf(page))).toBe(true);
  });
});

describe("the profile menu closes, and the focus goes on from its button,", () => {
  test("by Tab", async () => {
    const page = await withMenu();
    await page.keyboard.press("Tab");
    await expectClosed(page);
    expect(await menuOf(page).count()).toBe(0);
    await page.keyboard.press("Shift+Tab");
    expect(await isFocused(buttonOf(page))).toBe(true);
  });

  test("by Shift and Tab", async () => {
    const page = await withMenu();
    await page.keyboard.press("Shift+Tab");
    await expectClosed(page);
    await page.keyboard.press("Tab");
    expect(await isFocused(buttonOf(page))).toBe(true);
  });
});

test("“Calls” leads to the call requests", async () => {
  const page = await withMenu();
  await menuOf(page).getByRole("menuitem", { name: "Calls" }).click();
  await page.waitForURL("**/calls");
  await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toMatch(/Call/);
});

test("the profile menu of a fan has no followers, and her own profile", async () => {
  const page = await browser.newPage({ as: "fan" });
  await page.goto("/wallet");
  await settled(page);
  await buttonOf(page).click();
  expect(await menuOf(page).getByRole("menuitem", { name: "Followers" }).count()).toBe(0);
  await menuOf(page).getByRole("menuitem", { name: "My public profile" }).click();
  await page.waitForURL("**/fans/*");
});
