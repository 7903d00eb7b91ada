import {
  markReversed,
  notifyCreators,
  ownerOfTransfer,
  postEntries,
  postedKeys,
  type CreatorNews,
  type NewFinding,
  type TransferOwner,
} from "@payrun/db";
import { money, transferReversed, type CurrencyCode } from "@payrun/payouts-core";
import type { FoundTransfer } from "@payrun/provider";
import type { Deps } from "../deps.ts";

/**
 * Posts what came back of a transfer that the books have, as an item's or adopted, each reversal once: the money is the
 * creator's again, and she is told.
 *
 * @returns a finding, for a person, where Stripe's reversals do not add up to what it says came back.
 */
export async function recordReversals(deps: Deps, transfer: FoundTransfer): Promise<readonly NewFinding[]> {
  const { transferId: stripeTransferId, currency, reversedMinor } = transfer;
  const reversals = await allReversals(deps, transfer);
  return deps.db.transaction(async (tx) => {
    const owner = await ownerOfTransfer(tx, stripeTransferId);
    if (!owner) return [];
    const entries = reversals.map(({ stripeReversalId, amountMinor }) =>
      transferReversed({
        stripeReversalId,
        creatorId: owner.creatorId,
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
      reversals.map((reversal) => moneyIsBack(owner, currency, reversal)),
    );
    const listedMinor = sumOf(reversals);
    if (owner.payoutItemId !== null) await markReversed(tx, owner.payoutItemId, listedMinor);
    return listedMinor >= reversedMinor ? [] : [shortList(transfer, owner, listedMinor)];
  });
}

function shortList(transfer: FoundTransfer, owner: TransferOwner, listedMinor: bigint): NewFinding {
  const { transferId: stripeTransferId, currency, reversedMinor } = transfer;
  const { batchId, payoutItemId, transferId } = owner;
  return {
    kind: "reversed",
    subject: stripeTransferId,
    scope: "transfers",
    batchId,
    payoutItemId,
    transferId,
    stripeTransferId,
    ours: { reversedMinor: String(listedMinor), currency },
    theirs: { reversedMinor: String(reversedMinor), listedMinor: String(listedMinor), currency },
    occurredAt: transfer.createdAt,
  };
}

function moneyIsBack(
  { creatorId, payoutItemId }: TransferOwner,
  currency: CurrencyCode,
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
