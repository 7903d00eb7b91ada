import { expect, test } from "vitest";
import { browserOfTestFile, expectQuiet, settled } from "./e2e/browser.ts";

const browser = browserOfTestFile();

test("a creator's start page comes without a complaint of the browser", async () => {
  const page = await browser.newPage({ as: "creator" });
  await page.goto("/");
  await settled(page);
  await page.screenshot({ path: "/tmp/b-trial/home.png" });
  expectQuiet(page);
  expect(await page.title()).toBe("Home · Payrun");
});
