import {
  compareTransfers,
  countOpenFindings,
  countPaidTransfers,
  firstSendOf,
  type Database,
} from "@payrun/db";
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

/**
 * Lists all transfers that Stripe has of a batch and compares them one by one with the books, both ways: id, amount,
 * currency and destination. What the worker's reconciliation has found counts too: its open findings, of whatever kind. Holds
 * one page in memory.
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
  let transfers = 0;
  let recorded = 0;
  let different = 0;
  if (firstSend !== null) {
    const createdFrom = new Date(firstSend.getTime() - lookBackMs);
    for await (const page of provider.listTransfers({ createdFrom })) {
      const ours = page.filter((transfer) => transfer.payoutBatchId === batchId);
      for (const { currency, amountMinor: minor } of ours)
        amountMinor.set(currency, (amountMinor.get(currency) ?? 0n) + minor);
      const verdicts = (await compareTransfers(db, ours.map(asFacts))).map(({ verdict }) => verdict);
      transfers += ours.length;
      different += verdicts.filter((verdict) => verdict !== "same").length;
      recorded += verdicts.filter((verdict) => verdict === "same" || verdict === "differs").length;
    }
  }
  // Each that is recorded is one of those paid here: what is paid and left over is not on Stripe's list.
  const missing = (await countPaidTransfers(db, batchId)) - recorded;
  const differences = Math.max(different + missing, await countOpenFindings(db));
  return { transfers, amountMinor, differences };
}

function asFacts({ transferId, destinationAccountId, ...transfer }: FoundTransfer) {
  return { ...transfer, stripeTransferId: transferId, destinationAccountId: destinationAccountId ?? "" };
}
