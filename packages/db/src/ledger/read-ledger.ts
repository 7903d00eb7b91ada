import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";

export type LedgerTotal = {
  readonly currency: CurrencyCode;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
};

/** All debits and all credits ever posted, per currency. Equal, or the books are wrong. */
export async function ledgerTotals(sql: Sql): Promise<readonly LedgerTotal[]> {
  return sql.query<LedgerTotal>(
    `SELECT currency,
            coalesce(sum(amount_minor) FILTER (WHERE direction = 'debit'), 0)::bigint AS "debitMinor",
            coalesce(sum(amount_minor) FILTER (WHERE direction = 'credit'), 0)::bigint AS "creditMinor"
       FROM postings GROUP BY currency ORDER BY currency`,
  );
}
