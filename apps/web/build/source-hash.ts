import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const checkout = join(import.meta.dirname, "../../..");

/** Everything that the browser's files are made from. */
const sources = [
  "apps/web/src",
  "apps/web/public",
  "apps/web/build",
  "apps/web/index.html",
  "apps/web/vite.config.ts",
  "apps/web/package.json",
  "packages/ui/src",
  "packages/catalogue/src",
  "packages/payouts-core/src",
  "pnpm-lock.yaml",
];

/** Changes exactly when a name or a content among the sources does. */
export function sourceHash(): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesIn(join(checkout, source)))) {
    hash.update(`${relative(checkout, file)}\0`);
    hash.update(createHash("sha256").update(readFileSync(file)).digest());
  }
  return hash.digest("hex");
}

function filesIn(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
