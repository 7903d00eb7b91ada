import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  browserOfTestFile,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  expectQuiet,
  screenshot,
  settled,
  type Who,
} from "./browser.ts";
import { focused, isFocused, pressUntilFocused, tabTo } from "./keyboard.ts";
import { inDatabase, somebody } from "./somebody.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();

/** Of the demo, with 5,000 tokens at €0.05. */
const fanAddress = "fan-2@fans.example";

/** A creator who has just joined and takes calls for 100 tokens. */
async function aCreator() {
  const email = await aNewcomer("creator");
  const { handle, creatorId } = await somebody(email);
  await inDatabase("UPDATE creators SET call_price_tokens = 100 WHERE id = $1", [creatorId]);
  return { email, handle: handle ?? "", creatorId };
}

/** The fan's page after asking for a call at the creator's profile. */
async function ask(handle: string, note: string, width: 320 | 1280 = 1280): Promise<Page> {
  const page = await browser.newPage({ as: fanAddress, width });
  await page.goto(`/creators/${handle}`);
  await settled(page);
  const form = page.getByRole("region", { name: "Ask for a call" });
  await form.getByLabel("From your tokens in").selectOption("EUR");
  await form.getByRole("textbox", { name: "What is it about? (optional)" }).fill(note);
  await form.getByRole("button", { name: "Ask for a call …" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask Nova Newcomer for a call?" });
  await dialog.getByText("100 tokens, worth €5.00, are set aside.", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Ask for the call" }).click();
  await form.getByRole("link", { name: "See your call requests" }).click();
  await card(page, note).getByText("Waiting for an answer").waitFor();
  return page;
}

/** The request with this note. */
const card = (page: Page, note: string) => page.getByRole("article").filter({ hasText: note });

async function atCalls(as: Who, search = ""): Promise<Page> {
  const page = await browser.newPage({ as });
  await page.goto(`/calls${search}`);
  await settled(page);
  return page;
}

async function confirm(page: Page, title: string, button: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: title });
  await dialog.getByRole("button", { name: button }).click();
  await dialog.waitFor({ state: "hidden" });
}

describe("the profile menu's Calls", () => {
  for (const as of ["creator", "fan"] as const) {
    test(`lead a ${as} to Call Requests, by mouse and by keyboard`, async () => {
      const page = await browser.newPage({ as });
      await page.goto("/settings");
      await settled(page);
      const menu = page.getByRole("button", { name: /^Profile menu of/u });
      await menu.click();
      await page.getByRole("menuitem", { name: "Calls", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Call Requests" }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/calls");

      await page.goto("/settings");
      await settled(page);
      await tabTo(page, menu);
      await page.keyboard.press("Enter");
      await pressUntilFocused(page, page.getByRole("menuitem", { name: "Calls", exact: true }), "ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Call Requests" }).waitFor();
    });
  }
});

describe("a fan asks for a call", () => {
  test("the creator accepts and completes it; both see it, and it is an earning", async () => {
    const { email, handle, creatorId } = await aCreator();
    const fans = await ask(handle, "About the first song");
    await expectNoAxeViolations(fans);
    await screenshot(fans, "calls-made");

    const hers = await atCalls(email);
    const request = card(hers, "About the first song");
    await request.getByText("100 tokens (€5.00)").waitFor();
    await request.getByText("€4.00").waitFor();
    await expectNoAxeViolations(hers);
    await screenshot(hers, "calls-received");
    await request.getByRole("button", { name: /^Accept/u }).click();
    await confirm(hers, "Accept this call?", "Accept the call");
    await request.getByText("Accepted", { exact: true }).first().waitFor();
    await request.getByRole("button", { name: /^Complete/u }).click();
    await hers.getByText("pays €5.00 now. Your share of €4.00 is held", { exact: false }).waitFor();
    await screenshot(hers, "calls-complete-confirm");
    await confirm(hers, "Has the call taken place?", "Yes, complete it");
    await request.getByText("Completed and paid").waitFor();
    await request.getByText("The call is completed, and your share is held.").waitFor();
    expect(await focused(hers)).toContain("h2");

    await fans.reload();
    await card(fans, "About the first song").getByText("Completed and paid").waitFor();
    await fans.goto("/wallet");
    await fans.getByRole("row").filter({ hasText: "Call with Nova Newcomer" }).first().waitFor();
    expect(
      await inDatabase("SELECT source_type, net_minor, currency FROM earnings WHERE creator_id = $1", [
        creatorId,
      ]),
    ).toEqual([{ source_type: "call", net_minor: 4_00n, currency: "EUR" }]);
    expectQuiet(hers);
    expectQuiet(fans);
  });

  test("the creator does the same by keyboard alone", async () => {
    const { email, handle } = await aCreator();
    await ask(handle, "By keyboard");
    const page = await atCalls(email);
    for (const [action, verb] of [
      [/^Accept/u, "Accept the call"],
      [/^Complete/u, "Yes, complete it"],
    ] as const) {
      const button = card(page, "By keyboard").getByRole("button", { name: action });
      await button.waitFor();
      await tabTo(page, button);
      await page.keyboard.press("Enter");
      const yes = page.getByRole("dialog").getByRole("button", { name: verb });
      await yes.waitFor();
      await tabTo(page, yes);
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
    await card(page, "By keyboard").getByText("Completed and paid").waitFor();
    expect(await focused(page)).toContain("h2");
  });

  test("the creator declines with a reason, which the fan reads", async () => {
    const { email, handle } = await aCreator();
    const fans = await ask(handle, "Too late", 320);
    await expectNoSidewaysScrolling(fans);
    const hers = await atCalls(email);
    await card(hers, "Too late")
      .getByRole("button", { name: /^Decline/u })
      .click();
    await hers.getByRole("textbox", { name: "Reason (optional)" }).fill("I am away this month.");
    await confirm(hers, "Decline this call?", "Decline the call");
    await card(hers, "Too late").getByText("Declined").first().waitFor();
    await fans.reload();
    await card(fans, "Too late").getByText("I am away this month.").waitFor();
  });

  test("and cancels while the creator still looks: she is told, and sees what it is now", async () => {
    const { email, handle } = await aCreator();
    const fans = await ask(handle, "Changed my mind");
    const hers = await atCalls(email);
    const accept = card(hers, "Changed my mind").getByRole("button", { name: /^Accept/u });
    await accept.click();
    await card(fans, "Changed my mind")
      .getByRole("button", { name: /^Cancel/u })
      .click();
    await confirm(fans, "Cancel this request?", "Cancel the request");
    await card(fans, "Changed my mind").getByText("Canceled").first().waitFor();

    const dialog = hers.getByRole("dialog", { name: "Accept this call?" });
    await dialog.getByRole("button", { name: "Accept the call" }).click();
    await dialog.getByRole("alert").getByText("This call has been canceled. Nothing was paid.").waitFor();
    await hers.keyboard.press("Escape");
    await card(hers, "Changed my mind").getByText("Canceled").first().waitFor();
    expect(await accept.count()).toBe(0);
  });
});

test("the state that is looked for stands in the address, and leaving it off shows all again", async () => {
  const { email, handle } = await aCreator();
  await ask(handle, "A filter");
  const page = await atCalls(email, "?status=completed");
  await page.getByText("No request is in this state").waitFor();
  await page.getByRole("link", { name: "Show all" }).click();
  await card(page, "A filter").waitFor();
  await page.getByLabel("State").selectOption("asked");
  await page.waitForURL((url) => url.searchParams.get("status") === "asked");
  await card(page, "A filter")
    .getByRole("button", { name: /^Accept/u })
    .click();
  await confirm(page, "Accept this call?", "Accept the call");
  await page.getByText("No request is in this state").waitFor();
  const note = page.getByRole("status").filter({ hasText: "You accepted the call." });
  await note.waitFor();
  expect(await note.evaluate((element) => element.parentElement === document.activeElement)).toBe(true);
  const made = page.getByRole("tab", { name: "Made by you" });
  await tabTo(page, page.getByRole("tab", { name: "Received" }));
  await page.keyboard.press("ArrowRight");
  await page.getByText("You have not asked for a call yet").waitFor();
  expect(await isFocused(made)).toBe(true);
});
