import {
  insertEarnings,
  newId,
  openCreatorAccounts,
  openDatabase,
  openPlatformAccounts,
  postEntries,
  type NewEarning,
} from "@payrun/db";
import { availableAt, earningRecorded, money } from "@payrun/payouts-core";
import { inject } from "vitest";

/** Tips that a creator was just given, paid in money: the first one now, each other an hour before. 20 % are the fee. */
export async function earnedBy(
  creatorId: string,
  grossMinors: readonly bigint[],
  { currency, now }: { readonly currency: string; readonly now: Date },
): Promise<void> {
  const db = openDatabase(inject("system").databaseURL, { poolSize: 1 });
  const earnings = grossMinors.map((grossMinor, index): NewEarning => {
    const id = newId();
    const earnedAt = new Date(now.getTime() - index * 3_600_000);
    return {
      id,
      creatorId,
      creatorSourceId: "",
      sourceType: "tip",
      sourceId: `e2e-${id}`,
      fanId: null,
      fanSourceId: null,
      tokens: null,
      grossMinor,
      feeMinor: grossMinor / 5n,
      currency,
      earnedAt,
      availableAt: availableAt(earnedAt, 7),
    };
  });
  try {
    await openCreatorAccounts(db, [{ creatorId, currency }]);
    await openPlatformAccounts(db, [currency]);
    await db.transaction(async (tx) => {
      await insertEarnings(tx, earnings);
      await postEntries(
        tx,
        earnings.map(({ id, grossMinor, feeMinor, earnedAt }) =>
          earningRecorded({
            earningId: id,
            creatorId,
            net: money(grossMinor - feeMinor, currency),
            fee: money(feeMinor, currency),
            fundedBy: { kind: "money" },
            effectiveAt: earnedAt,
          }),
        ),
      );
    });
  } finally {
    await db.close();
  }
}
