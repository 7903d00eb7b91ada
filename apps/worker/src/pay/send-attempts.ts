import { beginTransfers, saveAccountReadings, type BegunSlice } from "@payrun/db";
import type { Deps } from "../deps.ts";
import type { Attempt } from "./attempt.ts";
import { outcomeOf } from "./outcome-of.ts";
import { notSent, type Outcome } from "./outcome.ts";
import { recordOutcomesOf } from "./record-outcomes-of.ts";
import { whileLeased } from "./while-leased.ts";

type Lease = { readonly leaseToken: string; readonly expected: "claimed" | "begun" | "unknown" };

/**
 * No call begins later than this after it was asked for whether it may. So none begins later than this after a stop: a stop
 * that the question did not see was committed after it.
 */
const CALL_WITHIN_MS = 1_000;

/**
 * Sends attempts under a lease, a slice of send slots at a time: begin (committed), call with no transaction open, record.
 * What cannot begin, because it was stopped or the lease was lost, goes back where it was with the same key; the others go
 * on. What missed its slot asks again.
 */
export async function sendAttempts(deps: Deps, attempts: readonly Attempt[], lease: Lease): Promise<void> {
  let waiting = attempts;
  await whileLeased(
    deps,
    lease.leaseToken,
    () => waiting,
    async () => {
      while (waiting.length > 0) {
        const askedAt = deps.time.elapsedMs();
        const slice = await beginTransfers(deps.db, {
          transferIds: waiting.map((attempt) => attempt.transferId),
          leaseMs: deps.settings.leaseMs,
          ...lease,
        });
        const refused = among(waiting, slice.refused);
        const sending = among(waiting, slice.begun);
        waiting = waiting.filter((attempt) => !refused.includes(attempt) && !sending.includes(attempt));
        await giveBack(deps, refused, lease);
        if (sending.length === 0) {
          if (waiting.length > 0) await deps.time.wait(slice.waitMs);
          continue;
        }
        const late = await whileLeased(
          deps,
          lease.leaseToken,
          () => sending,
          () => callAndRecord(deps, sending, { ...slice, askedAt }, lease.leaseToken),
        );
        await sendAttempts(deps, late, {
          ...lease,
          expected: lease.expected === "unknown" ? "unknown" : "begun",
        });
      }
    },
  );
}

function among(attempts: readonly Attempt[], transferIds: readonly string[]): readonly Attempt[] {
  const ids = new Set(transferIds);
  return attempts.filter((attempt) => ids.has(attempt.transferId));
}

/**
 * Calls of a slice run in parallel, each at its slot; their answers are recorded together. A worker that was suspended
 * past its lease calls nothing any more: others have taken over, and Stripe may have forgotten the key meanwhile. One that
 * is late asks again: it may have been stopped.
 *
 * @returns the attempts that were not called because their slot was missed.
 */
async function callAndRecord(
  deps: Deps,
  sending: readonly Attempt[],
  slice: BegunSlice & { readonly askedAt: number },
  leaseToken: string,
): Promise<readonly Attempt[]> {
  const late: Attempt[] = [];
  const place = new Map(slice.begun.map((transferId, index) => [transferId, index]));
  const answered = await Promise.all(
    sending.map(async (attempt): Promise<readonly Outcome[]> => {
      await deps.time.wait(slice.waitMs + (place.get(attempt.transferId) ?? 0) * slice.intervalMs);
      const askedMsAgo = deps.time.elapsedMs() - slice.askedAt;
      if (askedMsAgo > deps.settings.leaseMs) return [];
      if (askedMsAgo > CALL_WITHIN_MS) {
        late.push(attempt);
        return [];
      }
      const submitted = await deps.provider.submitTransfer({
        frozen: attempt.request,
        idempotencyKey: attempt.idempotencyKey,
      });
      return [outcomeOf(attempt, submitted, deps.time)];
    }),
  );
  const outcomes = answered.flat();
  await recordOutcomesOf(deps, outcomes, leaseToken);
  await rereadRefused(deps, sending, outcomes);
  return late;
}

/** Stripe refused because of the account, so the mirror is stale: read it, or a retry would believe it. */
async function rereadRefused(
  deps: Deps,
  sending: readonly Attempt[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const refused = new Set(
    outcomes.filter((each) => each.itemStatus === "held").map((each) => each.transferId),
  );
  const accountIds = sending
    .filter((each) => refused.has(each.transferId))
    .map((each) => each.frozen.destinationAccountId);
  try {
    await saveAccountReadings(
      deps.db,
      await Promise.all(accountIds.map((accountId) => deps.provider.readPayoutAccount(accountId))),
      deps.clock.now(),
    );
  } catch (error) {
    deps.log.warn(
      { err: error, accountIds },
      "accounts of refused transfers not read again; the daily refresh does",
    );
  }
}

async function giveBack(
  deps: Deps,
  waiting: readonly Attempt[],
  { leaseToken, expected }: Lease,
): Promise<void> {
  // An unknown attempt stays unknown: its lease ends by itself, and the next look at it is due then.
  if (expected === "unknown" || waiting.length === 0) return;
  await recordOutcomesOf(
    deps,
    waiting.map((attempt) => notSent(attempt, "planned", null)),
    leaseToken,
  );
}
