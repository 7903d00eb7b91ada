import { describe, expect, test } from "vitest";
import { atRest, collectScripts, gzippedBytes } from "../../scripts/measure-first-load.ts";
import {
  browserOfTestFile,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  expectQuiet,
  settled,
  signInAlone,
} from "../e2e/browser.ts";
import { focused, tabTo } from "../e2e/keyboard.ts";

const browser = browserOfTestFile();

describe("the way in", () => {
  test("leads whoever is not signed in to the sign-in, and remembers where she wanted to go", async () => {
    const page = await browser.newPage();
    await page.goto("/payouts?of=2026");
    await page.waitForURL("**/sign-in?**");
    expect(new URL(page.url()).searchParams.get("next")).toBe("/payouts?of=2026");
    expectQuiet(page);
  });

  test("sends whoever is signed in on, and only to pages of this app", async () => {
    const page = await browser.newPage({ as: "creator" });
    for (const [next, path] of [
      ["/why", "/why"],
      ["//elsewhere.example/", "/"],
      ["https://elsewhere.example/", "/"],
      ["/\\elsewhere.example", "/"],
    ] as const) {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await settled(page);
      expect(page.url()).toBe(new URL(path, page.url()).href);
    }
  });

  test("shows a fan her own start page, and what a creator's page is", async () => {
    const page = await browser.newPage({ as: "fan" });
    await page.goto("/");
    await page.waitForURL("**/creators");
    await page.goto("/earnings");
    await page.getByRole("heading", { name: "This page is for creators" }).waitFor();
    await expectNoAxeViolations(page);
  });

  test("ends with signing out: the session is gone and the pages are closed", async () => {
    const page = await browser.newPage();
    await signInAlone(page, "creator");
    await page.goto("/why");
    await settled(page);
    await page.getByRole("button", { name: /^Profile menu of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await settled(page);
    expect(new URL(page.url()).search).toBe("");
    const cookies = await page.context().cookies();
    expect(cookies.filter(({ name }) => name.includes("session_token"))).toEqual([]);
    await page.goto("/why");
    await page.waitForURL("**/sign-in?**");
  });
});

describe("every page", () => {
  test("has its own title, and its heading gets the focus after a navigation", async () => {
    const page = await browser.newPage({ as: "creator" });
    await page.goto("/why");
    await settled(page);
    expect(await focused(page)).toBe("nothing");
    await page.getByRole("link", { name: "Payouts" }).click();
    await page.waitForURL("**/payouts");
    await expect.poll(() => focused(page)).toBe("h1 Payouts");
    expect(await page.title()).toBe("Payouts · Payrun");
    expect(await page.getByRole("link", { name: "Payouts" }).getAttribute("aria-current")).toBe("page");
  });

  test("can be reached past the header", async () => {
    const page = await browser.newPage({ as: "creator" });
    await page.goto("/why");
    await settled(page);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("a Skip to the content");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("content");
  });

  test("that does not exist says so", async () => {
    const page = await browser.newPage({ as: "creator" });
    await page.goto("/no/such/page");
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole("link", { name: "To the start page" }).click();
    await page.waitForURL(/localhost:\d+\/$/);
  });

  test("has its navigation behind a button where there is no room, by keyboard, too", async () => {
    const page = await browser.newPage({ as: "creator", width: 320 });
    await page.goto("/why");
    await settled(page);
    await expectNoSidewaysScrolling(page);
    const navigation = page.getByRole("navigation", { name: "Main" });
    expect(await navigation.isVisible()).toBe(false);
    await tabTo(page, page.getByRole("button", { name: "Open the menu" }));
    await page.keyboard.press("Enter");
    await navigation.waitFor();
    await expectNoAxeViolations(page);
    await page.keyboard.press("Escape");
    expect(await focused(page)).toBe("button Open the menu");
    await page.keyboard.press("Enter");
    await tabTo(page, navigation.getByRole("link", { name: "Payouts" }));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/payouts");
    await navigation.waitFor({ state: "hidden" });
  });
});

test("the start page needs at most 200 kB of scripts, gzipped, and the browser complains of nothing", async () => {
  const page = await browser.firstVisit({ as: "creator" });
  const scripts = collectScripts(page);
  await page.goto("/");
  await atRest(page);
  expect(scripts.length).toBeGreaterThan(2);
  expect(await gzippedBytes(scripts)).toBeLessThanOrEqual(200_000);
  expectQuiet(page);
});

test("whoever goes offline is told, keeps what she sees, and is told nothing any more when she is back", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.goto("/why");
  await settled(page);
  const told = page.getByRole("status").getByText("You are offline");
  expect(await told.count()).toBe(0);
  await page.context().setOffline(true);
  await told.waitFor();
  expect(await page.getByRole("heading", { level: 1 }).isVisible()).toBe(true);
  await expectNoAxeViolations(page);
  await page.context().setOffline(false);
  await told.waitFor({ state: "detached" });
});

test("whoever meets an API that does not answer is told, and all is well when it does again", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.goto("/why");
  await settled(page);
  await page.route("**/trpc/creator/**", (route) => route.abort());
  await page.getByRole("link", { name: "Home" }).click();
  const told = page.getByRole("status").getByText("Payrun does not answer at the moment");
  await told.waitFor({ timeout: 20_000 });
  await page.unroute("**/trpc/creator/**");
  await told.waitFor({ state: "detached" });
  expect(await page.getByRole("heading", { level: 1 }).isVisible()).toBe(true);
});

test("whoever comes while nothing answers is told, and gets her page as soon as it does", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.route("**/trpc/creator/**", (route) => route.abort());
  await page.goto("/why");
  await page.getByRole("heading", { name: "Payrun does not answer" }).waitFor({ timeout: 20_000 });
  await expectNoAxeViolations(page);
  await page.unroute("**/trpc/creator/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
});

describe("appearance and language", () => {
  test("follow the device, then the choice, also on the next visit", async () => {
    const page = await browser.newPage({ as: "creator", theme: "dark" });
    await page.goto("/why");
    await settled(page);
    const scheme = () => page.evaluate(() => document.documentElement.dataset["mantineColorScheme"]);
    expect(await scheme()).toBe("dark");
    await page.getByRole("button", { name: /^Profile menu of/ }).click();
    await page.getByRole("menuitemradio", { name: "Light" }).click();
    await expect.poll(scheme).toBe("light");
    await page.reload();
    expect(await scheme()).toBe("light");
  });

  test("change at once, the document's language with them", async () => {
    const page = await browser.newPage();
    await page.goto("/sign-in");
    await settled(page);
    await page.getByRole("button", { name: "日本語" }).click();
    await page.waitForFunction(() => document.documentElement.lang === "ja");
    expect(await page.title()).toContain("ログイン");
  });

  test.for(["ltr", "rtl"] as const)(
    "leave no room for a longer language to stick out, %s",
    async (direction) => {
      const page = await browser.newPage({ as: "creator", locale: "pseudo", direction, width: 320 });
      await page.goto("/why");
      await settled(page);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(/^\[.*~\]$/);
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(direction);
      await expectNoSidewaysScrolling(page);
    },
  );
});
