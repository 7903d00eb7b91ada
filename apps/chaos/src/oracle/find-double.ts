import type { StripeTransfer } from "./stripe-transfers.ts";
import { maturedNet, type Told, type ToldCreator } from "./told.ts";

/** When a transfer was first asked for, as its sender saw it. */
export type FirstSend = {
  /** The schedule date whose batch it belongs to. */
  readonly cutoffAt: Date;
  /** The crossing at which the job began that claimed it: what was accepted before it must be counted. */
  readonly claimedTick: number;
};

/**
 * Who was paid too much: more than one standing transfer for an item, a transfer to nobody that we know, or, after any
 * transfer, more standing transfers to a creator than her net earnings that had matured at the batch's cutoff, less what
 * was reversed before the claim.
 *
 * @param transfers oldest first.
 * @param firstSend of a transfer, by item and attempt.
 */
export function findDouble(
  told: Told,
  transfers: readonly StripeTransfer[],
  firstSend: (transfer: StripeTransfer) => FirstSend | null,
): readonly string[] {
  const found: string[] = [];
  const byAccount = new Map(told.creators.map((creator) => [creator.accountId, creator]));
  const standing = new Map<ToldCreator, bigint>();
  const items = new Map<string, string>();
  for (const transfer of transfers) {
    const left = transfer.amountMinor - transfer.reversedMinor;
    if (left <= 0n) continue;
    const creator = byAccount.get(transfer.destination);
    const sent = firstSend(transfer);
    if (!creator || !sent || creator.currency !== transfer.currency || transfer.payoutItemId === null) {
      found.push(`${transfer.id} of ${left} ${transfer.currency} was not asked for by a worker`);
      continue;
    }
    const other = items.get(transfer.payoutItemId);
    if (other !== undefined) found.push(`item ${transfer.payoutItemId} has ${other} and ${transfer.id}`);
    items.set(transfer.payoutItemId, transfer.id);

    const paid = (standing.get(creator) ?? 0n) + left;
    standing.set(creator, paid);
    const owed = maturedNet(told, creator, sent.cutoffAt, (each) => each.acceptedTick < sent.claimedTick);
    if (paid > owed) {
      found.push(`${creator.sourceId} has ${paid} of ${owed} ${transfer.currency} after ${transfer.id}`);
    }
  }
  return found;
}
