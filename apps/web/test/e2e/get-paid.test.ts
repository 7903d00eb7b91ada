import { demoPassword } from "@payrun/demo";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import {
  browserOfTestFile,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  expectQuiet,
  screenshot,
  settled,
} from "./browser.ts";
import { isFocused, tabTo } from "./keyboard.ts";
import { inDatabase } from "./somebody.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();
/** Stories of many pages; a busy machine takes its time for each. */
const storyMs = 90_000;

/** At Stripe's pages: presses what is called so, and waits for the page that comes. */
async function press(page: Page, name: string, role: "button" | "link" = "button"): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.getByRole(role, { name, exact: true }).click()]);
}

/** The same without a mouse. */
async function pressByKey(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole("button", { name, exact: true }));
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 2 });

test(
  "a creator sets up her account at Stripe, is ready, and learns what another bank costs before she names it",
  async () => {
    const email = await aNewcomer("creator");
    const page = await browser.newPage({ as: email });
    await page.goto("/get-paid");
    await heading(page, "Set up your payout account").waitFor();
    await screenshot(page, "get-paid-new");
    await press(page, "Set up at Stripe");
    await press(page, "Fill in everything");
    await press(page, "Agree and submit");
    expect(new URL(page.url()).pathname).toBe("/get-paid/return");
    await heading(page, "Your payout account is ready").waitFor();
    await screenshot(page, "get-paid-return-ready");
    await page.getByRole("link", { name: "Your payout account" }).click();
    await page.getByText("ending in 6789").waitFor();
    await screenshot(page, "get-paid-ready");

    const change = page.getByRole("button", { name: "Change at Stripe" });
    await change.click();
    const dialog = page.getByRole("dialog", { name: "Change where your money goes?" });
    await dialog.getByText("nothing is paid for 48 hours").waitFor();
    await dialog.getByText("the next payout is on Dec 1, 2026 as planned").waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "get-paid-change-bank");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await isFocused(change)).toBe(true);

    await change.click();
    await press(page, "Go to Stripe");
    await press(page, "Change bank account", "link");
    await press(page, "Closed account");
    await press(page, "Save");
    await page.goto("/get-paid");
    await settled(page);
    // As if ten seconds had passed since Stripe was asked.
    await inDatabase(
      "UPDATE creators SET account_read_at = account_read_at - interval '10 s' WHERE email = $1",
      [email],
    );
    await page.getByRole("button", { name: "Ask Stripe again" }).click();
    await heading(page, "No payouts for now: your bank or payout account changed").waitFor();
    await page.getByText("ending in 1113").waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "get-paid-cool-down");
    expectQuiet(page);
  },
  storyMs,
);

test(
  "by keyboard alone on a narrow screen: she leaves Stripe early, follows a used link, and gets there",
  async () => {
    const page = await browser.newPage({ as: await aNewcomer("creator"), width: 320 });
    await page.goto("/get-paid");
    await settled(page);
    const asked = page.waitForRequest((request) => request.url().includes("/setup/"));
    await pressByKey(page, "Set up at Stripe");
    const used = (await asked).url();
    await page.goto("/get-paid/return");
    await heading(page, "Finish setting up your payout account").waitFor();
    await expectNoSidewaysScrolling(page);
    await expectNoAxeViolations(page);
    await screenshot(page, "get-paid-return-missing-320");

    await page.goto(used);
    await page.waitForURL(/\/setup\/a\//);
    await pressByKey(page, "Fill in everything");
    await pressByKey(page, "Agree and submit");
    await heading(page, "Your payout account is ready").waitFor();
  },
  storyMs,
);

test("what Stripe asks for is listed", async () => {
  const page = await browser.newPage({ as: "creator_with_missing_documents", width: 320, locale: "de" });
  await page.goto("/get-paid");
  await page.getByRole("listitem").filter({ hasText: "Ausweis" }).filter({ hasText: "Überfällig" }).waitFor();
  await expectNoSidewaysScrolling(page);
  await screenshot(page, "get-paid-missing-320-de");
});

test(
  "a visit opens no account, and who signed in a quarter of an hour ago confirms that it is her and goes on",
  async () => {
    const email = await aNewcomer("creator");
    const page = await browser.newPage({ as: email });
    await page.goto("/get-paid/refresh");
    await page.waitForURL((url) => url.pathname === "/get-paid");
    expect(
      await inDatabase("SELECT stripe_account_id AS account FROM creators WHERE email = $1", [email]),
    ).toEqual([{ account: null }]);
    await inDatabase(
      "UPDATE sessions SET created_at = created_at - interval '16 minutes' WHERE user_id = (SELECT id FROM users WHERE email = $1)",
      [email],
    );
    await page.getByRole("button", { name: "Set up at Stripe" }).click();
    const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
    await dialog.getByLabel("Password", { exact: true }).fill(demoPassword);
    await dialog.getByRole("button", { name: "Confirm", exact: true }).click();
    await page.waitForURL((url) => url.origin === new URL(inject("system").simulatorURL).origin);
  },
  storyMs,
);
