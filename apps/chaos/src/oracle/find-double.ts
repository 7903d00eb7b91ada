import type { StripeTransfer } from "./stripe-transfers.ts";
import { maturedNet, type Told, type ToldCreator } from "./told.ts";

/** When a transfer was first asked for, as its sender saw it. */
export type FirstSend = {
  /** The schedule date whose batch it belongs to. */
  readonly cutoffAt: Date;
  /** The crossing at which the job began that claimed it: what was accepted before it must be counted. */
  readonly claimedTick: number;
};

type Sent = FirstSend & { readonly transfer: StripeTransfer };

/**
 * Who was paid too much: more than one standing transfer for an item, a transfer to nobody that we know, or, after any
 * transfer, more standing transfers to a creator than her net earnings that had matured at the batch's cutoff, less what
 * was reversed before the claim.
 *
 * @param transfers oldest first.
 * @param firstSend of a transfer, by item and attempt; null when no worker asked for it.
 */
export function findDouble(
  told: Told,
  transfers: readonly StripeTransfer[],
  firstSend: (transfer: StripeTransfer) => FirstSend | null,
): readonly string[] {
  const found: string[] = [];
  const byAccount = new Map(told.creators.map((creator) => [creator.accountId, creator]));
  const sentTo = new Map<ToldCreator, Sent[]>();
  for (const transfer of transfers) {
    const creator = byAccount.get(transfer.destination);
    const first = firstSend(transfer);
    if (!creator || !first || creator.currency !== transfer.currency || transfer.payoutItemId === null) {
      found.push(
        `${transfer.id} of ${transfer.amountMinor} ${transfer.currency} was not asked for by a worker`,
      );
      continue;
    }
    const sent = [...(sentTo.get(creator) ?? []), { ...first, transfer }];
    sentTo.set(creator, sent);
    found.push(...afterTransfer(told, creator, sent));
  }
  return found;
}

/** Judges the last of a creator's transfers. */
function afterTransfer(told: Told, creator: ToldCreator, sent: readonly Sent[]): readonly string[] {
  const last = sent.at(-1);
  if (!last) return [];
  const standing = sent
    .map(({ transfer }) => ({ transfer, left: leftOf(told, transfer, last.claimedTick) }))
    .filter(({ left }) => left > 0n);
  const found: string[] = [];
  const other = standing.find(
    ({ transfer }) => transfer !== last.transfer && transfer.payoutItemId === last.transfer.payoutItemId,
  );
  if (other)
    found.push(`item ${last.transfer.payoutItemId} has ${other.transfer.id} and ${last.transfer.id}`);
  const paid = standing.reduce((sum, { left }) => sum + left, 0n);
  const owed = maturedNet(told, creator, last.cutoffAt, (each) => each.acceptedTick < last.claimedTick);
  if (paid > owed) {
    found.push(`${creator.sourceId} has ${paid} of ${owed} ${creator.currency} after ${last.transfer.id}`);
  }
  return found;
}

/** What stood of a transfer at a crossing. */
function leftOf({ returned }: Told, { id, amountMinor }: StripeTransfer, tick: number): bigint {
  return returned
    .filter((each) => each.transferId === id && each.tick < tick)
    .reduce((left, each) => left - each.amountMinor, amountMinor);
}
