import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { browserOfTestFile, expectNoAxeViolations, expectQuiet, screenshot, settled } from "../browser.ts";
import { everyPage, type PageCase } from "./every-page.ts";
import { aNewcomer } from "./newcomers.ts";
import { layoutFaults } from "./page-faults.ts";
import { seededPart } from "./seeded-part.ts";
import { breakAnswers, cutOff, withholdAnswers } from "./withheld-answers.ts";

/** It asks Stripe when it is opened, whatever there is to show. */
const asksNothing = new Set(["/get-paid/return"]);

const everything = await everyPage();
const pages = everything.filter(
  ({ as, name, route }) => as !== null && name !== "fan-creators-only" && !asksNothing.has(route),
);
const some = (state: string) => seededPart(pages.map((page) => [`${page.name} ${state}`, page] as const));

const browser = browserOfTestFile();

async function openWith(at: PageCase, prepare: (page: Page) => Promise<() => Promise<void>>) {
  const page = await browser.newPage({ width: 320, ...(at.as === null ? {} : { as: at.as }) });
  const restore = await prepare(page);
  await page.goto(at.path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { page, restore };
}

const failure = (page: Page) => page.locator("main").getByRole("button", { name: "Try again" });

describe("a page whose questions have no answer yet", () => {
  test.for(some("waits"))("%s: it says that it loads, and then shows what came", async ([, at]) => {
    const { page, restore } = await openWith(at, withholdAnswers);
    await page.locator("[aria-busy='true']").first().waitFor();
    expect(await page.evaluate(layoutFaults)).toEqual([]);
    await restore();
    await settled(page);
    expectQuiet(page);
  });
});

describe("a page whose questions fail", () => {
  test.for(some("fails"))("%s: it says so, and shows everything once they are answered", async ([, at]) => {
    const { page, restore } = await openWith(at, breakAnswers);
    await failure(page).first().waitFor();
    expect(await page.evaluate(layoutFaults)).toEqual([]);
    await expectNoAxeViolations(page);
    await restore();
    while ((await failure(page).count()) > 0) {
      await failure(page).first().click();
      await settled(page);
    }
    expectQuiet(page);
  });
});

describe("a page without a network", () => {
  test.for(some("is cut off"))("%s: it says so, and shows everything when it is back", async ([, at]) => {
    const { page, restore } = await openWith(at, cutOff);
    await failure(page).first().waitFor();
    expect(await page.evaluate(layoutFaults)).toEqual([]);
    await restore();
    while ((await failure(page).count()) > 0) {
      await failure(page).first().click();
      await settled(page);
    }
  });
});

describe("a page of somebody to whom nothing has happened yet", () => {
  const newcomers = { creator: "", fan: "" };
  beforeAll(async () => {
    newcomers.creator = await aNewcomer("creator");
    newcomers.fan = await aNewcomer("fan");
  });

  /** Somebody else's id is in the address: there is nothing of her own to be empty. */
  const own = pages.filter(
    ({ path, as, route }) => path === route && as !== "creator_with_missing_documents",
  );

  test.for(seededPart(own.map((page) => [`${page.name} is new`, page] as const)))(
    "%s: it says what will be there",
    async ([, at]) => {
      const email = at.as === "creator" ? newcomers.creator : newcomers.fan;
      const page = await browser.newPage({ width: 320, as: email as `${string}@${string}` });
      await page.goto(at.path);
      await settled(page);
      expect(await failure(page).count()).toBe(0);
      expect((await page.locator("main").innerText()).length).toBeGreaterThan(60);
      expect(await page.evaluate(layoutFaults)).toEqual([]);
      await expectNoAxeViolations(page);
      expectQuiet(page);
      await screenshot(page, `empty-${at.name}-320-light`);
    },
  );
});
