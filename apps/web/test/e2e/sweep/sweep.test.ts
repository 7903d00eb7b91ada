import { en } from "@payrun/catalogue";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  browserOfTestFile,
  expectNoAxeViolations,
  expectQuiet,
  screenshot,
  type PageOptions,
} from "../browser.ts";
import { everyPage, passedThrough } from "./every-page.ts";
import { seenWhole } from "./seen-whole.ts";
import { layoutFaults } from "./page-faults.ts";
import { seededPart } from "./seeded-part.ts";

const pages = await everyPage();
const routesFile = join(import.meta.dirname, "../../../src/app/routes/page-routes.ts");

type Look = Pick<PageOptions, "width" | "theme" | "locale" | "direction">;

const themes = ["light", "dark"] as const;
const widths = [320, 768, 1280] as const;
const looks: readonly Look[] = themes.flatMap((theme) => widths.map((width) => ({ theme, width })));
const tongues: readonly Look[] = [
  { locale: "de", width: 320 },
  { locale: "ja", width: 320 },
  { locale: "pseudo", width: 320 },
  { locale: "pseudo", width: 768 },
  { direction: "rtl", width: 320 },
  { direction: "rtl", width: 1280 },
];

/** A desk by day and a phone at night: all of them would fill the repository. */
function isPictured({ width, theme }: Look): boolean {
  return (width === 1280 && theme === "light") || (width === 320 && theme === "dark");
}

const casesOf = (variants: readonly Look[]) =>
  pages.flatMap((at) =>
    variants.map((look) => [`${at.name} ${Object.values(look).join(" ")}`, { at, look }] as const),
  );

test("the sweep knows every page that the app has", () => {
  const routes = [...readFileSync(routesFile, "utf8").matchAll(/path: "([^"]+)"/gu)].map(
    ([, path = ""]) => path,
  );
  expect(routes.length).toBeGreaterThan(20);
  expect(
    routes.filter((route) => !passedThrough.has(route) && !pages.some((page) => page.route === route)),
  ).toEqual([]);
});

describe("every page, light and dark, on a phone, a tablet and a desk", () => {
  const browser = browserOfTestFile();

  test.for(seededPart(casesOf(looks)))(
    "%s: nothing that axe finds, nothing that sticks out, one title, and silence",
    async ([, { at, look }]) => {
      const page = await browser.newPage({ ...look, ...(at.as === null ? {} : { as: at.as }) });
      await page.goto(at.path);
      await seenWhole(page);
      expect(await page.getByText(en.common.refusal.unexpected).count()).toBe(0);
      expect(await page.evaluate(layoutFaults)).toEqual([]);
      await expectNoAxeViolations(page);
      expectQuiet(page);
      if (isPictured(look)) await screenshot(page, `${at.name}-${look.width}-${look.theme}`);
    },
  );
});

describe("every page in a longer language, another script, and from right to left", () => {
  const browser = browserOfTestFile();

  test.for(seededPart(casesOf(tongues), 20))(
    "%s: nothing sticks out or is cut off",
    async ([, { at, look }]) => {
      const page = await browser.newPage({ ...look, ...(at.as === null ? {} : { as: at.as }) });
      await page.goto(at.path);
      await seenWhole(page);
      expect(await page.evaluate(layoutFaults)).toEqual([]);
      expectQuiet(page);
    },
  );
});
