import { newId, openCreatorAccounts, openDatabase, postEntries } from "@payrun/db";
import { adjustment, creatorAvailable, money, platformClearing } from "@payrun/payouts-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { browserOfTestFile, expectNoAxeViolations, expectQuiet, screenshot, settled } from "./browser.ts";
import { isFocused, tabTo } from "./keyboard.ts";
import { inDatabase, somebody } from "./somebody.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();

const letCreatorsAsk = (enabled: boolean) =>
  inDatabase("UPDATE operator_settings SET withdrawals_enabled = $1 WHERE id = 1", [enabled]);

/** A creator with $80.00 available, as two people of the finance team could correct it. */
async function aCreatorWithMoney(): Promise<`${string}@${string}`> {
  const email = await aNewcomer("creator");
  const { creatorId } = await somebody(email);
  if (creatorId === null) throw new Error("the newcomer is no creator");
  const db = openDatabase(inject("system").databaseURL, { poolSize: 1 });
  try {
    await openCreatorAccounts(db, [{ creatorId, currency: "USD" }]);
    await postEntries(db, [
      adjustment({
        adjustmentId: newId(),
        debitAccount: platformClearing,
        creditAccount: creatorAvailable(creatorId),
        amount: money(80_00n, "USD"),
        effectiveAt: new Date("2026-11-19T12:00:00Z"),
      }),
    ]);
  } finally {
    await db.close();
  }
  return email;
}

describe("an early payout", () => {
  test("is nowhere to be found while the operator does not offer it", async () => {
    const page = await browser.newPage({ as: await aNewcomer("creator") });
    await page.goto("/withdrawals");
    await page.getByText("You are paid on the next payout date.", { exact: false }).waitFor();
    await page.getByRole("link", { name: "See your next payout" }).waitFor();
    await page.getByRole("button", { name: /^Profile menu of/u }).click();
    expect(await page.getByRole("menuitem", { name: "Early payout" }).count()).toBe(0);
  });

  describe("where the operator offers it", () => {
    beforeAll(() => letCreatorsAsk(true));
    afterAll(() => letCreatorsAsk(false));

    test("is asked for with its amount, waits for the finance team, and is taken back", async () => {
      const page = await browser.newPage({ as: await aCreatorWithMoney() });
      await page.goto("/settings");
      await settled(page);
      await page.getByRole("button", { name: /^Profile menu of/u }).click();
      await page.getByRole("menuitem", { name: "Early payout" }).click();
      await page.getByRole("heading", { level: 1, name: "Early payout" }).waitFor();
      const amount = page.getByRole("textbox", { name: "Amount in USD" });
      await amount.fill("80.01");
      const ask = page.getByRole("button", { name: "Ask for USD …" });
      await ask.click();
      const dialog = page.getByRole("dialog", { name: "Ask for an early payout?" });
      await dialog.getByRole("button", { name: "Ask for $80.01" }).click();
      await dialog
        .getByText("You asked for $80.01, and $80.00 is available. Ask for that much or less.")
        .waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      expect(await isFocused(ask)).toBe(true);

      await amount.fill("50");
      await tabTo(page, ask);
      await page.keyboard.press("Enter");
      const confirm = dialog.getByRole("button", { name: "Ask for $50.00" });
      await confirm.waitFor();
      await tabTo(page, confirm);
      await page.keyboard.press("Enter");
      await page.getByText("You asked for $50.00. The finance team decides.").waitFor();
      await page.getByText("Your request in USD waits for a decision.").waitFor();
      await expectNoAxeViolations(page);
      await screenshot(page, "social-early-payout");

      await page.getByRole("button", { name: "Cancel the request for $50.00" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Cancel the request" }).click();
      await page.getByText("Your request is canceled.").waitFor();
      await amount.waitFor();
      expectQuiet(page);
    });
  });
});
