import { contractWatch } from "@payrun/stripe-contract";
import { launchChromium, type LaunchedChromium } from "@payrun/testkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startStripeSimulator } from "../src/index.ts";
import { around, type TestSimulator } from "./simulator.ts";

let chromium: LaunchedChromium;
let onlyPage: Page;
let simulator: TestSimulator;
let watch: Awaited<ReturnType<typeof contractWatch>>;

// One simulator and one page for all: neither has to be waited for when it is closed.
beforeAll(async () => {
  watch = await contractWatch();
  const options = { port: 0, stateDir: null, transfersPerSecond: Infinity, ...watch.observers };
  simulator = around(await startStripeSimulator(options));
  chromium = await launchChromium({ viewport: { width: 320, height: 640 } });
  onlyPage = await chromium.context.newPage();
}, 60_000);

afterAll(async () => {
  await chromium.close();
  await simulator.close();
  watch.expectNone();
});

type House = TestSimulator & {
  readonly account: string;
  readonly page: Page;
  readonly returnUrl: string;
  readonly refreshUrl: string;
  /** A link as the platform gets it. */
  readonly link: () => Promise<string>;
};

/** A creator in front of a narrow browser, and a platform that sends links. */
async function house(): Promise<House> {
  const { stripe, url } = simulator;
  const { id } = await stripe.accounts.create({
    type: "express",
    country: "US",
    business_type: "individual",
    capabilities: { transfers: { requested: true } },
  });
  const [returnUrl, refreshUrl] = [`${url}/__simulator/clock`, `${url}/__simulator/webhook-settings`];
  const link = async () =>
    (
      await stripe.accountLinks.create({
        account: id,
        type: "account_onboarding",
        return_url: returnUrl,
        refresh_url: refreshUrl,
      })
    ).url;
  return { ...simulator, account: id, page: onlyPage, returnUrl, refreshUrl, link };
}

/** Presses a button or follows a link, and waits for the page that comes. */
async function press(page: Page, name: string, role: "button" | "link" = "button"): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.getByRole(role, { name, exact: true }).click()]);
}

/** Opens the link and passes the phone. */
async function enter({ page, link }: House): Promise<void> {
  await page.goto(await link());
  await page.getByLabel("Mobile number").fill("000 000 0000");
  await page.getByLabel("Code from the text message").fill("000-000");
  await press(page, "Continue");
}

/** Opens the link and has everything filled in; the review is shown. */
async function fillInEverything({ page, link }: House): Promise<void> {
  await page.goto(await link());
  await press(page, "Fill in everything");
}

/** Changes one part of the review by its test data. */
async function change(page: Page, part: "your details" | "bank account", kind: string): Promise<void> {
  await press(page, `Change ${part}`, "link");
  await press(page, kind);
  await press(page, "Save and continue");
}

/** Skips the document, and hands everything in. */
async function submitWithoutDocument({ page, url, account, returnUrl }: House): Promise<void> {
  await page.goto(`${url}/setup/a/${account}/document`);
  await page.getByLabel("Skip the document").check();
  await press(page, "Save and continue");
  await press(page, "Agree and submit");
  expect(page.url()).toBe(returnUrl);
}

async function expectNoOverflow(page: Page): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
}

/** Goes on with the Tab key until the focus is on what is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(
      "((e) => (e?.labels?.[0]?.textContent ?? e?.textContent ?? '').trim())(document.activeElement)",
    );
    if (focused === name) return;
  }
  throw new Error(`The keyboard does not reach ${name}`);
}

describe("a creator in the browser", () => {
  test("completes the onboarding by keyboard only, at 320 pixels", async () => {
    const { page, stripe, account, link, returnUrl } = await house();
    await page.goto(await link());
    const type = async (name: string, text: string): Promise<void> => {
      await tabTo(page, name);
      await page.keyboard.press("Control+A");
      await page.keyboard.type(text);
    };
    await expectNoOverflow(page);
    await type("Mobile number", "000 000 0000");
    await type("Code from the text message", "000-000");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your details" }).waitFor();
    await expectNoOverflow(page);
    await type("First name", "Nova");
    await type("Last name", "Beispiel");
    await type("Day", "1");
    await type("Month", "1");
    await type("Year", "1902");
    await type("Street and number", "address_full_match");
    await type("Town or city", "Testville");
    await type("Postal code", "94107");
    await type("State", "CA");
    await type("Social security number", "000000000");
    await type("What you offer", "Songs");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your bank account" }).waitFor();
    await expectNoOverflow(page);
    await type("Name of the account holder", "Nova Beispiel");
    await type("Routing number", "110000000");
    await type("Account number", "000123456789");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Identity document" }).waitFor();
    await expectNoOverflow(page);
    await tabTo(page, "Document passes");
    await tabTo(page, "Save and continue");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Check what you have filled in" }).waitFor();
    await expectNoOverflow(page);
    await tabTo(page, "Agree and submit");
    await page.keyboard.press("Enter");
    await page.waitForURL(returnUrl);
    expect(await stripe.accounts.retrieve(account)).toMatchObject({
      capabilities: { transfers: "active" },
      payouts_enabled: true,
      details_submitted: true,
      requirements: { currently_due: [], past_due: [], disabled_reason: null },
      individual: { first_name: "Nova", verification: { status: "verified" } },
      external_accounts: { data: [{ last4: "6789" }] },
    });
  });

  test("skips the document, can be paid until the deadline, and no longer after it", async () => {
    const at = await house();
    const { stripe, account, control } = at;
    await fillInEverything(at);
    await submitWithoutDocument(at);
    const shown = await stripe.accounts.retrieve(account);
    expect(shown).toMatchObject({
      capabilities: { transfers: "active" },
      requirements: { currently_due: ["individual.verification.document"], past_due: [] },
    });
    expect(shown.requirements?.current_deadline).toBeGreaterThan(shown.created ?? 0);
    await control("POST", "/clock", { advanceSeconds: 31 * 24 * 60 * 60 });
    expect(await stripe.accounts.retrieve(account)).toMatchObject({
      capabilities: { transfers: "inactive" },
      payouts_enabled: false,
      requirements: {
        past_due: ["individual.verification.document"],
        disabled_reason: "requirements.past_due",
      },
    });
  });

  test("gives wrong data, sees at which field, and corrects it by a new link", async () => {
    const at = await house();
    const { page, stripe, account, url, returnUrl } = at;
    await fillInEverything(at);
    await change(page, "your details", "Wrong data");
    await submitWithoutDocument(at);
    expect(await stripe.accounts.retrieve(account)).toMatchObject({
      capabilities: { transfers: "inactive" },
      requirements: { errors: [{ code: "verification_failed_keyed_identity" }] },
    });
    await enter(at);
    expect(await page.getByRole("alert").textContent()).toContain("do not match");
    await expectNoOverflow(page);
    const day = page.getByLabel("Day");
    expect(await day.getAttribute("aria-invalid")).toBe("true");
    expect(
      await page.locator(`#${(await day.getAttribute("aria-describedby"))?.split(" ")[1]}`).textContent(),
    ).toContain("do not match");
    await day.fill("1");
    await page.getByLabel("Month").fill("1");
    await page.getByLabel("Year").fill("1901");
    await press(page, "Save and continue");
    await page.goto(`${url}/setup/a/${account}/document`);
    await page.getByLabel("Document passes").check();
    await press(page, "Save and continue");
    await press(page, "Agree and submit");
    expect(page.url()).toBe(returnUrl);
    expect(await stripe.accounts.retrieve(account)).toMatchObject({
      capabilities: { transfers: "active" },
      requirements: { errors: [], currently_due: [] },
    });
  });

  test("leaves half-way and finds everything again", async () => {
    const at = await house();
    const { page, stripe, account, returnUrl } = at;
    await enter(at);
    await press(page, "Verified at once");
    await press(page, "Save and continue");
    await press(page, "Leave, and finish later");
    expect(page.url()).toBe(returnUrl);
    expect(await stripe.accounts.retrieve(account)).toMatchObject({
      details_submitted: false,
      individual: { last_name: "Testperson" },
      requirements: { past_due: ["external_account", "tos_acceptance.date", "tos_acceptance.ip"] },
    });
    await enter(at);
    await page.getByRole("heading", { name: "Your bank account" }).waitFor();
    await page.goto(`${at.url}/setup/a/${account}/details`);
    expect(await page.getByLabel("Last name").inputValue()).toBe("Testperson");
  });

  test.for(["expired", "visited"] as const)(
    "is sent to refresh_url by a link that is %s, and not to the form",
    async (why) => {
      const { page, control, link, refreshUrl } = await house();
      const url = await link();
      if (why === "expired") await control("POST", "/clock", { advanceSeconds: 301 });
      else await page.goto(url);
      await page.goto(url);
      expect(page.url()).toBe(refreshUrl);
      await page.goto(await link());
      await page.getByRole("heading", { name: /^Get paid by/ }).waitFor();
    },
  );

  test("replaces a bank account that refused a payout, in the dashboard", async () => {
    const at = await house();
    const { page, stripe, account, control } = at;
    await fillInEverything(at);
    await change(page, "bank account", "Closed account");
    await press(page, "Save and continue");
    await press(page, "Agree and submit");
    await control("POST", "/balance", { add: { usd: 5_000 } });
    await stripe.transfers.create({ amount: 5_000, currency: "usd", destination: account });
    const day = 24 * 60 * 60;
    await control("POST", "/clock", { advanceSeconds: 10 * day });
    expect((await stripe.payouts.list({}, { stripeAccount: account })).data[0]).toMatchObject({
      status: "failed",
      failure_code: "account_closed",
    });
    await page.goto((await stripe.accounts.createLoginLink(account)).url);
    await page.getByText("payouts failed", { exact: true }).waitFor();
    expect(await page.getByText("$50.00").first().isVisible()).toBe(true);
    await expectNoOverflow(page);
    await press(page, "Change bank account", "link");
    await expectNoOverflow(page);
    await press(page, "Account that works");
    await press(page, "Save");
    await page.getByText("in use", { exact: true }).waitFor();
    expect(await stripe.accounts.retrieve(account)).toMatchObject({
      payouts_enabled: true,
      external_accounts: { data: [{ last4: "6789", status: "new" }] },
    });
    await control("POST", "/clock", { advanceSeconds: 5 * day });
    expect((await stripe.payouts.list({}, { stripeAccount: account })).data[0]).toMatchObject({
      amount: 5_000,
      status: "paid",
    });
  });

  test("cannot use the pages of a session that is not his", async () => {
    const { url, account } = await house();
    const answer = await fetch(`${url}/setup/a/${account}/review`, { method: "POST" });
    expect(answer.status).toBe(403);
  });
});
