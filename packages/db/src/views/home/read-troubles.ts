import type { AccountDetail, CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";

/** Her newest payout of one currency, where that failed or is held. */
export type StuckPayout = {
  readonly payoutItemId: string;
  readonly periodKey: string;
  readonly status: "failed" | "held";
  /** Minor units. */
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** As it is kept: a reason's code with its numbers, or Stripe's own code. */
  readonly reason: { readonly code: string };
};

/** A bank payout that failed, and nothing of that currency went to her bank since. */
export type ReturnedByBank = {
  /** `po_…` */
  readonly bankPayoutId: string;
  /** Minor units. */
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** Stripe's, e.g. `account_closed`. */
  readonly failureCode: string | null;
  readonly failedAt: Date;
  /** The newest payout of hers that it carried; null: Stripe did not say. */
  readonly payoutItemId: string | null;
};

export type Troubles = {
  readonly stuck: readonly StuckPayout[];
  readonly returnedByBank: readonly ReturnedByBank[];
  /** Null: her account was never read in full. */
  readonly accountDetail: AccountDetail | null;
  /** Call requests that wait for her answer. */
  readonly callsAsked: number;
};

/** What may need a creator's attention, beside what keeps her from being paid. */
export async function readTroubles(sql: Sql, creatorId: string): Promise<Troubles> {
  const stuck = await sql.query<StuckPayout>(STUCK, [creatorId]);
  const returnedByBank = await sql.query<ReturnedByBank>(RETURNED_BY_BANK, [creatorId]);
  const [rest] = await sql.query<Pick<Troubles, "accountDetail" | "callsAsked">>(
    `SELECT account_detail AS "accountDetail",
            (SELECT count(*)::int FROM call_requests r WHERE r.creator_id = c.id AND r.status = 'asked') AS "callsAsked"
       FROM creators c WHERE id = $1`,
    [creatorId],
  );
  return {
    stuck,
    returnedByBank,
    accountDetail: rest?.accountDetail ?? null,
    callsAsked: rest?.callsAsked ?? 0,
  };
}

const STUCK = `
SELECT newest.id AS "payoutItemId", newest.period_key AS "periodKey", newest.status, newest.amount_minor AS "amountMinor", newest.currency,
       coalesce(newest.reason, '{"code": "other"}') AS reason
  FROM (SELECT DISTINCT ON (i.currency) i.id, b.period_key, i.status, i.amount_minor, i.currency, i.reason
          FROM payout_items i JOIN payout_batches b ON b.id = i.batch_id
         WHERE i.creator_id = $1
         ORDER BY i.currency, b.scheduled_for DESC) newest
 WHERE newest.status IN ('failed', 'held')
 ORDER BY newest.currency`;

const RETURNED_BY_BANK = `
SELECT DISTINCT ON (p.currency) p.id AS "bankPayoutId", p.amount_minor AS "amountMinor", p.currency, p.failure_code AS "failureCode",
       p.updated_at AS "failedAt",
       (SELECT i.id FROM bank_payout_items l JOIN payout_items i ON i.id = l.payout_item_id
         WHERE l.bank_payout_id = p.id AND i.creator_id = c.id ORDER BY i.created_at DESC LIMIT 1) AS "payoutItemId"
  FROM creators c JOIN bank_payouts p ON p.stripe_account_id = c.stripe_account_id
 WHERE c.id = $1 AND p.status = 'failed'
   AND NOT EXISTS (SELECT FROM bank_payouts later
                    WHERE later.stripe_account_id = p.stripe_account_id AND later.currency = p.currency
                      AND later.status IN ('in_transit', 'in_bank') AND later.updated_at > p.updated_at)
 ORDER BY p.currency, p.updated_at DESC`;
