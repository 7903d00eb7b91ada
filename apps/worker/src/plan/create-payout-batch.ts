import {
  finishPlanning,
  loadCandidatePage,
  loadPolicy,
  lockBatchInPlanning,
  newId,
  openMissingCreatorAccounts,
  releaseMaturedPage,
  savePlannedPage,
  type BatchInPlanning,
  type Candidate,
  type Transaction,
} from "@payrun/db";
import {
  isWholeBatchStopped,
  money,
  payoutReturned,
  planPage,
  type JournalEntry,
  type PagePlan,
} from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import { readUnsureAccounts } from "../jobs/refresh-accounts.ts";
import { openBatch } from "./open-batch.ts";

/** One planner at a time in the whole deployment; another one that comes meanwhile has nothing to do. */
const PLANNER_LOCK = 727_002;
const RELEASE_PAGE = 2_000;

/**
 * Plans a batch and opens it: releases what matured by the cutoff, decides page by page for every creator, reserves, and
 * hands the batch to processing once brake, approval and funds allow. Resumes where a crashed planner stopped; replaying
 * it is harmless: each page moves the cursor in its own transaction.
 */
export async function createPayoutBatch(
  deps: Deps,
  { batchId }: { readonly batchId: string },
): Promise<void> {
  await deps.db.exclusively(PLANNER_LOCK, async () => {
    const batch = await deps.db.transaction((tx) => lockBatchInPlanning(tx, batchId));
    if (batch) {
      await readUnsureAccounts(deps);
      await openMissingCreatorAccounts(deps.db);
      while ((await releaseMaturedPage(deps.db, { until: batch.cutoffAt, limit: RELEASE_PAGE })) > 0);
      while (await deps.db.transaction((tx) => planNextPage(deps, tx, batchId)));
    }
    await openBatch(deps, batchId);
  });
}

/**
 * Plans one page; false when there was none left and the batch is planned, or all of it is stopped: to decide then would
 * skip everyone until the next date, so the plan waits, and decides later what it would have decided now.
 */
async function planNextPage(deps: Deps, tx: Transaction, batchId: string): Promise<boolean> {
  const batch = await lockBatchInPlanning(tx, batchId);
  if (!batch) return false;
  const policy = await loadPolicy(tx, deps.settings);
  if (isWholeBatchStopped(policy.stops, batchId)) return false;
  const candidates = await loadCandidatePage(tx, {
    after: batch.planningCursor,
    creatorsMax: deps.settings.planPageSize,
    at: batch.cutoffAt,
  });
  const lastCreatorId = candidates.at(-1)?.creatorId;
  if (lastCreatorId === undefined) {
    await finishPlanning(tx, batchId);
    return false;
  }
  const plan = planPage(candidates, policy, {
    batchId,
    cutoffAt: batch.cutoffAt,
    firstOrdinal: batch.nextOrdinal,
    chunkSize: deps.settings.chunkSize,
    newItemId: () => newId(),
  });
  await savePlannedPage(tx, batch, plan, { ...supersede(candidates, plan, batch), lastCreatorId });
  return true;
}

/** The earlier items of everyone who gets a new one, and the money that those still hold. */
function supersede(
  candidates: readonly Candidate[],
  plan: PagePlan,
  batch: BatchInPlanning,
): { readonly superseded: readonly string[]; readonly returned: readonly JournalEntry[] } {
  const planned = new Set(plan.items.map((item) => `${item.creatorId} ${item.currency}`));
  const replaced = candidates
    .filter((candidate) => planned.has(`${candidate.creatorId} ${candidate.currency}`))
    .flatMap((candidate) => candidate.earlierItems.map((item) => ({ candidate, item })));
  return {
    superseded: replaced.map(({ item }) => item.payoutItemId),
    returned: replaced
      .filter(({ item }) => item.status === "awaiting_funds")
      .map(({ candidate, item }) =>
        payoutReturned({
          payoutItemId: item.payoutItemId,
          attemptNo: item.attemptNo,
          creatorId: candidate.creatorId,
          amount: money(item.amountMinor, candidate.currency),
          effectiveAt: batch.cutoffAt,
        }),
      ),
  };
}
