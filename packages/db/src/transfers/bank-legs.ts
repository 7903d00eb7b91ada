import type { Sql } from "../database.ts";

/** Where a connected account's payout to its bank stands. `paid` is not the end: a bank can return it for days. */
export const bankPayoutStatuses = ["pending", "in_transit", "paid", "failed", "canceled"] as const;

export type BankPayoutStatus = (typeof bankPayoutStatuses)[number];

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
  /** e.g. `account_closed`; null unless failed. */
  readonly failureCode: string | null;
  /** What the creator's bank can search for. */
  readonly traceId: string | null;
  readonly arrivalDate: Date | null;
};

/** What is recorded of a bank payout, and of how many items; null when it is not known yet. */
export async function findBankPayout(
  sql: Sql,
  bankPayoutId: string,
): Promise<{ readonly status: BankPayoutStatus; readonly itemCount: number } | null> {
  const [row] = await sql.query<{ status: BankPayoutStatus; itemCount: number }>(
    `SELECT p.status, (SELECT count(*) FROM bank_payout_items i WHERE i.bank_payout_id = p.id)::int AS "itemCount"
       FROM bank_payouts p WHERE p.id = $1`,
    [bankPayoutId],
  );
  return row ?? null;
}

/**
 * Writes readings down, forward only: what was read earlier and is written later never takes a status back. Everything
 * else of a reading goes with its status.
 */
export async function saveBankPayouts(sql: Sql, readings: readonly BankPayoutReading[]): Promise<void> {
  if (readings.length === 0) return;
  await sql.query(
    `INSERT INTO bank_payouts AS p (id, stripe_account_id, amount_minor, currency, status, failure_code, trace_id, arrival_date, updated_at)
     SELECT r.*, clock_timestamp()
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[]) AS r
     ON CONFLICT (id) DO UPDATE
        SET status = excluded.status, failure_code = excluded.failure_code, trace_id = coalesce(excluded.trace_id, p.trace_id),
            arrival_date = excluded.arrival_date, updated_at = excluded.updated_at
      WHERE array_position($9::text[], excluded.status) >= array_position($9::text[], p.status)`,
    [
      readings.map((reading) => reading.bankPayoutId),
      readings.map((reading) => reading.accountId),
      readings.map((reading) => reading.amountMinor),
      readings.map((reading) => reading.currency),
      readings.map((reading) => reading.status),
      readings.map((reading) => reading.failureCode),
      readings.map((reading) => reading.traceId),
      readings.map((reading) => reading.arrivalDate),
      bankPayoutStatuses,
    ],
  );
}

/**
 * Says which items a bank payout carried, by their transfers at Stripe. Transfers that are not ours count for nothing.
 *
 * @returns how many items it carried.
 */
export async function linkBankPayout(
  sql: Sql,
  {
    bankPayoutId,
    stripeTransferIds,
  }: { readonly bankPayoutId: string; readonly stripeTransferIds: readonly string[] },
): Promise<number> {
  const linked = await sql.query(
    `WITH carried AS (
       SELECT DISTINCT payout_item_id FROM transfers WHERE stripe_transfer_id = ANY ($2::text[])
     ), added AS (
       INSERT INTO bank_payout_items (bank_payout_id, payout_item_id) SELECT $1, payout_item_id FROM carried
       ON CONFLICT DO NOTHING
     )
     SELECT FROM carried`,
    [bankPayoutId, stripeTransferIds],
  );
  return linked.length;
}
