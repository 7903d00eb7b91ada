import type { JobHandlers } from "@payrun/queue";
import type { Deps } from "./deps.ts";
import { applyStripeEvent } from "./jobs/apply-stripe-event.ts";
import { checkInvariants } from "./jobs/check-invariants.ts";
import { reconcileBatch, reconcileRecent } from "./jobs/reconcile-stripe.ts";
import { readStaleBankPayouts } from "./jobs/record-bank-payout.ts";
import { expireCalls } from "./jobs/expire-calls.ts";
import { refreshAccounts } from "./jobs/refresh-accounts.ts";
import { releaseEarnings } from "./jobs/release-earnings.ts";
import { retryFailedPayouts } from "./jobs/retry-failed-payouts.ts";
import { startDueBatch } from "./jobs/start-due-batch.ts";
import { watchSchedule } from "./jobs/watch-schedule.ts";
import { processPayoutChunk } from "./pay/process-payout-chunk.ts";
import { createPayoutBatch } from "./plan/create-payout-batch.ts";
import { resolveUnknownTransfers } from "./unknown/resolve-unknown-transfers.ts";

/**
 * What each job does. All of them are load, decide, commit, and harmless when they come twice. Each begins with the
 * database's word for what time it is: a machine's own clock decides nothing about money.
 */
export function jobHandlers(deps: Deps): JobHandlers {
  return inTime(deps, {
    "start-due-batch": () => startDueBatch(deps),
    "create-payout-batch": (payload) => createPayoutBatch(deps, payload),
    "process-payout-chunk": (payload) => processPayoutChunk(deps, payload),
    "retry-failed-payouts": (payload) => retryFailedPayouts(deps, payload),
    "resolve-unknown-transfers": () => resolveUnknownTransfers(deps),
    "release-earnings": () => releaseEarnings(deps),
    "expire-calls": () => expireCalls(deps),
    "refresh-accounts": () => refreshAccounts(deps),
    "apply-stripe-event": (payload) => applyStripeEvent(deps, payload),
    "reconcile-stripe": async ({ batchId }) => {
      if (batchId !== undefined) return reconcileBatch(deps, batchId);
      await reconcileRecent(deps);
      await readStaleBankPayouts(deps);
    },
    "check-invariants": (payload) => checkInvariants(deps, payload),
    "watch-schedule": () => watchSchedule(deps),
  });
}

function inTime({ clock }: Deps, handlers: JobHandlers): JobHandlers {
  const timed = Object.entries(handlers).map(([name, handle]) => [
    name,
    async (payload: never): Promise<void> => {
      await clock.follow();
      await handle(payload);
    },
  ]);
  return Object.fromEntries(timed) as JobHandlers;
}
