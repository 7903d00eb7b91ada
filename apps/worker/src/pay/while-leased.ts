import { renewLease } from "@payrun/db";
import type { Deps } from "../deps.ts";
import type { Attempt } from "./attempt.ts";

/** Does work while the lease of these attempts is renewed, at a third of it. `attempts` may become fewer meanwhile. */
export async function whileLeased<T>(
  deps: Deps,
  leaseToken: string,
  attempts: () => readonly Attempt[],
  work: () => Promise<T>,
): Promise<T> {
  const stopRenewing = deps.time.every(deps.settings.leaseMs / 3, () => {
    void renew(deps, attempts(), leaseToken);
  });
  try {
    return await work();
  } finally {
    stopRenewing();
  }
}

/** A lease that cannot be renewed ends, and the sweeper takes over: nothing else has to happen here. */
async function renew(deps: Deps, attempts: readonly Attempt[], leaseToken: string): Promise<void> {
  if (attempts.length === 0) return;
  try {
    const transferIds = attempts.map((attempt) => attempt.transferId);
    await renewLease(deps.db, { transferIds, leaseToken, leaseMs: deps.settings.leaseMs });
  } catch (error) {
    deps.log.warn({ err: error }, "lease not renewed");
  }
}
