import { bookMovements, lockUnbooked, unbookedReversals } from "@payrun/db";
import { bookBalanceTransaction } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import { recordReversals } from "../jobs/record-reversals.ts";

const PAGE = 1_000;

/** Books every movement that has no entry yet, a page a transaction. */
export async function bookBalance({ db }: Deps): Promise<void> {
  for (let after: string | undefined = ""; after !== undefined;) {
    const from: string = after;
    after = await db.transaction(async (tx) => {
      const page = await lockUnbooked(tx, { after: from, limit: PAGE });
      await bookMovements(
        tx,
        page.map((movement) => ({ movement, booking: bookBalanceTransaction(movement) })),
      );
      return page.at(-1)?.balanceTransactionId;
    });
  }
}

/**
 * Records what came back of transfers that no list showed, because they are too old and their webhooks were missed: each such
 * movement leads to its transfer.
 *
 * @returns the transfers, by the movement's id.
 */
export async function recordMissedReversals(deps: Deps): Promise<ReadonlyMap<string, string>> {
  const transferOf = new Map<string, string>();
  const recorded = new Set<string>();
  for (let after: string | undefined = ""; after !== undefined;) {
    const page = await unbookedReversals(deps.db, { after, limit: PAGE });
    for (const { balanceTransactionId } of page) {
      const transfer = await deps.provider.readReversedTransfer(balanceTransactionId);
      if (!transfer) continue;
      transferOf.set(balanceTransactionId, transfer.transferId);
      if (recorded.has(transfer.transferId)) continue;
      recorded.add(transfer.transferId);
      await recordReversals(deps, transfer);
    }
    after = page.at(-1)?.balanceTransactionId;
  }
  return transferOf;
}
