import {
  beginNextAttempt,
  loadClaimable,
  newId,
  postEntries,
  putItemsAside,
  saveClaim,
  type ClaimCandidate,
  type NextAttempt,
  type Transaction,
} from "@payrun/db";
import {
  decideClaim,
  effectiveMinimum,
  money,
  payoutReserved,
  payoutReturned,
  transferIdempotencyKey,
  type ClaimDecision,
  type ClaimFacts,
  type JournalEntry,
} from "@payrun/payouts-core";
import { freezeTransfer } from "@payrun/provider";
import type { Deps } from "../deps.ts";
import type { Attempt } from "./attempt.ts";
import { completeBatch } from "./complete-batch.ts";

/** An attempt that was claimed, with what a live re-check needs. */
export type ClaimedItem = {
  readonly attempt: Attempt;
  readonly candidate: ClaimCandidate;
  readonly mustReadLive: boolean;
};

type Decided = { readonly candidate: ClaimCandidate; readonly decision: ClaimDecision };

/** Transaction 1: locks, decides for each planned item of the chunk, writes the attempts with key, parameters and lease. */
export async function claimChunk(
  deps: Deps,
  chunk: { readonly batchId: string; readonly chunkNo: number },
  leaseToken: string,
): Promise<readonly ClaimedItem[]> {
  const now = deps.clock.now();
  return deps.db.transaction(async (tx) => {
    const candidates = await loadClaimable(tx, { ...chunk, at: now });
    if (candidates.length === 0) return [];
    const decided = candidates.map((candidate) => ({
      candidate,
      decision: decideClaim(claimFacts(deps, candidate, now)),
    }));
    await putAside(deps, tx, decided, now);
    const replanned = await replanAfterDebt(tx, decided, now);
    const sent = decided.filter(({ decision }) => decision.kind === "send");
    return writeAttempts(deps, tx, [...sent, ...replanned], leaseToken);
  });
}

export function claimFacts(deps: Deps, candidate: ClaimCandidate, now: Date): ClaimFacts {
  const { minimumMinor } = effectiveMinimum(candidate, deps.settings);
  return {
    itemAmountMinor: candidate.amountMinor,
    currency: candidate.currency,
    destinationAccountId: candidate.destinationAccountId,
    creator: candidate.creator,
    availableMinor: candidate.availableMinor,
    minimumMinor,
    // A stop in force leaves its items planned: `loadClaimable` does not return them, and they go on when it is lifted.
    stop: null,
    now,
  };
}

/** Holds and cancels give the money back at once: only open items hold money in transit. */
async function putAside(deps: Deps, tx: Transaction, decided: readonly Decided[], now: Date): Promise<void> {
  const aside = decided.flatMap(({ candidate, decision }) =>
    decision.kind === "hold" || decision.kind === "cancel" ? [{ candidate, decision }] : [],
  );
  if (aside.length === 0) return;
  await postEntries(
    tx,
    aside.map(({ candidate }) => payoutReturned(facts(candidate, candidate.amountMinor, now))),
  );
  await putItemsAside(
    tx,
    aside.map(({ candidate, decision }) => ({
      payoutItemId: candidate.payoutItemId,
      to: decision.kind === "hold" ? "held" : "canceled",
      reason: decision.reason,
    })),
  );
  for (const batchId of new Set(aside.map(({ candidate }) => candidate.batchId)))
    await completeBatch(deps, tx, batchId);
}

/** A debt since the plan: the money goes back and what is left of it is reserved under the next attempt. */
async function replanAfterDebt(
  tx: Transaction,
  decided: readonly Decided[],
  now: Date,
): Promise<readonly Decided[]> {
  const replanned = decided.flatMap(({ candidate, decision }) =>
    decision.kind === "replan"
      ? [
          {
            decision,
            before: candidate,
            candidate: {
              ...candidate,
              attemptNo: candidate.attemptNo + 1,
              amountMinor: decision.amountMinor,
              availableMinor: candidate.availableMinor + candidate.amountMinor - decision.amountMinor,
            },
          },
        ]
      : [],
  );
  if (replanned.length === 0) return [];
  const entries = replanned.flatMap(({ before, candidate }): readonly JournalEntry[] => [
    payoutReturned(facts(before, before.amountMinor, now)),
    payoutReserved(facts(candidate, candidate.amountMinor, now)),
  ]);
  await postEntries(tx, entries);
  await beginNextAttempt(
    tx,
    replanned.map(({ candidate, decision }): NextAttempt => ({
      ...candidate,
      status: "planned",
      reason: decision.reason,
    })),
  );
  return replanned;
}

async function writeAttempts(
  deps: Deps,
  tx: Transaction,
  decided: readonly Decided[],
  leaseToken: string,
): Promise<readonly ClaimedItem[]> {
  const attempts = decided.map(({ candidate }) => newAttempt(deps, candidate));
  const claimed = await saveClaim(tx, attempts, { token: leaseToken, ms: deps.settings.leaseMs });
  const byItem = new Map(claimed.map((attempt) => [attempt.payoutItemId, attempt]));
  return decided.flatMap(({ candidate, decision }) => {
    const attempt = byItem.get(candidate.payoutItemId);
    if (!attempt) return [];
    const mustReadLive = (decision.kind === "send" || decision.kind === "replan") && decision.readLive;
    return [{ candidate, mustReadLive, attempt: { ...attempt, frozen: candidate, onlyNotExecuted: true } }];
  });
}

function newAttempt(deps: Deps, candidate: ClaimCandidate) {
  const { payoutItemId, batchId, attemptNo } = candidate;
  return {
    transferId: newId(),
    ...candidate,
    idempotencyKey: transferIdempotencyKey({ mode: deps.settings.mode, payoutItemId, attemptNo }),
    request: freezeTransfer({ ...candidate, payoutBatchId: batchId }),
  };
}

function facts(candidate: ClaimCandidate, amountMinor: bigint, effectiveAt: Date) {
  const { payoutItemId, attemptNo, creatorId, currency } = candidate;
  return { payoutItemId, attemptNo, creatorId, amount: money(amountMinor, currency), effectiveAt };
}
