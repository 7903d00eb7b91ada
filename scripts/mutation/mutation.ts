// `npm run mutation -- --part core|by-hand`: do the tests notice when the code is wrong? See scripts/mutation/README.md.
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { runByHand } from "./by-hand.ts";
import { type StrykerPart, runStryker } from "./stryker-part.ts";

const root = dirname(dirname(import.meta.dirname));

const core: StrykerPart = {
  name: "core",
  root: "packages/payouts-core",
  folders: [
    "accounts",
    "batch",
    "calls",
    "eligibility",
    "estimate",
    "ledger",
    "money",
    "notifications",
    "reasons",
    "reconciliation",
    "schedule",
    "states",
    "transfer",
  ],
  vitestConfig: "scripts/mutation/vitest.core.ts",
  scoreMin: 95,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { part: { type: "string" } },
});

const passed = run();
const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
const changed = git("status", "--porcelain", "--", "packages", "apps", "scripts") !== "";
console.log(`commit ${git("rev-parse", "HEAD")}${changed ? ", with changes that are not committed" : ""}`);
process.exit(passed ? 0 : 1);

function run(): boolean {
  if (values.part === "core") return runStryker(root, core, positionals);
  if (values.part === "by-hand") return runByHand(root, positionals.join(" "));
  console.error("mutation: --part core [folder …], or --part by-hand [words of a name]");
  return false;
}
