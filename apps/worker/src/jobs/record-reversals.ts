import {
  findAttempt,
  markReversed,
  notifyCreators,
  postEntries,
  postedKeys,
  type CreatorNews,
  type FoundAttempt,
  type Finding,
} from "@payrun/db";
import { money, transferReversed } from "@payrun/payouts-core";
import type { FoundTransfer } from "@payrun/provider";
import type { Deps } from "../deps.ts";

/**
 * Posts what came back of a paid transfer of ours, each reversal once: the money is the creator's again, and she is told.
 *
 * @returns a finding, for a person, where Stripe's reversals do not add up to what it says came back.
 */
export async function recordReversals(deps: Deps, transfer: FoundTransfer): Promise<readonly Finding[]> {
  const { transferId: stripeTransferId, payoutItemId, attemptNo, currency, reversedMinor } = transfer;
  if (payoutItemId === null || attemptNo === null) return [];
  const reversals = await allReversals(deps, transfer);
  return deps.db.transaction(async (tx) => {
    const attempt = await findAttempt(tx, { payoutItemId, attemptNo });
    if (attempt?.stripeTransferId !== stripeTransferId || attempt.status !== "paid") return [];
    const entries = reversals.map(({ stripeReversalId, amountMinor }) =>
      transferReversed({
        stripeReversalId,
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
    await notifyCreators(
      tx,
      reversals.map((reversal) => moneyIsBack(attempt, reversal)),
    );
    const listedMinor = sumOf(reversals);
    await markReversed(tx, attempt.payoutItemId, listedMinor);
    if (listedMinor >= reversedMinor) return [];
    const { batchId } = attempt;
    const detail = { reversedMinor: String(reversedMinor), listedMinor: String(listedMinor), currency };
    return [{ kind: "differs", subject: stripeTransferId, batchId, payoutItemId, stripeTransferId, detail }];
  });
}

function moneyIsBack(
  { creatorId, payoutItemId, currency }: FoundAttempt,
  { stripeReversalId, amountMinor }: Reversal,
): CreatorNews {
  return {
    creatorId,
    dedupeKey: `transfer-reversal/${stripeReversalId}`,
    kind: "balance_corrected",
    data: {
      cause: "transfer_reversed",
      direction: "more",
      amountMinor: String(amountMinor),
      currency,
      earningId: null,
      payoutItemId,
    },
  };
}

type Reversal = { readonly stripeReversalId: string; readonly amountMinor: bigint };

/** A transfer shows its ten newest reversals; where those are not all, Stripe is asked for the list. It may be longer by now. */
async function allReversals(deps: Deps, transfer: FoundTransfer): Promise<readonly Reversal[]> {
  const shown = transfer.reversals.map(({ reversalId, amountMinor }) => ({
    stripeReversalId: reversalId,
    amountMinor,
  }));
  if (sumOf(shown) === transfer.reversedMinor) return shown;
  const { complete, reversals } = await deps.provider.findReversals({ transferId: transfer.transferId });
  return complete ? reversals : shown;
}

function sumOf(reversals: readonly Reversal[]): bigint {
  return reversals.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
