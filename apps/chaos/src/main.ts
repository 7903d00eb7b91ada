import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { startTestRun } from "@payrun/testkit";
import { type ChaosPart, partNames } from "./chaos-part.ts";
import { clocksPart } from "./clocks/clocks-part.ts";
import { crashPart } from "./crash-points/crash-part.ts";
import { restorePart } from "./restore/restore-part.ts";
import { schedulePart } from "./schedule-dates/schedule-part.ts";
import { simulationPart } from "./simulation/simulation-part.ts";
import { stripeFaultsPart } from "./stripe-faults/stripe-faults-part.ts";
import { webhookOrdersPart } from "./webhook-orders/webhook-orders-part.ts";
import { runPart, type PartResult } from "./run-part.ts";

const parts: readonly ChaosPart[] = [
  crashPart,
  simulationPart,
  stripeFaultsPart,
  schedulePart,
  clocksPart,
  restorePart,
  webhookOrdersPart,
];
const migrateMain = join(import.meta.dirname, "../../launcher/src/migrate-main.ts");

const { values } = parseArgs({
  options: {
    part: { type: "string" },
    seed: { type: "string", default: "1" },
    limit: { type: "string" },
    json: { type: "string" },
  },
});
const seed = wholeNumber("seed", values.seed);
const limit = values.limit === undefined ? null : wholeNumber("limit", values.limit);
const chosen = parts.filter(({ name }) => values.part === undefined || name === values.part);
if (chosen.length === 0) fail(`There is no part called ${values.part}. There are: ${partNames.join(", ")}.`);

const run = await startTestRun((url) =>
  promisify(execFile)(process.execPath, [migrateMain], {
    env: { ...process.env, MIGRATION_DATABASE_URL: url },
  }),
);
const results: PartResult[] = [];
try {
  for (const part of chosen) results.push(await runPart(part, { seed, limit }));
} finally {
  await run.end();
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
process.exit(results.some(({ failed }) => failed.length > 0) ? 1 : 0);

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return fail(`--${name} takes a whole number, not ${JSON.stringify(text)}.`);
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}
