import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expectedStatesInWords } from "../src/stripe-faults/expected-states.ts";
import { stripeFaultsPart } from "../src/stripe-faults/stripe-faults-part.ts";

test("every fault at every money call ends in its one named state, and nobody is paid twice or forgotten", async () => {
  const cases = await stripeFaultsPart.cases("test", 1);
  expect(cases).toHaveLength(24 * 6);
  const failed: string[] = [];
  for (const each of cases) failed.push(...(await each.run()).failed);
  expect(failed).toEqual([]);
}, 300_000);

test("the documentation says of every fault at every money call what is expected of it here", () => {
  const docs = readFileSync(join(import.meta.dirname, "../../../docs/reliability.md"), "utf8");
  expect(words(docs)).toContain(words(expectedStatesInWords()));
});

/** Tables are padded to be read; that is no difference. */
function words(text: string): string {
  return text.replaceAll(/-{2,}/g, "---").replaceAll(/[ \t]+/g, " ");
}
