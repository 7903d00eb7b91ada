import {
  compareTransfers,
  firstSendOf,
  markReconciled,
  paidTransfersOf,
  recentlyCompleted,
  type Finding,
  type StripeTransferFacts,
  type TransferComparison,
} from "@payrun/db";
import type { FoundTransfer } from "@payrun/provider";
import type { Deps } from "../deps.ts";

/** Stripe stamps whole seconds by its own clock; the list is read from a little before our first send. */
const SKEW_MS = 5 * 60 * 1000;
const PAGE = 1_000;

/**
 * Compares a batch with Stripe, both ways and one by one: every transfer of this batch at Stripe is recorded here with
 * the same amount, currency and destination, and every paid item here has its transfer there.
 *
 * @throws ProviderUnavailable; the job is tried again.
 */
export async function reconcileBatch(deps: Deps, batchId: string): Promise<void> {
  const firstSend = await firstSendOf(deps.db, batchId);
  const findings: Finding[] = [];
  const seen = new Set<string>();
  if (firstSend) {
    const createdFrom = new Date(firstSend.getTime() - SKEW_MS);
    for await (const page of deps.provider.listTransfers({ createdFrom })) {
      const ours = page.filter((transfer) => transfer.payoutBatchId === batchId);
      for (const transfer of ours) seen.add(transfer.transferId);
      const compared = await compareTransfers(deps.db, ours.map(transferFacts));
      findings.push(...compared.flatMap((comparison) => findingOf(comparison, batchId)));
    }
  }
  await markReconciled(deps.db, batchId, [...findings, ...(await missingAtStripe(deps, batchId, seen))]);
  if (findings.length > 0)
    deps.log.error({ batchId, findings: findings.length }, "batch differs from Stripe");
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

function findingOf(comparison: TransferComparison, batchId: string): readonly Finding[] {
  if (comparison.verdict === "same") return [];
  const kind = (
    {
      differs: "differs",
      not_recorded: "missing_here",
      second_transfer: "duplicate",
      unknown_item: "missing_here",
    } as const
  )[comparison.verdict];
  return [
    {
      kind,
      subject: comparison.stripeTransferId,
      batchId,
      payoutItemId: comparison.payoutItemId,
      stripeTransferId: comparison.stripeTransferId,
      detail: comparison,
    },
  ];
}

async function missingAtStripe(
  deps: Deps,
  batchId: string,
  seen: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const missing: Finding[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof paidTransfersOf>> = await paidTransfersOf(deps.db, {
      batchId,
      after,
      limit: PAGE,
    });
    for (const { stripeTransferId, payoutItemId } of page) {
      if (seen.has(stripeTransferId)) continue;
      missing.push({
        kind: "missing_at_stripe",
        subject: stripeTransferId,
        batchId,
        payoutItemId,
        stripeTransferId,
        detail: { stripeTransferId },
      });
    }
    after = page.at(-1)?.transferId ?? null;
    if (after === null) return missing;
  }
}

/** Compares the last batches again: a transfer may have appeared, or been reversed, since they were compared. */
export async function reconcileRecent(deps: Deps): Promise<void> {
  for (const batchId of await recentlyCompleted(deps.db)) await reconcileBatch(deps, batchId);
}
