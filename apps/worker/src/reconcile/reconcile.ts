import { beginComparison, clearAlarms, closeGone, endComparison, openFindingGroups } from "@payrun/db";
import { findingNextStep } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import { alarm } from "../tell/alarm.ts";
import { bookBalance, recordMissedReversals } from "./book-balance.ts";
import { compareCash, compareMovements } from "./compare-balance.ts";
import { compareTransferLists, listTransfersFrom } from "./compare-transfers.ts";
import { followBalance, SKEW_MS } from "./follow-balance.ts";

/**
 * Compares the books with Stripe, both ways and to the cent: first the books follow what moved Stripe's balance, then
 * transfers, movements and cash are compared. What is found is opened, what has gone is closed, what is in flight is explained. A
 * run that is broken off closes nothing.
 *
 * @param createdFrom since when transfers are listed; null: nothing was ever sent.
 * @throws ProviderUnavailable; the job is tried again.
 */
export async function reconcile(deps: Deps, createdFrom: Date | null): Promise<void> {
  const { db, log } = deps;
  const cash = await followBalance(deps);
  // After the balance: whatever moved it then is on the list of transfers by now.
  const comparison = await beginComparison(db);
  const { comparisonId, startedAt } = comparison;
  try {
    if (createdFrom) await listTransfersFrom(deps, comparison, createdFrom);
    await bookBalance(deps);
    const reversedTransferOf = await recordMissedReversals(deps);
    if (reversedTransferOf.size > 0) await bookBalance(deps);
    if (createdFrom) {
      const sentFrom = new Date(createdFrom.getTime() + SKEW_MS);
      await compareTransferLists(deps, comparison, sentFrom);
      await closeGone(db, { comparisonId, startedAt, scope: "transfers", since: { createdFrom, sentFrom } });
    }
    await compareMovements(deps, comparison, { listedFrom: createdFrom, reversedTransferOf });
    if (cash) await compareCash(deps, cash);
    else log.warn("Stripe's balance moved while it was read: cash is compared next time");
    const except = cash ? {} : { except: "platform:cash/" };
    await closeGone(db, { comparisonId, startedAt, scope: "balance", since: null, ...except });
  } finally {
    await endComparison(db, comparison);
  }
  await raiseAlarms(deps);
}

/** One alarm for each kind and batch. */
async function raiseAlarms(deps: Deps): Promise<void> {
  const groups = (await openFindingGroups(deps.db)).map(({ kind, periodKey, ...group }) => ({
    subject: `${kind}/${periodKey ?? "no batch"}`,
    detail: { ...group, cure: findingNextStep(kind) },
  }));
  await clearAlarms(
    deps.db,
    "differs_from_stripe",
    groups.map(({ subject }) => subject),
  );
  for (const group of groups) await alarm(deps, deps.db, { kind: "differs_from_stripe", ...group });
}
