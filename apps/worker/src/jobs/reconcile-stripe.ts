import { batchesToCompare, firstSendOf, markReconciled, oldestUnbookedTransfer } from "@payrun/db";
import type { FoundTransfer } from "@payrun/provider";
import type { StripeTransferFacts } from "@payrun/db";
import type { Deps } from "../deps.ts";
import { SKEW_MS } from "../reconcile/follow-balance.ts";
import { reconcile } from "../reconcile/reconcile.ts";

/**
 * Compares the books with Stripe at the end of a batch: since a little before its first send.
 *
 * @throws ProviderUnavailable; the job is tried again.
 */
export async function reconcileBatch(deps: Deps, batchId: string): Promise<void> {
  await reconcile(deps, before(await firstSendOf(deps.db, batchId)));
  await markReconciled(deps.db, [batchId]);
}

/**
 * The daily comparison: since before the first send of the batches that were completed in the last 35 days, and whatever
 * transfer has no entry yet. One may have appeared, or been reversed, since they were compared.
 */
export async function reconcileRecent(deps: Deps): Promise<void> {
  const batches = await batchesToCompare(deps.db);
  const times = batches.flatMap(({ firstSentAt }) => (firstSentAt ? [firstSentAt.getTime()] : []));
  const unbooked = await oldestUnbookedTransfer(deps.db);
  if (unbooked) times.push(unbooked.getTime());
  await reconcile(deps, times.length === 0 ? null : before(new Date(Math.min(...times))));
  await markReconciled(
    deps.db,
    batches.map(({ batchId }) => batchId),
  );
}

function before(firstSent: Date | null): Date | null {
  return firstSent && new Date(firstSent.getTime() - SKEW_MS);
}

export function transferFacts(transfer: FoundTransfer): StripeTransferFacts {
  return {
    stripeTransferId: transfer.transferId,
    amountMinor: transfer.amountMinor,
    currency: transfer.currency,
    destinationAccountId: transfer.destinationAccountId ?? "",
    payoutItemId: transfer.payoutItemId,
    attemptNo: transfer.attemptNo,
    reversedMinor: transfer.reversedMinor,
  };
}
