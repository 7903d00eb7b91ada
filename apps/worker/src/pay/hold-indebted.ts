import { lockAvailableOf, stageJobs, type Transaction } from "@payrun/db";
import { effectiveMinimum, type ReasonOf } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import type { Outcome } from "./outcome.ts";

/**
 * A refusal for funds reserves the same amount again under the next attempt. When a chargeback came while the call was
 * under way, that much is no longer there: the item is held instead, its money settles the debt, and the staged retry
 * plans what is left.
 */
export async function holdIndebted(
  deps: Deps,
  tx: Transaction,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const short = outcomes.filter((outcome) => outcome.itemStatus === "awaiting_funds");
  if (short.length === 0) return outcomes;
  const behind = await lockAvailableOf(
    tx,
    short.map((outcome) => outcome.transferId),
  );
  const indebted = new Map(
    behind.filter((each) => each.availableMinor < 0n).map((each) => [each.transferId, each]),
  );
  if (indebted.size === 0) return outcomes;
  const creatorIds = [...indebted.values()].map((each) => each.creatorId);
  await stageJobs(tx, [{ name: "retry-failed-payouts", payload: { creatorIds } }]);
  return outcomes.map((outcome) => {
    const debt = indebted.get(outcome.transferId);
    if (!debt) return outcome;
    const reason: ReasonOf<"debt"> = {
      code: "debt",
      debtMinor: String(-debt.availableMinor),
      plannedMinor: String(debt.itemAmountMinor),
      leftMinor: String(debt.itemAmountMinor + debt.availableMinor),
      minimumMinor: String(effectiveMinimum(debt, deps.settings).minimumMinor),
      currency: debt.currency,
    };
    return { ...outcome, itemStatus: "held" as const, reason };
  });
}
