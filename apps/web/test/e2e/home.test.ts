import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  addressOf,
  browserOfTestFile,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  expectQuiet,
  screenshot,
  settled,
} from "./browser.ts";
import { earnedBy } from "./earned-by.ts";
import { tabTo } from "./keyboard.ts";
import { businessNow } from "./start-system.ts";
import { inDatabase, somebody } from "./somebody.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();
const storyMs = 60_000;

const section = (page: Page, name: string) => page.getByRole("region", { name });

/** What the `data` elements in there say for programs, without their point: `140.80 USD` is 14080n. */
async function amountsIn(place: Locator): Promise<readonly bigint[]> {
  const values = await place
    .locator("data")
    .evaluateAll((elements) => elements.map((element) => element.getAttribute("value") ?? ""));
  return values.map((value) => BigInt((value.split(" ")[0] ?? "").replace(".", "")));
}

test(
  "the parts of a balance make its total on screen, and are those of the books",
  async () => {
    const page = await browser.newPage({ as: "creator" });
    await page.goto("/");
    await settled(page);
    const [available = 0n, held = 0n, inTransit = 0n, total, paidSoFar] = await amountsIn(
      section(page, "Your balance"),
    );
    expect(available + held + inTransit).toBe(total);
    const { creatorId } = await somebody(addressOf("creator"));
    const [books] = await inDatabase<{ total: bigint; paid: bigint }>(
      `SELECT sum(CASE p.direction WHEN 'credit' THEN p.amount_minor ELSE -p.amount_minor END)::bigint AS total,
              coalesce(sum(p.amount_minor) FILTER (WHERE e.kind = 'payout_settled'), 0)::bigint AS paid
         FROM ledger_accounts a JOIN postings p ON p.account_id = a.id JOIN journal_entries e ON e.id = p.journal_entry_id
        WHERE a.creator_id = $1`,
      [creatorId],
    );
    expect({ total, paid: paidSoFar }).toEqual(books);
    expectQuiet(page);
  },
  storyMs,
);

test(
  "the next payout says when, how far that is, what is in it, and how the estimate comes about",
  async () => {
    const email = await aNewcomer("creator");
    const { creatorId } = await somebody(email);
    await earnedBy(creatorId ?? "", [100_00n, 50_00n], { currency: "USD", now: new Date(businessNow) });
    await inDatabase(
      "UPDATE creators SET stripe_account_id = 'acct_' || id, transfers_active = true, payouts_enabled = true, account_read_at = now() WHERE id = $1",
      [creatorId],
    );
    await inDatabase("UPDATE users SET time_zone = 'America/New_York' WHERE creator_id = $1", [creatorId]);
    const page = await browser.newPage({ as: email });
    await page.goto("/");
    await settled(page);
    const next = section(page, "Next payout");
    await next.getByText("Dec 1, 2026", { exact: true }).waitFor();
    await next.getByText("in 11 days").waitFor();
    await next.getByText("Earned by Nov 23, 2026, 21:00 EST (Nov 24, 2026, 02:00 UTC) is in it.").waitFor();
    expect(await amountsIn(next)).toEqual([120_00n, 0n, 120_00n, 120_00n]);
    const releases = section(page, "When held money becomes available");
    await releases.getByText("from 2 earnings, in time for the payout of Dec 1, 2026").waitFor();
    expect(await amountsIn(releases)).toEqual([120_00n, 120_00n]);
  },
  storyMs,
);

test(
  "whoever is stopped sees why before anything else, once, with the way to cure it",
  async () => {
    const page = await browser.newPage({ as: "creator_with_missing_documents", width: 320, theme: "dark" });
    await page.goto("/");
    await settled(page);
    const attention = section(page, "Needs your attention");
    await attention.getByText("Your payout account has overdue requirements").waitFor();
    await section(page, "Next payout").getByText("Nothing on this date").waitFor();
    await expectNoSidewaysScrolling(page);
    await attention.getByRole("link", { name: "Complete payout account" }).click();
    await page.waitForURL("/get-paid");
  },
  storyMs,
);

test(
  "the chart has a table behind it, with the same sums, one key away; both stand in the address",
  async () => {
    const page = await browser.newPage({ as: "creator" });
    await page.goto("/?days=90");
    await settled(page);
    const releases = section(page, "When held money becomes available");
    await releases.scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 3_000);
    const earned = section(page, "What you earned");
    await earned.getByRole("img", { name: /^Bars of what was left/ }).waitFor({ timeout: 30_000 });
    await screenshot(page, "home-chart");
    await expectNoAxeViolations(page);
    await tabTo(page, earned.getByRole("radio", { name: "Chart" }));
    await page.keyboard.press("ArrowRight");
    await page.waitForURL("/?days=90&view=table");
    const table = earned.getByRole("table");
    await table.waitFor();
    const nets = await amountsIn(table.locator("tbody td:last-child"));
    const sums = await amountsIn(earned.locator("dl"));
    expect(nets.reduce((sum, net) => sum + net, 0n)).toBe(sums.at(-1));
    await expectNoAxeViolations(page);
    expectQuiet(page);
  },
  storyMs,
);
