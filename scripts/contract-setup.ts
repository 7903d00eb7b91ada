import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const variable = "STRIPE_SIMULATOR_CONTRACT_REPORT";

/**
 * Vitest's global setup: one folder in which every Stripe simulator of the run, in whatever process, reports what
 * contradicts Stripe's contract. Returns the teardown, which fails the run with all of it. Inside another run, that run's
 * folder is used.
 */
export default function setup(): () => void {
  if (process.env[variable] !== undefined) return () => undefined;
  const folder = mkdtempSync(join(tmpdir(), "payrun-contract-"));
  process.env[variable] = folder;
  return () => {
    const reports = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    rmSync(folder, { recursive: true });
    const violations = new Set(reports.flatMap((text) => text.split("\n")).filter((line) => line !== ""));
    if (violations.size === 0) return;
    throw new Error(["A Stripe simulator of this run broke Stripe's contract:", ...violations].join("\n  "));
  };
}
