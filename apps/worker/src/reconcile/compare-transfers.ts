import {
  openFindings,
  oursUnseen,
  reversedFurther,
  stageTransfers,
  theirPairs,
  type Comparison,
  type LoadedPair,
  type NewFinding,
} from "@payrun/db";
import { transferDifferences } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import { recordReversals } from "../jobs/record-reversals.ts";

const PAGE = 1_000;

/**
 * Puts Stripe's list of transfers since an instant into the database, page by page, and records what came back of them
 * meanwhile.
 *
 * @throws ProviderUnavailable: the list is not whole, nothing may be concluded from it.
 */
export async function listTransfersFrom(
  deps: Deps,
  comparison: Comparison,
  createdFrom: Date,
): Promise<void> {
  for await (const page of deps.provider.listTransfers({ createdFrom })) {
    await stageTransfers(deps.db, comparison, page);
    const reversed = page.filter(({ reversedMinor }) => reversedMinor > 0n);
    if (reversed.length === 0) continue;
    const further = await reversedFurther(deps.db, reversed);
    for (const transfer of reversed.filter(({ transferId }) => further.has(transferId)))
      await recordReversals(deps, transfer);
  }
}

/** Compares the staged list with the attempts, both ways and one by one, and opens what it finds. A page in memory at a time. */
export async function compareTransferLists(
  deps: Deps,
  comparison: Comparison,
  sentFrom: Date,
): Promise<void> {
  for (let after: string | undefined = ""; after !== undefined;) {
    const page: readonly LoadedPair[] = await theirPairs(deps.db, comparison, { after, limit: PAGE });
    await open(deps, comparison, page);
    after = page.at(-1)?.stripeTransferId ?? undefined;
  }
  for (let after: string | null | undefined = null; after !== undefined;) {
    const page: readonly LoadedPair[] = await oursUnseen(deps.db, comparison, {
      sentFrom,
      after,
      limit: PAGE,
    });
    await open(deps, comparison, page);
    after = page.at(-1)?.transferId ?? undefined;
  }
}

async function open(
  { db, settings }: Deps,
  { startedAt }: Comparison,
  page: readonly LoadedPair[],
): Promise<void> {
  const context = { mode: settings.mode, now: startedAt };
  const findings: NewFinding[] = page.flatMap((pair) => {
    const { batchId, payoutItemId, transferId, stripeTransferId, occurredAt } = pair;
    const found = {
      scope: "transfers" as const,
      batchId,
      payoutItemId,
      transferId,
      stripeTransferId,
      occurredAt,
    };
    return transferDifferences(pair, context).map((difference) => ({ ...difference, ...found }));
  });
  await openFindings(db, findings);
}
