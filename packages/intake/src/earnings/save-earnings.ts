import {
  insertEarnings,
  openCreatorAccounts,
  openPlatformAccounts,
  postEntries,
  type EarningToSave,
  type Transaction,
} from "@payrun/db";
import { earningRecorded, money } from "@payrun/payouts-core";

/**
 * Writes earnings and posts them: held, and out of the fan's tokens where tokens paid. Hold `lockFans` of those fans, and
 * know that they have enough: the ledger refuses the rest by throwing.
 */
export async function saveEarnings(tx: Transaction, earnings: readonly EarningToSave[]): Promise<void> {
  if (earnings.length === 0) return;
  await insertEarnings(tx, earnings);
  await openCreatorAccounts(tx, ownersOf(earnings));
  await openPlatformAccounts(tx, [...new Set(earnings.map((earning) => earning.currency))]);
  await postEntries(
    tx,
    earnings.map((earning) =>
      earningRecorded({
        earningId: earning.id,
        creatorId: earning.creatorId,
        net: money(earning.grossMinor - earning.feeMinor, earning.currency),
        fee: money(earning.feeMinor, earning.currency),
        fundedBy: earning.fanId === null ? { kind: "money" } : { kind: "tokens", fanId: earning.fanId },
        effectiveAt: earning.earnedAt,
      }),
    ),
  );
}

function ownersOf(
  earnings: readonly EarningToSave[],
): readonly Pick<EarningToSave, "creatorId" | "currency">[] {
  return [
    ...new Map(earnings.map((earning) => [`${earning.creatorId} ${earning.currency}`, earning])).values(),
  ];
}
