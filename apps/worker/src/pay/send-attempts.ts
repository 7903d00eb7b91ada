import { beginTransfers, saveAccountReadings, type BegunSlice } from "@payrun/db";
import type { Deps } from "../deps.ts";
import type { Attempt } from "./attempt.ts";
import { outcomeOf } from "./outcome-of.ts";
import { notSent, type Outcome } from "./outcome.ts";
import { recordOutcomesOf } from "./record-outcomes-of.ts";
import { whileLeased } from "./while-leased.ts";

type Lease = { readonly leaseToken: string; readonly expected: "claimed" | "unknown" };

/**
 * Sends attempts under a lease, a slice of send slots at a time: begin (committed), call with no transaction open, record.
 * What cannot begin, because payouts were stopped or the lease was lost, goes back where it was with the same key.
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
        if (slice.begun.length === 0) {
          if (slice.waitMs <= 0) return await giveBack(deps, waiting, lease);
          await deps.time.wait(slice.waitMs);
          continue;
        }
        const begun = new Set(slice.begun);
        const sending = waiting.filter((attempt) => begun.has(attempt.transferId));
        waiting = waiting.filter((attempt) => !begun.has(attempt.transferId));
        await whileLeased(
          deps,
          lease.leaseToken,
          () => sending,
          () => callAndRecord(deps, sending, { ...slice, askedAt }, lease.leaseToken),
        );
      }
    },
  );
}

/**
 * Calls of a slice run in parallel, each at its slot; their answers are recorded together. A worker that was suspended
 * past its lease calls nothing any more: others have taken over, and Stripe may have forgotten the key meanwhile.
 */
async function callAndRecord(
  deps: Deps,
  sending: readonly Attempt[],
  slice: BegunSlice & { readonly askedAt: number },
  leaseToken: string,
): Promise<void> {
  const place = new Map(slice.begun.map((transferId, index) => [transferId, index]));
  const answered = await Promise.all(
    sending.map(async (attempt): Promise<readonly Outcome[]> => {
      await deps.time.wait(slice.waitMs + (place.get(attempt.transferId) ?? 0) * slice.intervalMs);
      if (deps.time.elapsedMs() - slice.askedAt > deps.settings.leaseMs) return [];
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
  if (expected === "unknown") return;
  await recordOutcomesOf(
    deps,
    waiting.map((attempt) => notSent(attempt, "planned", null)),
    leaseToken,
  );
}
