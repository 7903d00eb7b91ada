import type { StripeTransfer } from "./stripe-transfers.ts";
import { maturedNet, type Told, type ToldCreator } from "./told.ts";

/** A batch, and what it says of one creator: what is judged. */
export type BatchSays = {
  readonly batchId: string;
  readonly cutoffAt: Date;
  /** By Stripe account and currency. */
  readonly of: (creator: ToldCreator) => {
    readonly itemStatus: string | null;
    /** Of the item that was canceled, or of the decision to skip. */
    readonly reasonCodes: readonly string[];
  };
};

/** States of an item that carries the money, or whose money a later batch carries. */
const CARRIED = new Set([
  "planned",
  "sending",
  "awaiting_funds",
  "unknown",
  "paid",
  "reversed",
  "failed",
  "held",
  "superseded",
]);

/**
 * Who was silently not paid: for every planned batch, each creator who had certainly at least the minimum at its cutoff,
 * and has neither an item that carries it nor a reason that we know to be true.
 *
 * @param batches planned ones, oldest first.
 */
export function findLost(
  told: Told,
  transfers: readonly StripeTransfer[],
  batches: readonly BatchSays[],
): readonly string[] {
  const found: string[] = [];
  for (const [index, batch] of batches.entries()) {
    const until = batches[index + 1]?.cutoffAt ?? new Date(8.64e15);
    const earlier = new Set(batches.slice(0, index).map(({ batchId }) => batchId));
    for (const creator of told.creators) {
      // What was reversed while it was planned and sent may have lessened it, and what came back may have come later: only
      // what is certain counts.
      const matured = maturedNet(told, creator, batch.cutoffAt, ({ kind, acceptedAt }) =>
        kind === "reinstated" ? acceptedAt < batch.cutoffAt : acceptedAt <= until,
      );
      const available = matured - sentTo(transfers, creator, earlier);
      if (available < creator.minimumMinor) continue;
      const { itemStatus, reasonCodes } = batch.of(creator);
      if (itemStatus !== null && CARRIED.has(itemStatus)) continue;
      const hadItem = batches.slice(0, index).some((former) => former.of(creator).itemStatus !== null);
      const explained = reasonCodes.some(
        (code) =>
          (code === "open_item_exists" && hadItem) || isTrue(told, creator, code, batch.cutoffAt, until),
      );
      if (!explained) {
        found.push(
          `${creator.sourceId} had ${available} ${creator.currency} at ${batch.cutoffAt.toISOString()}: ` +
            `item ${itemStatus ?? "none"}, reasons ${reasonCodes.join(", ") || "none"}`,
        );
      }
    }
  }
  return found;
}

function sentTo(
  transfers: readonly StripeTransfer[],
  creator: ToldCreator,
  batchIds: ReadonlySet<string>,
): bigint {
  return transfers
    .filter(
      ({ destination, payoutBatchId }) =>
        destination === creator.accountId && batchIds.has(payoutBatchId ?? ""),
    )
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/** Whether somebody made it so at some time between the cutoff and the next one. */
function isTrue(told: Told, creator: ToldCreator, code: string, from: Date, until: Date): boolean {
  return told.conditions.some(
    (condition) =>
      (condition.creator === null || condition.creator === creator) &&
      condition.explains.includes(code) &&
      condition.from <= until &&
      (condition.to === null || condition.to >= from),
  );
}
