// What every `npm` script of the root runs: makes sure the workspace is installed, finds Node 24, then runs the entry
// in its place. Must run on Node 20 without any dependency: it is what installs them.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { installWorkspace } from "./install-workspace.mjs";
import { findNode } from "./find-node.mjs";

const root = dirname(import.meta.dirname);
const entries = {
  start: "apps/launcher/src/main.ts",
  api: "apps/api/src/main.ts",
  worker: "apps/worker/src/main.ts",
  web: "apps/web/server/main.ts",
  "stripe-simulator": "packages/stripe-simulator/src/main.ts",
  "db:migrate": "apps/launcher/src/migrate-main.ts",
  "db:seed": "apps/launcher/src/seed-main.ts",
  bench: "apps/bench/src/main.ts",
  chaos: "apps/chaos/src/main.ts",
  test: "scripts/test.ts",
  "e2e:full": "scripts/test.ts",
  mutation: "scripts/mutation/mutation.ts",
  "measure:web": "apps/web/scripts/measure-web.ts",
  check: "scripts/check.ts",
  "api:reference": "apps/api/src/reference/reference-main.ts",
};

/** What a command gives its entry beyond what it was given itself. */
const additions = { "e2e:full": { args: ["--project=web"], env: { PAYRUN_E2E: "full" } } };

const [command = "", ...given] = process.argv.slice(2);
const entry = entries[command];
const { args: addedArgs = [], env: addedEnv = {} } = additions[command] ?? {};
const args = [...addedArgs, ...given];
if (entry === undefined) fail(`Unknown command "${command}". Known: ${Object.keys(entries).join(", ")}.`);

try {
  await installWorkspace(root);
} catch (error) {
  fail(error.message);
}
const node = findNode(root);
if (node === null) {
  fail(
    "Payrun needs Node 24 or newer: npm has no binary of it for this platform, so install it from https://nodejs.org.",
  );
}
if (!existsSync(join(root, entry))) fail(`${entry} does not exist: this checkout cannot run "${command}".`);

const lifeline = join(import.meta.dirname, "stop-with-parent.mjs");
const path = [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);
const child = spawn(node, [...flagsOf(entry), "--import", lifeline, join(root, entry), ...args], {
  cwd: root,
  stdio: ["inherit", "inherit", "inherit", "pipe"],
  env: { ...process.env, ...addedEnv, PATH: path, PAYRUN_RUNNER_PID: String(process.pid) },
});
child.once("error", (error) => fail(`${node} cannot be run: ${error.message}`));
child.once("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? "SIGKILL"]));

// Ctrl-C in a terminal also reaches the child by itself, as part of the foreground group: a repeated signal must be
// harmless to every entry.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

// npm itself may be killed outright. Nobody is left to stop us then, so we stop.
const npm = process.ppid;
const watch = () => process.ppid === npm || child.kill("SIGTERM");
if (process.env.npm_lifecycle_event !== undefined) setInterval(watch, 500).unref();

// An app may ask for a smaller heap than Node's habits make: its memory then depends on its work, not on the machine.
function flagsOf(main) {
  const file = join(root, dirname(dirname(main)), "node-flags.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

function fail(reason) {
  process.stderr.write(`payrun: ${reason}\n`);
  process.exit(1);
}
