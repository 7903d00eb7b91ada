import { newId } from "@payrun/db";
import type { Deps } from "../deps.ts";
import { claimChunk } from "./claim-chunk.ts";
import { readLive } from "./read-live.ts";
import { sendAttempts } from "./send-attempts.ts";
import { whileLeased } from "./while-leased.ts";

/**
 * Pays the planned items of one chunk: claim, call, record. A second delivery finds nothing planned; a crash leaves
 * attempts under a lease that ends, and the sweeper takes over.
 */
export async function processPayoutChunk(
  deps: Deps,
  chunk: { readonly batchId: string; readonly chunkNo: number },
): Promise<void> {
  const leaseToken = newId();
  const claimed = await claimChunk(deps, chunk, leaseToken);
  const attempts = claimed.map((item) => item.attempt);
  const ready = await whileLeased(
    deps,
    leaseToken,
    () => attempts,
    () => readLive(deps, claimed, leaseToken),
  );
  await sendAttempts(deps, ready, { leaseToken, expected: "claimed" });
}
