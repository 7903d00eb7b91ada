import type { CurrencyCode } from "@payrun/payouts-core";
import type { Transaction } from "../database.ts";

/** The creator's available balance behind an attempt, with what a debt is judged by. */
export type AvailableOfAttempt = {
  readonly transferId: string;
  readonly creatorId: string;
  readonly currency: CurrencyCode;
  readonly itemAmountMinor: bigint;
  /** Below zero: a debt that came since the reservation. */
  readonly availableMinor: bigint;
  readonly ownMinimumMinor: bigint | null;
};

/** Locks the available accounts of the creators of these attempts, in id order: before the attempts themselves. */
export async function lockAvailableOf(
  tx: Transaction,
  transferIds: readonly string[],
): Promise<readonly AvailableOfAttempt[]> {
  const rows = await tx.query<
    Omit<AvailableOfAttempt, "ownMinimumMinor"> & { readonly ownMinimumMinor: string | null }
  >(
    `SELECT t.id AS "transferId", i.creator_id AS "creatorId", i.currency, i.amount_minor AS "itemAmountMinor",
            a.balance_minor AS "availableMinor", c.own_minimum_minor ->> i.currency AS "ownMinimumMinor"
       FROM transfers t
       JOIN payout_items i ON i.id = t.payout_item_id
       JOIN creators c ON c.id = i.creator_id
       JOIN ledger_accounts a ON a.creator_id = i.creator_id AND a.currency = i.currency AND a.kind = 'creator_available'
      WHERE t.id = ANY ($1::uuid[]) ORDER BY a.id FOR NO KEY UPDATE OF a`,
    [transferIds],
  );
  return rows.map((row) => ({
    ...row,
    ownMinimumMinor: row.ownMinimumMinor === null ? null : BigInt(row.ownMinimumMinor),
  }));
}
