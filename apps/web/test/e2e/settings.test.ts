import { expect, test } from "vitest";
import { browserOfTestFile, expectNoAxeViolations, expectQuiet, screenshot, settled } from "./browser.ts";
import { isFocused, tabTo } from "./keyboard.ts";
import { aNewcomer } from "./sweep/newcomers.ts";

const browser = browserOfTestFile();
/** Stories of many steps; a busy machine takes its time for each. */
const storyMs = 90_000;

test(
  "a creator sets from which amount, on which dates and whether she is paid",
  async () => {
    const page = await browser.newPage({ as: await aNewcomer("creator") });
    await page.goto("/settings#payouts");
    const payouts = page.getByRole("region", { name: "How you are paid" });
    const own = payouts.getByLabel("Your own minimum in USD");
    await own.fill("24.99");
    await payouts.getByRole("button", { name: "Save minimum" }).click();
    await payouts.getByText("$24.99 is less than the smallest payout of $25.00").waitFor();
    expect(await own.getAttribute("aria-invalid")).toBe("true");
    await own.fill("a lot");
    await page.keyboard.press("Enter");
    await payouts.getByText("This is not an amount in USD. Write it like 25.00.").waitFor();
    await own.fill("1,250.5");
    await page.keyboard.press("Enter");
    await payouts.getByText("Now: $1,250.50").waitFor();
    await own.fill("");
    await page.keyboard.press("Enter");
    await payouts.getByText("Now: $25.00").waitFor();

    await payouts.getByText("Next: Dec 1, 2026").first().waitFor();
    await tabTo(page, payouts.getByRole("radio", { name: "On every payout date" }));
    await page.keyboard.press("ArrowDown");
    const monthly = payouts.getByRole("radio", { name: "Once a month", checked: true });
    await monthly.waitFor();

    const pause = payouts.getByRole("button", { name: "Pause payouts" });
    await pause.click();
    const dialog = page.getByRole("dialog", { name: "Pause your payouts?" });
    await dialog.getByText("your next payout of Dec 1, 2026 is skipped").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await isFocused(pause)).toBe(true);
    await pause.click();
    await dialog.getByRole("button", { name: "Pause payouts" }).click();
    await payouts.getByText("Your payouts are paused since").waitFor();
    await payouts.getByRole("button", { name: "Resume payouts" }).click();
    await payouts.getByText("Your payouts run.").waitFor();
    await page.reload();
    await monthly.waitFor();
    await screenshot(page, "settings");
    expectQuiet(page);
  },
  storyMs,
);

test(
  "language and zone change everywhere at once, and each section has an address of its own",
  async () => {
    const page = await browser.newPage({ as: await aNewcomer("creator"), width: 320, theme: "dark" });
    await page.goto("/settings");
    await settled(page);
    const sections = page.getByRole("navigation", { name: "Sections" });
    await sections.getByRole("link", { name: "Language and time" }).click();
    await page.waitForURL((url) => url.hash === "#region");
    const region = page.getByRole("region", { name: "Language and time" });
    await expectNoAxeViolations(page);
    await region.getByRole("combobox", { name: "Language" }).click();
    await page.getByRole("option", { name: "Deutsch" }).click();
    await region.getByRole("combobox", { name: "Time zone" }).fill("Tokyo");
    await page.getByRole("option", { name: "Asia/Tokyo" }).click();
    await region.getByRole("button", { name: "Save language and time" }).click();
    await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
    await page.getByText(/Dort ist es jetzt .+ (GMT\+9|JST)/u).waitFor();
    await screenshot(page, "settings-320-dark-de");
  },
  storyMs,
);
