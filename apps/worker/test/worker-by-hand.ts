import { beginTransfers, newId } from "@payrun/db";
import { claimChunk } from "../src/pay/claim-chunk.ts";
import type { House } from "./house.ts";

/** A worker that does the steps of one payout by hand, as far as the story lets it live. */
export async function workerOf(house: House, batchId: string) {
  const leaseToken = newId();
  const [claimed] = await claimChunk(house.deps, { batchId, chunkNo: 0 }, leaseToken);
  if (!claimed) throw new Error("nothing was claimed");
  const { attempt } = claimed;
  return {
    leaseToken,
    attempt,
    begin: () =>
      beginTransfers(house.db, {
        transferIds: [attempt.transferId],
        leaseToken,
        expected: "claimed",
        leaseMs: 20_000,
      }),
    call: () =>
      house.deps.provider.submitTransfer({ frozen: attempt.request, idempotencyKey: attempt.idempotencyKey }),
  };
}
