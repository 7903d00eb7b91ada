import { findAttempt, markReversed, openFindings, postEntries, postedKeys } from "@payrun/db";
import { money, transferReversed } from "@payrun/payouts-core";
import type { FoundTransfer } from "@payrun/provider";
import type { Deps } from "../deps.ts";

/**
 * Posts what came back of a paid transfer, each reversal once: the money is the creator's again. Reversals that Stripe no
 * longer lists one by one (more than ten) are left to a person, as a finding.
 *
 * @returns whether it was a paid transfer of ours.
 */
export async function recordReversals(deps: Deps, transfer: FoundTransfer): Promise<boolean> {
  const { transferId: stripeTransferId, payoutItemId, attemptNo, currency, reversedMinor } = transfer;
  if (payoutItemId === null || attemptNo === null) return false;
  return deps.db.transaction(async (tx) => {
    const attempt = await findAttempt(tx, { payoutItemId, attemptNo });
    if (attempt?.stripeTransferId !== stripeTransferId || attempt.status !== "paid") return false;
    const entries = transfer.reversals.map(({ reversalId, amountMinor }) =>
      transferReversed({
        stripeReversalId: reversalId,
        creatorId: attempt.creatorId,
        amount: money(amountMinor, currency),
        effectiveAt: deps.clock.now(),
      }),
    );
    const posted = await postedKeys(
      tx,
      entries.map((entry) => entry.idempotencyKey),
    );
    await postEntries(
      tx,
      entries.filter((entry) => !posted.has(entry.idempotencyKey)),
    );
    const listedMinor = transfer.reversals.reduce((sum, reversal) => sum + reversal.amountMinor, 0n);
    if (listedMinor === reversedMinor) await markReversed(tx, attempt.payoutItemId, reversedMinor);
    else {
      const detail = { reversedMinor: String(reversedMinor), listedMinor: String(listedMinor), currency };
      const { batchId } = attempt;
      await openFindings(tx, [
        { kind: "differs", subject: stripeTransferId, batchId, payoutItemId, stripeTransferId, detail },
      ]);
    }
    return true;
  });
}
