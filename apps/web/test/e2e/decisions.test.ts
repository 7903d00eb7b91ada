import { expect, test } from "vitest";
import {
  addressOf,
  browserOfTestFile,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  expectQuiet,
  settled,
} from "./browser.ts";
import { tabTo } from "./keyboard.ts";
import { inDatabase, somebody } from "./somebody.ts";

const browser = browserOfTestFile();

test("a skipped date names its reason first, with one button to where it is cured, by keyboard too", async () => {
  const page = await browser.newPage({ as: "creator_with_missing_documents" });
  await page.goto("/why");
  await settled(page);
  const card = page.getByRole("region", { name: /Nov 15, 2026/ });
  await card.getByRole("heading", { name: /overdue requirements/ }).waitFor();
  expect(await card.getByRole("link").count()).toBe(1);
  await tabTo(page, card.getByRole("link", { name: "Complete payout account" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/get-paid$/);
  expectQuiet(page);
});

test("further reasons are closed until they are asked for", async () => {
  const { creatorId } = await somebody(addressOf("creator_with_missing_documents"));
  const reasons = [
    { code: "requirements_past_due", fields: ["individual.verification.document"], disabledReason: null },
    {
      code: "below_minimum",
      availableMinor: "1200",
      minimumMinor: "2500",
      minimumSetBy: "platform",
      missingMinor: "1300",
      currency: "EUR",
    },
  ];
  await inDatabase(
    `INSERT INTO payout_decisions (batch_id, creator_id, currency, outcome, reasons)
     SELECT id, $1, 'EUR', 'skipped', $2 FROM payout_batches WHERE period_key = '2026-11-15'
     ON CONFLICT DO NOTHING`,
    [creatorId, JSON.stringify(reasons)],
  );
  const page = await browser.newPage({ as: "creator_with_missing_documents", width: 320 });
  await page.goto("/why");
  await settled(page);
  const further = page.getByText("€13.00 less than the minimum of €25.00", { exact: false });
  expect(await further.isVisible()).toBe(false);
  await page.getByText("1 further reason").click();
  expect(await further.isVisible()).toBe(true);
  await expectNoAxeViolations(page);
  await expectNoSidewaysScrolling(page);
});

test("who was always paid is told so, and finds every date behind one switch that stands in the address", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.goto("/why");
  await page.getByText("You were always paid").waitFor();
  await page.getByRole("link", { name: "All dates" }).click();
  await page.waitForURL(/show=all/);
  await page
    .getByRole("heading", { name: /You were paid/ })
    .first()
    .waitFor();
  await page.reload();
  await page
    .getByRole("region", { name: /Nov 15, 2026/ })
    .getByRole("link", { name: "See this payout" })
    .click();
  await page.getByRole("heading", { level: 1, name: "Payout of Nov 15, 2026" }).waitFor();
  expectQuiet(page);
});
