import type { Sql, Transaction } from "../database.ts";
import { tellOfBankPayout } from "../notifications/payout-news.ts";

/** In this order only, from first to last. `in_bank` is not the end: a bank can return money for days. */
export const bankPayoutStatuses = ["in_transit", "in_bank", "failed", "canceled"] as const;

export type BankPayoutStatus = (typeof bankPayoutStatuses)[number];

/** `complete`: its items are known. `manual`, `instant`: Stripe never says. Null: not said yet. */
export type BankPayoutAttribution = "complete" | "manual" | "instant";

/** One payout of a connected account to its bank, as Stripe just said it. */
export type BankPayoutReading = {
  /** `po_…` */
  readonly bankPayoutId: string;
  /** `acct_…` */
  readonly accountId: string;
  /** Minor units of `currency`; below zero where a debt was taken from the bank. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly status: BankPayoutStatus;
  readonly attribution: BankPayoutAttribution | null;
  /** e.g. `account_closed`; null unless failed. */
  readonly failureCode: string | null;
  /** What the creator's bank can search for. */
  readonly traceId: string | null;
  readonly arrivalDate: Date | null;
  /** The transfers that it carries (`tr_…`); those that are not ours count for nothing. */
  readonly stripeTransferIds: readonly string[];
  /** Earlier payouts that came back and go out again in this one (`po_…`): it carries their items too. */
  readonly returnedPayoutIds: readonly string[];
};

/** What is recorded of a bank payout; null when it is not known yet. */
export async function findBankPayout(
  sql: Sql,
  bankPayoutId: string,
): Promise<{
  readonly status: BankPayoutStatus;
  readonly attribution: BankPayoutAttribution | null;
  readonly itemIds: readonly string[];
} | null> {
  const [row] = await sql.query<{
    status: BankPayoutStatus;
    attribution: BankPayoutAttribution | null;
    itemIds: string[];
  }>(
    `SELECT p.status, p.attribution,
            ARRAY(SELECT i.payout_item_id::text FROM bank_payout_items i WHERE i.bank_payout_id = p.id ORDER BY 1) AS "itemIds"
       FROM bank_payouts p WHERE p.id = $1`,
    [bankPayoutId],
  );
  return row ?? null;
}

/**
 * Writes a reading down, forward only: what was read earlier and is written later never takes a status back, nor an
 * attribution or a trace away. Whose items it carries are told what became of it.
 */
export async function saveBankPayout(tx: Transaction, reading: BankPayoutReading): Promise<void> {
  await tx.query(
    `INSERT INTO bank_payouts AS p
            (id, stripe_account_id, amount_minor, currency, status, attribution, failure_code, trace_id, arrival_date, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, (SELECT operational_now()))
     ON CONFLICT (id) DO UPDATE
        SET status = excluded.status, attribution = coalesce(excluded.attribution, p.attribution), failure_code = excluded.failure_code,
            trace_id = coalesce(excluded.trace_id, p.trace_id), arrival_date = excluded.arrival_date, updated_at = excluded.updated_at
      WHERE array_position($10::text[], excluded.status) >= array_position($10::text[], p.status)`,
    [
      reading.bankPayoutId,
      reading.accountId,
      reading.amountMinor,
      reading.currency,
      reading.status,
      reading.attribution,
      reading.failureCode,
      reading.traceId,
      reading.arrivalDate,
      bankPayoutStatuses,
    ],
  );
  await tx.query(
    `INSERT INTO bank_payout_items (bank_payout_id, payout_item_id)
     SELECT $1, payout_item_id FROM transfers WHERE stripe_transfer_id = ANY ($2::text[])
      UNION
     SELECT $1, payout_item_id FROM bank_payout_items WHERE bank_payout_id = ANY ($3::text[])
     ON CONFLICT DO NOTHING`,
    [reading.bankPayoutId, reading.stripeTransferIds, reading.returnedPayoutIds],
  );
  await tellOfBankPayout(tx, reading.bankPayoutId);
}

/**
 * Bank payouts whose status or items may have changed without a webhook: past their arrival and still on their way, or
 * not attributed a day after; the longest unread first.
 */
export async function staleBankPayouts(
  sql: Sql,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly { readonly bankPayoutId: string; readonly accountId: string }[]> {
  return sql.query(
    `SELECT id AS "bankPayoutId", stripe_account_id AS "accountId" FROM bank_payouts
      WHERE (status = 'in_transit' AND arrival_date < $1 OR attribution IS NULL AND status <> 'canceled')
        AND updated_at < (SELECT operational_now()) - interval '1 day'
      ORDER BY updated_at LIMIT $2`,
    [now, limit],
  );
}

/** Bank payouts of an account of which it is not known yet what they carry. */
export async function unattributedBankPayouts(
  sql: Sql,
  accountId: string,
): Promise<readonly { readonly bankPayoutId: string; readonly accountId: string }[]> {
  return sql.query(
    `SELECT id AS "bankPayoutId", stripe_account_id AS "accountId" FROM bank_payouts
      WHERE stripe_account_id = $1 AND attribution IS NULL AND status <> 'canceled'`,
    [accountId],
  );
}

/**
 * Whether an attempt to this account may be at Stripe without being recorded here. While there is one, the account is its
 * creator's still: a change is refused then.
 */
export async function hasAttemptWithoutEnd(sql: Sql, accountId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM creators c JOIN payout_items i ON i.creator_id = c.id JOIN transfers t ON t.payout_item_id = i.id
      WHERE c.stripe_account_id = $1 AND i.status IN ('sending', 'unknown') AND t.status IN ('claimed', 'begun', 'unknown')
      LIMIT 1`,
    [accountId],
  );
  return rows.length > 0;
}
