import { findAttempt, markReversed, postEntries, postedKeys, type Finding } from "@payrun/db";
import { money, transferReversed } from "@payrun/payouts-core";
import type { FoundTransfer } from "@payrun/provider";
import type { Deps } from "../deps.ts";

/**
 * Posts what came back of a paid transfer of ours, each reversal once: the money is the creator's again.
 *
 * @returns a finding, for a person, where Stripe no longer lists all reversals one by one (more than ten).
 */
export async function recordReversals(deps: Deps, transfer: FoundTransfer): Promise<readonly Finding[]> {
  const { transferId: stripeTransferId, payoutItemId, attemptNo, currency, reversedMinor } = transfer;
  if (payoutItemId === null || attemptNo === null) return [];
  return deps.db.transaction(async (tx) => {
    const attempt = await findAttempt(tx, { payoutItemId, attemptNo });
    if (attempt?.stripeTransferId !== stripeTransferId || attempt.status !== "paid") return [];
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
    if (listedMinor === reversedMinor) {
      await markReversed(tx, attempt.payoutItemId, reversedMinor);
      return [];
    }
    const { batchId } = attempt;
    const detail = { reversedMinor: String(reversedMinor), listedMinor: String(listedMinor), currency };
    return [{ kind: "differs", subject: stripeTransferId, batchId, payoutItemId, stripeTransferId, detail }];
  });
}
