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
import { recordReversals } from "./record-reversals.ts";

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
  // Before the list: what a retry pays meanwhile is in neither, or only in the list and recorded by then.
  const paidHere = await paidTransfers(deps, batchId);
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
      findings.push(...(await recordNewReversals(deps, ours, compared)));
    }
  }
  const missing = paidHere.filter(({ stripeTransferId }) => !seen.has(stripeTransferId));
  findings.push(...missing.map((transfer) => missingAtStripe(transfer, batchId)));
  await markReconciled(deps.db, batchId, findings);
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
  const { verdict, attemptStatus } = comparison;
  if (verdict === "same") return [];
  // A retry whose answer is not recorded yet is no difference: its money is in transit.
  if (verdict === "not_recorded" && (attemptStatus === "begun" || attemptStatus === "unknown")) return [];
  const kind = (
    {
      differs: "differs",
      not_recorded: "missing_here",
      second_transfer: "duplicate",
      unknown_item: "missing_here",
    } as const
  )[verdict];
  return [
    {
      kind,
      subject: comparison.stripeTransferId,
      batchId,
      payoutItemId: comparison.payoutItemId,
      stripeTransferId: comparison.stripeTransferId,
      detail: { ...comparison, reversedMinor: String(comparison.reversedMinor ?? 0n) },
    },
  ];
}

type PaidTransfer = Awaited<ReturnType<typeof paidTransfersOf>>[number];

async function paidTransfers(deps: Deps, batchId: string): Promise<readonly PaidTransfer[]> {
  const paid: PaidTransfer[] = [];
  for (;;) {
    const after = paid.at(-1)?.transferId ?? null;
    const page = await paidTransfersOf(deps.db, { batchId, after, limit: PAGE });
    if (page.length === 0) return paid;
    paid.push(...page);
  }
}

function missingAtStripe({ stripeTransferId, payoutItemId }: PaidTransfer, batchId: string): Finding {
  return {
    kind: "missing_at_stripe",
    subject: stripeTransferId,
    batchId,
    payoutItemId,
    stripeTransferId,
    detail: { stripeTransferId },
  };
}

/** Compares the last batches again: a transfer may have appeared, or been reversed, since they were compared. */
export async function reconcileRecent(deps: Deps): Promise<void> {
  for (const batchId of await recentlyCompleted(deps.db)) await reconcileBatch(deps, batchId);
}

/** What came back at Stripe and is not in the books yet, because its webhook was missed. */
async function recordNewReversals(
  deps: Deps,
  transfers: readonly FoundTransfer[],
  compared: readonly TransferComparison[],
): Promise<readonly Finding[]> {
  const known = new Map(
    compared.map((comparison) => [comparison.stripeTransferId, comparison.reversedMinor ?? 0n]),
  );
  const findings: Finding[] = [];
  for (const transfer of transfers) {
    if (transfer.reversedMinor <= (known.get(transfer.transferId) ?? 0n)) continue;
    findings.push(...(await recordReversals(deps, transfer)));
  }
  return findings;
}
