import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { ContractWatch } from "@payrun/stripe-contract";
import { contractReportFolder } from "./env.ts";

/**
 * Watches a simulator's calls where `STRIPE_SIMULATOR_CONTRACT_REPORT` names a folder: what contradicts Stripe's contract
 * is a line of a file there, for whoever started this process. Null, and nothing is loaded, where it does not.
 */
export async function contractReport(): Promise<ContractWatch | null> {
  const folder = contractReportFolder();
  if (folder === null) return null;
  const { contractWatch } = await import("@payrun/stripe-contract");
  const file = join(folder, `${process.pid}.txt`);
  return contractWatch((violation) => appendFileSync(file, `${violation}\n`));
}
