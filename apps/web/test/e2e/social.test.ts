import { formatAmount } from "@payrun/catalogue";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  addressOf,
  browserOfTestFile,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  expectQuiet,
  screenshot,
  settled,
} from "./browser.ts";
import { isFocused, pressUntilFocused, tabTo } from "./keyboard.ts";
import { handleOf, inDatabase, somebody } from "./somebody.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

/** Her profile, as somebody who came by its address. */
async function atProfile(page: Page, handle: string): Promise<void> {
  await page.goto(`/creators/${handle}`);
  await settled(page);
}

/** What a fan has in dollars, in cents. */
async function dollarsOf(address: string): Promise<bigint> {
  const { fanId } = await somebody(address);
  const [account] = await inDatabase<{ balance: bigint }>(
    "SELECT balance_minor AS balance FROM ledger_accounts WHERE fan_id = $1 AND currency = 'USD'",
    [fanId],
  );
  return account?.balance ?? 0n;
}

async function heldOf(creatorId: string | null): Promise<bigint> {
  const [account] = await inDatabase<{ balance: bigint }>(
    "SELECT balance_minor AS balance FROM ledger_accounts WHERE creator_id = $1 AND kind = 'creator_held' AND currency = 'USD'",
    [creatorId],
  );
  return account?.balance ?? 0n;
}

/** Tells a fan's open pages that something has changed. */
async function tellChanged(fanId: string, area: string): Promise<void> {
  await inDatabase(
    `WITH told AS (INSERT INTO outbox (topic, name, payload, listener_id, sent_at)
                   VALUES ('live', $2, '{}', $1, operational_now()) RETURNING 1)
     SELECT pg_notify('payrun_live', '') FROM told`,
    [fanId, area],
  );
}

describe("a fan finds a creator, follows her and sends a tip", () => {
  test("by mouse: the balance falls by it, the creator has her share, held", async () => {
    const email = await aNewcomer("creator");
    const { handle, creatorId } = await somebody(email);
    const page = await browser.newPage({ as: "fan" });
    const before = await dollarsOf(addressOf("fan"));

    await page.goto("/creators");
    await page.getByRole("searchbox", { name: "Search by name or handle" }).fill(handle ?? "");
    await page.waitForURL((url) => url.searchParams.get("search") === handle);
    await page.getByRole("link", { name: "Nova Newcomer" }).click();
    await page.getByRole("heading", { level: 1, name: "Nova Newcomer" }).waitFor();
    await page.getByText("0 followers").waitFor();
    await page.getByRole("button", { name: "Follow Nova Newcomer", exact: true }).click();
    await page.getByText("1 follower", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Unfollow Nova Newcomer" }).waitFor();

    const tip = page.getByRole("region", { name: "Send a tip" });
    await tip.getByLabel("From your tokens in").selectOption("USD");
    await tip.getByText("100", { exact: true }).click();
    await tip.getByRole("textbox", { name: "Message (optional)" }).fill("For the song");
    await screenshot(page, "social-creator");
    await tip.getByRole("button", { name: "Send a tip …" }).click();
    const dialog = page.getByRole("dialog", { name: "Send Nova Newcomer a tip?" });
    await dialog.getByText("100 tokens, worth $5.00, leave your balance now.").waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "social-tip-confirm");
    await dialog.getByRole("button", { name: "Send 100 tokens" }).click();
    await tip.getByRole("status").getByText("Nova Newcomer has your tip of 100 tokens ($5.00).").waitFor();

    expect(await dollarsOf(addressOf("fan"))).toBe(before - 5_00n);
    await page.goto("/wallet");
    const left = formatAmount("en", { amountMinor: before - 5_00n, currency: "USD" });
    await page.getByRole("region", { name: "Your tokens in USD" }).getByText(left).first().waitFor();
    await row(page, "Tip to Nova Newcomer").getByText("For the song").waitFor();
    expect(await heldOf(creatorId)).toBe(4_00n);
    const hers = await browser.newPage({ as: email });
    await hers.goto("/");
    await hers.getByText("$4.00").first().waitFor();
    expectQuiet(page);
  });

  test("by keyboard alone, and nothing leaves when she thinks better of it", async () => {
    const email = await aNewcomer("creator");
    const { handle, creatorId } = await somebody(email);
    const page = await browser.newPage({ as: "fan" });
    await page.goto("/creators");
    await settled(page);
    await tabTo(page, page.getByRole("searchbox"));
    await page.keyboard.type(handle ?? "");
    await page.waitForURL((url) => url.searchParams.get("search") === handle);
    const name = page.getByRole("link", { name: "Nova Newcomer" });
    await name.waitFor();
    await tabTo(page, name);
    await page.keyboard.press("Enter");
    const follow = page.getByRole("button", { name: "Follow Nova Newcomer", exact: true });
    await follow.waitFor();
    await tabTo(page, follow);
    await page.keyboard.press("Enter");
    const unfollow = page.getByRole("button", { name: "Unfollow Nova Newcomer" });
    await unfollow.waitFor();
    expect(await isFocused(unfollow)).toBe(true);

    const send = page.getByRole("button", { name: "Send a tip …" });
    await tabTo(page, send);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Send Nova Newcomer a tip?" });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await isFocused(send)).toBe(true);
    expect(await heldOf(creatorId)).toBe(0n);

    await page.keyboard.press("Enter");
    const confirm = dialog.getByRole("button", { name: /^Send \d/u });
    await confirm.waitFor();
    await tabTo(page, confirm);
    await page.keyboard.press("Enter");
    await page.getByText("Thank you! Nova Newcomer has your tip").waitFor();
    expect(await heldOf(creatorId)).toBeGreaterThan(0n);
  });

  test("and is told what is wrong with a number before anything is asked", async () => {
    const handle = await handleOf(await aNewcomer("creator"));
    const page = await browser.newPage({ as: "fan", width: 320 });
    await atProfile(page, handle);
    const tip = page.getByRole("region", { name: "Send a tip" });
    const amount = tip.getByRole("textbox", { name: "How many tokens" });
    for (const [typed, told] of [
      ["", "A whole number from 1 to 1,000,000."],
      ["1.5", "A whole number from 1 to 1,000,000."],
      ["999999", "That is more than you can spend."],
    ] as const) {
      await amount.fill(typed);
      await tip.getByRole("button", { name: "Send a tip …" }).click();
      await tip.getByText(told).waitFor();
      expect(await isFocused(amount)).toBe(true);
    }
    await expectNoAxeViolations(page);
    await expectNoSidewaysScrolling(page);
  });
});

describe("her followers", () => {
  test("are listed, each leading to that person's public profile: a fan's, or a creator's own", async () => {
    const email = await aNewcomer("creator");
    const { creatorId } = await somebody(email);
    const [fan, colleague] = [await somebody(addressOf("fan")), await somebody(addressOf("creator"))];
    await inDatabase("INSERT INTO follows (fan_id, creator_id) SELECT f, $2 FROM unnest($1::uuid[]) AS f", [
      [fan.fanId, colleague.fanId],
      creatorId,
    ]);
    const page = await browser.newPage({ as: email });
    await page.goto("/followers");
    await page.getByText("2 people follow you.").waitFor();
    await expectNoAxeViolations(page);
    await screenshot(page, "social-followers");
    await page.getByRole("link", { name: fan.name }).click();
    await page.getByRole("heading", { level: 1, name: fan.name }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/fans/${fan.fanId}`);
    await page.getByRole("heading", { level: 2, name: /^Follows/u }).waitFor();
    await screenshot(page, "social-fan");
    await page.goBack();

    const link = page.getByRole("link", { name: colleague.name });
    await link.waitFor();
    await tabTo(page, link);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: colleague.name }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/creators/${colleague.handle}`);
    await page.goto(`/fans/${colleague.fanId}`);
    await page.waitForURL((url) => url.pathname === `/creators/${colleague.handle}`);
  });

  test("are never she herself: her own profile has nothing to follow, and the API refuses", async () => {
    const email = await aNewcomer("creator");
    const { handle, name } = await somebody(email);
    const page = await browser.newPage({ as: email });
    await atProfile(page, handle ?? "");
    await page.getByText("This is your public profile, as everybody sees it.").waitFor();
    expect(await page.getByRole("button", { name: /follow/iu }).count()).toBe(0);
    expect(await page.getByRole("region", { name: "Send a tip" }).count()).toBe(0);
    const answer = await page.evaluate(async (own) => {
      const response = await fetch("/trpc/creator/follows.follow", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ json: { handle: own } }),
      });
      return { status: response.status, body: await response.text() };
    }, handle);
    expect(answer).toMatchObject({
      status: 422,
      body: expect.stringContaining("cannot_follow_yourself") as string,
    });
    await page.goto("/followers");
    await page.getByText("Nobody follows you yet").waitFor();
    expect(await page.getByRole("main").getByText(name).count()).toBe(0);
  });
});

test("whom she follows is listed, and a slip can be put right", async () => {
  const email = await aNewcomer("fan");
  const { handle, name } = await somebody(addressOf("creator"));
  const page = await browser.newPage({ as: email });
  await atProfile(page, handle ?? "");
  await page.getByText("You have no tokens to spend").waitFor();
  await page.getByRole("button", { name: `Follow ${name}`, exact: true }).click();
  await page.getByRole("button", { name: `Unfollow ${name}` }).waitFor();
  await page.goto("/following");
  const unfollow = row(page, name).getByRole("button", { name: `Unfollow ${name}` });
  await unfollow.waitFor();
  const unfollowed = page.waitForResponse((response) => response.url().includes("follows.unfollow"));
  const askedAnew = page.waitForResponse(
    async (response) =>
      response.url().includes("follows.following") && !(await response.text()).includes(handle ?? name),
  );
  await unfollow.click();
  await unfollowed;
  // The list is asked anew, and she is not in it.
  await tellChanged((await somebody(email)).fanId, "followers");
  await askedAnew;
  const follow = row(page, name).getByRole("button", { name: `Follow ${name}`, exact: true });
  await follow.click();
  await row(page, name)
    .getByRole("button", { name: `Unfollow ${name}` })
    .waitFor();
  await page.reload();
  await row(page, name).waitFor();
  expect(
    await row(page, name)
      .getByRole("button", { name: `Unfollow ${name}` })
      .count(),
  ).toBe(1);
});

test("anybody sees a public profile, and is led through the sign-in back to it", async () => {
  const handle = await handleOf(addressOf("creator"));
  const page = await browser.newPage();
  await atProfile(page, handle);
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === "/sign-in");
  expect(new URL(page.url()).searchParams.get("next")).toBe(`/creators/${handle}`);
});

test("a creator says how others see her, and what a call costs", async () => {
  const email = await aNewcomer("creator");
  const handle = await handleOf(email);
  const page = await browser.newPage({ as: email });
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Public profile" });
  await section.getByRole("textbox", { name: "Name" }).fill("");
  await section.getByRole("button", { name: "Save the profile" }).click();
  await section.getByText("Please give a name.").waitFor();
  await section.getByRole("textbox", { name: "Name" }).fill("Nova, renamed");
  await section.getByRole("textbox", { name: "About you" }).fill("Songs.\nAnd more songs.");
  const takesCalls = section.getByRole("switch", { name: "I take calls" });
  await tabTo(page, takesCalls);
  await page.keyboard.press("Space");
  await section.getByRole("textbox", { name: "Tokens for a call, at least" }).fill("250");
  await section.getByRole("button", { name: "Save the profile" }).click();
  await section.getByText("Your profile is saved.").waitFor();
  await expectNoAxeViolations(page);

  const visitor = await browser.newPage({ as: "fan" });
  await atProfile(visitor, handle);
  await visitor.getByRole("heading", { level: 1, name: "Nova, renamed" }).waitFor();
  await visitor.getByText("And more songs.").waitFor();
  await visitor.getByText("250 tokens or more.", { exact: false }).waitFor();
  await pressUntilFocused(visitor, visitor.getByRole("textbox", { name: "Tokens you offer" }), "Tab");
});
