import { expect, test } from "vitest";
import { clocksPart } from "../src/clocks/clocks-part.ts";

test("neither the last millisecond of a hold nor a machine's wrong clock changes who is paid what", async () => {
  const cases = await clocksPart.cases("test", 1);
  expect(cases.length).toBe(50);
  const failed: string[] = [];
  for (const each of cases) failed.push(...(await each.run()).failed);
  expect(failed).toEqual([]);
}, 300_000);
