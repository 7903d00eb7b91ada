import { expect, test } from "vitest";
import { crashPart } from "../src/crash-points/crash-part.ts";
import { runWithFaults } from "../src/crash-points/run-with-faults.ts";

test("the story that is hit has in it what it says, and pays everybody once when nothing hits it", async () => {
  expect(await runWithFaults([])).toEqual({
    double: [],
    lost: [],
    differs: [],
    hits: [],
    unsettled: [],
    attempts: [
      "acct_1Chaos00001 attempt 1 of 4000: paid, sent 1",
      "acct_1Chaos00002 attempt 1 of 4001: paid, sent 2",
      "acct_1Chaos00003 attempt 1 of 4002: refused, sent 1",
      "acct_1Chaos00003 attempt 2 of 4002: paid, sent 1",
      "acct_1Chaos00004 attempt 2 of 4003: paid, sent 1",
    ],
  });
});

test("a worker may be gone after any crossing of its boundary: nobody is paid twice, nobody is forgotten", async () => {
  const cases = await crashPart.cases("test", 1);
  expect(cases.length).toBeGreaterThan(200);
  const failed: string[] = [];
  for (const each of cases) failed.push(...(await each.run()).failed);
  expect(failed).toEqual([]);
}, 900_000);
