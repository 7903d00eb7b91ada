// Builds what browsers load, if its sources changed since. `npm start`, `npm run web` and the browser tests call it.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { withLock } from "@payrun/embedded";
import { build } from "vite";
import { sourceHash } from "./source-hash.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const builtFrom = join(dist, ".built-from");
/** Pages that are open ask for the files they were made with. */
const keptMs = 24 * 60 * 60 * 1000;

// Two commands in one checkout may want it at once; the second finds it done.
await withLock(join(root, ".types", "build.lock"), async () => {
  const hash = sourceHash();
  if (existsSync(builtFrom) && readFileSync(builtFrom, "utf8") === hash) return;
  const startedAt = performance.now();
  await buildOrEnd();
  writeFileSync(builtFrom, hash);
  forgetOldAssets();
  process.stdout.write(`The web app is built (${((performance.now() - startedAt) / 1000).toFixed(1)} s).\n`);
});

async function buildOrEnd(): Promise<void> {
  // What is built is for browsers, wherever it is built: with any other word here they would get React's development build,
  // half as large again.
  process.env["NODE_ENV"] = "production";
  try {
    await build({ root, logLevel: "warn" });
  } catch (error) {
    // One line: `npm start` shows the last one.
    const told = stripVTControlCharacters(String(error)).replaceAll(/\s+/g, " ");
    process.stderr.write(`${told.slice(0, 600)}\n`);
    process.exit(1);
  }
}

function forgetOldAssets(): void {
  const assets = join(dist, "assets");
  for (const name of readdirSync(assets)) {
    const file = join(assets, name);
    if (Date.now() - statSync(file).mtimeMs > keptMs) rmSync(file);
  }
}
