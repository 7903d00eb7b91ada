import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const texts = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"));

const count = (call: string) =>
  texts.reduce((sum, text) => sum + (text.match(new RegExp(`^\\s*${call}\\(`, "gm"))?.length ?? 0), 0);

/** What is neither (`test`) is about the simulator's own switches. */
test("the conformance suite holds at least 150 rules that a source confirms, and few that none does", () => {
  expect(count("rule")).toBeGreaterThanOrEqual(150);
  expect(count("assumption")).toBeLessThan(count("rule") / 5);
});
