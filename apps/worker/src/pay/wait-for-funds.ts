import { awaitFundsFor, type AcceptedOutcome, type Transaction } from "@payrun/db";
import type { Deps } from "../deps.ts";
import { alarm } from "../tell/alarm.ts";

/**
 * The platform's balance was too small for an item: what else is planned in that currency waits too, with its
 * reservation and its unused key, instead of being refused one by one. The sweeper lets go what the balance covers.
 */
export async function waitForFunds(
  deps: Deps,
  tx: Transaction,
  refused: readonly AcceptedOutcome[],
): Promise<void> {
  for (const { batchId, currency } of distinct(refused)) {
    await awaitFundsFor(tx, batchId, currency);
    await alarm(deps, tx, { kind: "funds_short", subject: batchId, detail: { currency } });
  }
}

function distinct(items: readonly AcceptedOutcome[]): readonly AcceptedOutcome[] {
  return [...new Map(items.map((item) => [`${item.batchId} ${item.currency}`, item])).values()];
}
