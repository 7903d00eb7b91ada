import { expect, test } from "vitest";
import { restorePart } from "../src/restore/restore-part.ts";

test("neither an older database nor a lost answer among many transfers pays anybody twice, and what is missing is paid", async () => {
  const cases = await restorePart.cases("test", 1);
  expect(cases.length).toBe(3 + 4 * 4);
  const failed: string[] = [];
  for (const each of cases) failed.push(...(await each.run()).failed);
  expect(failed).toEqual([]);
}, 300_000);
