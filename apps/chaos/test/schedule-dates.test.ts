import { expect, test } from "vitest";
import { schedulePart } from "../src/schedule-dates/schedule-part.ts";

test("a schedule date that many start at once, or nobody for weeks, is one batch that pays everybody once", async () => {
  const cases = await schedulePart.cases("test", 1);
  expect(cases.length).toBe(20 + 11 * 24 + 7);
  const failed: string[] = [];
  for (const each of cases) failed.push(...(await each.run()).failed);
  expect(failed).toEqual([]);
}, 300_000);
