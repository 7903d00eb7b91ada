import {
  beginNextAttempt,
  creatorsToRetry,
  loadCandidates,
  loadPolicy,
  lockRetryableItems,
  postEntries,
  stageChunks,
  type Candidate,
  type NextAttempt,
  type RetryableItem,
  type Transaction,
} from "@payrun/db";
import {
  decideReplan,
  isWholeBatchStopped,
  money,
  payoutReserved,
  type PayoutPolicy,
} from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";

const CREATORS_PER_PAGE = 500;

/**
 * Plans failed and held items anew where core says so: refused for a passing reason, or held for a cause that has gone.
 * Daily for everyone, and at once for creators whose hold was released or whose account became ready.
 */
export async function retryFailedPayouts(
  deps: Deps,
  { creatorIds = null }: { readonly creatorIds?: readonly string[] | null },
): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const page = await creatorsToRetry(deps.db, { creatorIds, after, limit: CREATORS_PER_PAGE });
    if (page.length === 0) return;
    await deps.db.transaction((tx) => replanPage(deps, tx, page));
    after = page.at(-1) ?? null;
  }
}

async function replanPage(deps: Deps, tx: Transaction, creatorIds: readonly string[]): Promise<void> {
  const now = deps.clock.now();
  const policy = await loadPolicy(tx, deps.settings);
  const candidates = await loadCandidates(tx, { creatorIds, at: now });
  const byBalance = new Map(
    candidates.map((candidate) => [`${candidate.creatorId} ${candidate.currency}`, candidate]),
  );
  const items = await lockRetryableItems(tx, creatorIds);
  const replanned = onePerBalance(items).flatMap((item) => {
    const candidate = byBalance.get(`${item.creatorId} ${item.currency}`);
    if (!candidate || isWholeBatchStopped(policy.stops, item.batchId)) return [];
    return replan(item, candidate, policy, now);
  });
  if (replanned.length === 0) return;
  await postEntries(
    tx,
    replanned.map(({ item, next }) =>
      payoutReserved({
        payoutItemId: item.payoutItemId,
        attemptNo: item.attemptNo + 1,
        creatorId: item.creatorId,
        amount: money(next.amountMinor, item.currency),
        effectiveAt: now,
      }),
    ),
  );
  await beginNextAttempt(
    tx,
    replanned.map(({ next }) => next),
  );
  await stageChunks(
    tx,
    replanned.map(({ item }) => item),
  );
}

function replan(
  item: RetryableItem,
  candidate: Candidate,
  policy: PayoutPolicy,
  now: Date,
): readonly { readonly item: RetryableItem; readonly next: NextAttempt }[] {
  const decision = decideReplan({
    item: {
      status: item.status,
      amountMinor: item.amountMinor,
      refusalClass: item.refusalClass,
      countedAttempts: item.countedAttempts,
      heldReason: item.refusalClass === null ? item.reason : null,
    },
    askedBy: "timer",
    account: candidate.account,
    // Money that still waits under an older item is not available to this one.
    snapshot: { ...candidate, availableMinor: candidate.availableMinor - waitingMinor(candidate) },
    policy,
    now,
  });
  if (decision.kind === "leave") return [];
  const { amountMinor, destinationAccountId } = decision;
  return [
    {
      item,
      next: {
        payoutItemId: item.payoutItemId,
        amountMinor,
        destinationAccountId,
        status: "planned",
        reason: null,
      },
    },
  ];
}

/** One open item per creator and currency: the oldest goes first, the others wait for the next time. */
function onePerBalance(items: readonly RetryableItem[]): readonly RetryableItem[] {
  const first = new Map<string, RetryableItem>();
  for (const item of items) {
    const balance = `${item.creatorId} ${item.currency}`;
    if (!first.has(balance)) first.set(balance, item);
  }
  return [...first.values()];
}

function waitingMinor(candidate: Candidate): bigint {
  return candidate.earlierItems
    .filter((item) => item.status === "awaiting_funds")
    .reduce((sum, item) => sum + item.amountMinor, 0n);
}
