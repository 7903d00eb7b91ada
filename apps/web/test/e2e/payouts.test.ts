import { readFile } from "node:fs/promises";
import { openDatabase, saveBankPayout } from "@payrun/db";
import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, inject, test } from "vitest";
import {
  addressOf,
  browserOfTestFile,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  expectQuiet,
  screenshot,
  settled,
} from "./browser.ts";
import { tabTo } from "./keyboard.ts";
import { inDatabase, somebody } from "./somebody.ts";

const browser = browserOfTestFile();
const trace = "TRACE-20261117-0042";

/** Her last payout, which has come to her bank. */
type Payout = {
  readonly payoutItemId: string;
  readonly transferId: string;
  readonly accountId: string;
  readonly amountMinor: bigint;
};
let payout: Payout;

beforeAll(async () => {
  const { creatorId } = await somebody(addressOf("creator"));
  const [paid] = await inDatabase<Payout>(
    `SELECT i.id AS "payoutItemId", t.stripe_transfer_id AS "transferId", t.destination_account_id AS "accountId", i.amount_minor AS "amountMinor"
       FROM payout_items i JOIN payout_batches b ON b.id = i.batch_id JOIN transfers t ON t.payout_item_id = i.id
      WHERE i.creator_id = $1 AND t.status = 'paid' AND i.currency = 'USD' ORDER BY b.scheduled_for DESC LIMIT 1`,
    [creatorId],
  );
  if (paid === undefined) throw new Error("the demo's creator has no payout");
  payout = paid;
  const db = openDatabase(inject("system").databaseURL, { poolSize: 1 });
  await db.transaction((tx) =>
    saveBankPayout(tx, {
      bankPayoutId: "po_of_this_test",
      accountId: paid.accountId,
      amountMinor: paid.amountMinor,
      currency: "USD",
      status: "in_bank",
      attribution: "complete",
      failureCode: null,
      traceId: trace,
      arrivalDate: new Date("2026-11-17T00:00:00Z"),
      stripeTransferIds: [paid.transferId],
      returnedPayoutIds: [],
    }),
  );
  await db.close();
});

const amountOn = async (place: Locator) => (await place.locator("data").first().getAttribute("value")) ?? "";
const section = (page: Page, name: string) => page.getByRole("region", { name });

async function downloaded(page: Page, link: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return readFile(await download.path());
}

test("a payout is found, adds up to its amount line by line, and its files say the same", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.goto("/payouts");
  await settled(page);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: /Payout of/ }).waitFor();
  await settled(page);
  const amount = await amountOn(page.getByRole("main"));
  const made = section(page, "What it is made of");
  await expect.poll(() => amountOn(made.locator("dl > div").last())).toBe(amount);
  // Nothing was carried in or stays, so the last line leaves the whole amount.
  const lastRow = made.getByRole("row").last();
  expect(await lastRow.locator("data").last().getAttribute("value")).toBe(amount);

  const csv = (await downloaded(page, page.getByRole("link", { name: /CSV file of the payout/ }))).toString();
  const [decimal = ""] = amount.split(" ");
  expect(csv.startsWith("\uFEFFpayout_id,")).toBe(true);
  expect(csv.trimEnd().split("\r\n").at(-1)).toContain(`,payout,This payout,`);
  expect(csv.trimEnd().split("\r\n").at(-1)).toContain(`,USD,${decimal},`);
  const pdf = await downloaded(page, page.getByRole("link", { name: /PDF statement of the payout/ }));
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expectQuiet(page);
});

test("the way to the bank is told, with the trace and the text to send to the bank, by keyboard alone", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.goto(`/payouts/${payout.payoutItemId}`);
  await settled(page);
  await screenshot(page, "payout-in-the-bank");
  const steps = section(page, "Where it is").getByRole("listitem");
  expect(await steps.count()).toBe(4);
  expect(await steps.last().textContent()).toContain("In your bank");
  await tabTo(page, page.getByRole("button", { name: "Copy Trace ID" }));
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(trace);
  await tabTo(page, page.getByRole("button", { name: "Copy the text for your bank" }));
  await page.keyboard.press("Enter");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain(trace);
  expect(text).toContain("Nov 17, 2026");
  expectQuiet(page);
});

test("filters stand in the address: what is chosen survives a reload and is taken away with one button", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.goto("/payouts");
  await settled(page);
  await page.getByLabel("State", { exact: true }).selectOption("In your bank");
  await page.waitForURL(/state=in_bank/);
  const rows = page.getByRole("row");
  await expect.poll(() => rows.count()).toBe(2);
  await page.reload();
  await settled(page);
  expect(await page.getByLabel("State", { exact: true }).inputValue()).toBe("in_bank");
  await page.getByLabel("State", { exact: true }).selectOption("Failed");
  await page.getByText("No payout is like that").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(2);
  expect(new URL(page.url()).search).toBe("");
});

test("a year adds up by month, and says what tax forms ask for", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.goto("/payouts");
  await page.getByRole("link", { name: "Annual statement 2026" }).click();
  await page.getByRole("heading", { level: 1, name: "Annual statement 2026" }).waitFor();
  await settled(page);
  const year = page.getByRole("row", { name: /^Year/ });
  const [, , , net] = await year.locator("data").all();
  expect(await net?.getAttribute("value")).toBe(
    await amountOn(page.getByText("Net", { exact: true }).first().locator("..")),
  );
  await page.getByRole("heading", { name: "For DAC7 (European Union)" }).waitFor();
  expectQuiet(page);
});

test("a payout that is not hers, and a year that cannot be, are not there", async () => {
  const page = await browser.newPage({ as: "creator_with_missing_documents" });
  await page.goto(`/payouts/${payout.payoutItemId}`);
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("region").count()).toBe(0);
  await page.goto("/statements/nonsense");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
});

test("a payout with its bank part has no fault that axe knows, and fits into 320 px", async () => {
  const page = await browser.newPage({ as: "creator", width: 320, theme: "dark" });
  await page.goto(`/payouts/${payout.payoutItemId}`);
  await settled(page);
  await page.getByText("What to tell your bank").waitFor();
  await expectNoAxeViolations(page);
  await expectNoSidewaysScrolling(page);
});
