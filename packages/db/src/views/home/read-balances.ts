import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";

/** What a creator has in one currency. Minor units. */
export type CreatorBalance = {
  readonly currency: CurrencyCode;
  /** Below zero: a debt. */
  readonly availableMinor: bigint;
  readonly heldMinor: bigint;
  /** Set aside for payouts that are not finished. */
  readonly inTransitMinor: bigint;
  /** Available, held and in transit together. */
  readonly totalMinor: bigint;
  /** How far available is below zero; zero where it is not. */
  readonly debtMinor: bigint;
  /** Transfers that exist, less what came back of them. */
  readonly paidSoFarMinor: bigint;
  /** Total and paid so far together: all that was ever hers. */
  readonly everMinor: bigint;
  /** Payouts of which a transfer exists, those that came back later included. */
  readonly payoutCount: number;
  /** The schedule date of the newest of them; null: none yet. */
  readonly lastPaidPeriodKey: string | null;
};

/** A creator's balances, her display currency first, then by code. At least that one, also before she has earned. */
export async function readCreatorBalances(sql: Sql, creatorId: string): Promise<readonly CreatorBalance[]> {
  return sql.query<CreatorBalance>(BALANCES, [creatorId]);
}

const BALANCES = `
WITH own AS (
  SELECT currency,
         coalesce(sum(balance_minor) FILTER (WHERE kind = 'creator_available'), 0) AS available,
         coalesce(sum(balance_minor) FILTER (WHERE kind = 'creator_held'), 0) AS held,
         coalesce(sum(balance_minor) FILTER (WHERE kind = 'creator_in_transit'), 0) AS in_transit
    FROM ledger_accounts WHERE creator_id = $1 GROUP BY currency
  UNION ALL
  SELECT currency, 0, 0, 0 FROM creators
   WHERE id = $1 AND NOT EXISTS (SELECT FROM ledger_accounts a WHERE a.creator_id = $1)
), paid AS (
  SELECT i.currency, sum(i.amount_minor - i.reversed_minor) AS amount, count(*)::int AS payouts, max(b.period_key) AS last_period_key
    FROM payout_items i JOIN payout_batches b ON b.id = i.batch_id
   WHERE i.creator_id = $1 AND i.status IN ('paid', 'reversed') GROUP BY i.currency
), adopted AS (
  SELECT p.currency, sum(p.amount_minor) AS amount
    FROM journal_entries e
    JOIN postings p ON p.journal_entry_id = e.id
    JOIN ledger_accounts a ON a.id = p.account_id
   WHERE e.kind = 'transfer_adopted' AND a.creator_id = $1
   GROUP BY p.currency
)
SELECT o.currency, o.available::bigint AS "availableMinor", o.held::bigint AS "heldMinor", o.in_transit::bigint AS "inTransitMinor",
       (o.available + o.held + o.in_transit)::bigint AS "totalMinor", greatest(-o.available, 0)::bigint AS "debtMinor",
       (coalesce(p.amount, 0) + coalesce(x.amount, 0))::bigint AS "paidSoFarMinor",
       (o.available + o.held + o.in_transit + coalesce(p.amount, 0) + coalesce(x.amount, 0))::bigint AS "everMinor",
       coalesce(p.payouts, 0) AS "payoutCount", p.last_period_key AS "lastPaidPeriodKey"
  FROM own o
  LEFT JOIN paid p ON p.currency = o.currency
  LEFT JOIN adopted x ON x.currency = o.currency
 ORDER BY o.currency = (SELECT currency FROM creators WHERE id = $1) DESC, o.currency`;
