import { compareTransfers, firstSendOf, paidTransfersOf, type Database } from "@payrun/db";
import type { CurrencyCode } from "@payrun/payouts-core";
import type { FoundTransfer, Provider } from "@payrun/provider";

/** What Stripe says of one batch, and in how many places that differs from the books. */
export type StripeSide = {
  readonly transfers: number;
  readonly amountMinor: ReadonlyMap<CurrencyCode, bigint>;
  readonly differences: number;
};

/** Stripe's clock may be another than the database's; the batch's id on each transfer does the rest. */
const lookBackMs = 48 * 60 * 60 * 1000;
const pageSize = 1_000;

/**
 * Lists all transfers that Stripe has of a batch and compares them one by one with the books, both ways: id, amount,
 * currency and destination.
 *
 * @throws ProviderUnavailable when Stripe does not let the list be read to its end.
 */
export async function compareWithStripe(
  db: Database,
  provider: Pick<Provider, "listTransfers">,
  batchId: string,
): Promise<StripeSide> {
  const amountMinor = new Map<CurrencyCode, bigint>();
  const firstSend = await firstSendOf(db, batchId);
  const seen = new Set<string>();
  let differences = 0;
  if (firstSend !== null) {
    const createdFrom = new Date(firstSend.getTime() - lookBackMs);
    for await (const page of provider.listTransfers({ createdFrom })) {
      const ours = page.filter((transfer) => transfer.payoutBatchId === batchId);
      for (const transfer of ours) {
        seen.add(transfer.transferId);
        amountMinor.set(transfer.currency, (amountMinor.get(transfer.currency) ?? 0n) + transfer.amountMinor);
      }
      const compared = await compareTransfers(db, ours.map(asFacts));
      differences += compared.filter(({ verdict }) => verdict !== "same").length;
    }
  }
  differences += await countMissing(db, batchId, seen);
  return { transfers: seen.size, amountMinor, differences };
}

function asFacts({ transferId, destinationAccountId, ...transfer }: FoundTransfer) {
  return { ...transfer, stripeTransferId: transferId, destinationAccountId: destinationAccountId ?? "" };
}

/** Paid here and not in Stripe's list. */
async function countMissing(db: Database, batchId: string, seen: ReadonlySet<string>): Promise<number> {
  let missing = 0;
  let after: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof paidTransfersOf>> = await paidTransfersOf(db, {
      batchId,
      after,
      limit: pageSize,
    });
    missing += page.filter(({ stripeTransferId }) => !seen.has(stripeTransferId)).length;
    after = page.at(-1)?.transferId ?? null;
    if (page.length < pageSize) return missing;
  }
}
