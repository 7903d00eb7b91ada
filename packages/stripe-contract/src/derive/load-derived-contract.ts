import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DerivedContract } from "../schema.ts";
import { readClientVersion } from "./official-client.ts";

const cacheFolder = join(import.meta.dirname, "../../../../node_modules/.cache/payrun");

/**
 * The contract, derived once for each version of the client and of the sources in this folder; then read from
 * `node_modules/.cache/payrun`. Processes that derive it at the same time write the same file.
 */
export async function loadDerivedContract(): Promise<DerivedContract> {
  const file = join(cacheFolder, `stripe-contract-${readClientVersion()}-${hashOfSources()}.json`);
  const kept = readKept(file);
  if (kept !== null) return kept;
  // The compiler is large: only who derives loads it.
  const { deriveContract } = await import("./derive-contract.ts");
  const contract = deriveContract();
  mkdirSync(cacheFolder, { recursive: true });
  const unfinished = `${file}.${randomUUID()}.tmp`;
  writeFileSync(unfinished, JSON.stringify(contract));
  renameSync(unfinished, file);
  return contract;
}

function readKept(file: string): DerivedContract | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as DerivedContract;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(import.meta.dirname).toSorted())
    hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest("hex").slice(0, 16);
}
