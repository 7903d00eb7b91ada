import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";
import { idOrNull } from "../new-id.ts";

/** A transfer as Stripe lists it, as far as the comparison needs it. */
export type StripeTransferFacts = {
  readonly stripeTransferId: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly destinationAccountId: string;
  readonly payoutItemId: string | null;
  readonly attemptNo: number | null;
  readonly reversedMinor: bigint;
};

export type TransferComparison = {
  readonly stripeTransferId: string;
  readonly payoutItemId: string | null;
  readonly batchId: string | null;
  readonly creatorId: string | null;
  readonly attemptStatus: string | null;
  readonly attemptTransferId: string | null;
  /** What the books have as come back; null without an item. */
  readonly reversedMinor: bigint | null;
  /** The books took it in by the entry *transfer adopted*. */
  readonly adopted: boolean;
  readonly verdict: "same" | "differs" | "not_recorded" | "second_transfer" | "unknown_item";
};

/**
 * Compares a page of Stripe's transfers with the attempts here, one by one and to the cent.
 *
 * `same`: paid here with the same id, amount, currency and destination. `not_recorded`: the attempt is here and has not
 * been recorded as paid. `second_transfer`: the attempt is paid by another transfer. `unknown_item`: no such attempt.
 */
export async function compareTransfers(
  sql: Sql,
  page: readonly StripeTransferFacts[],
): Promise<readonly TransferComparison[]> {
  return sql.query<TransferComparison>(
    `SELECT s.id AS "stripeTransferId", i.id AS "payoutItemId", i.batch_id AS "batchId", i.creator_id AS "creatorId",
            t.status AS "attemptStatus", t.stripe_transfer_id AS "attemptTransferId",
            i.reversed_minor AS "reversedMinor",
            EXISTS (SELECT FROM journal_entries e WHERE e.idempotency_key = 'transfer/' || s.id || '/adopted') AS adopted,
            CASE WHEN t.id IS NULL THEN 'unknown_item'
                 WHEN t.status <> 'paid' THEN 'not_recorded'
                 WHEN t.stripe_transfer_id <> s.id THEN 'second_transfer'
                 WHEN (t.amount_minor, t.currency::text, t.destination_account_id) <> (s.amount_minor, s.currency, s.destination) THEN 'differs'
                 ELSE 'same' END AS verdict
       FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::uuid[], $6::int[])
            AS s (id, amount_minor, currency, destination, item_id, attempt_no)
       LEFT JOIN payout_items i ON i.id = s.item_id
       LEFT JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = s.attempt_no`,
    [
      page.map((transfer) => transfer.stripeTransferId),
      page.map((transfer) => transfer.amountMinor.toString()),
      page.map((transfer) => transfer.currency),
      page.map((transfer) => transfer.destinationAccountId),
      page.map((transfer) => idOrNull(transfer.payoutItemId)),
      page.map((transfer) => transfer.attemptNo),
    ],
  );
}

/** How many attempts of a batch are paid: so many transfers of it Stripe must have. */
export async function countPaidTransfers(sql: Sql, batchId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM payout_items i JOIN transfers t ON t.payout_item_id = i.id AND t.status = 'paid' WHERE i.batch_id = $1`,
    [batchId],
  );
  return row?.count ?? 0;
}

/** When the first attempt of a batch was begun; null when none was. Stripe's list is read from a little before it. */
export async function firstSendOf(sql: Sql, batchId: string): Promise<Date | null> {
  const [row] = await sql.query<{ firstSentAt: Date | null }>(
    `SELECT min(t.first_sent_at) AS "firstSentAt" FROM payout_items i JOIN transfers t ON t.payout_item_id = i.id WHERE i.batch_id = $1`,
    [batchId],
  );
  return row?.firstSentAt ?? null;
}

/** The newest recorded send of this database; null when nothing was ever sent. */
export async function newestSend(sql: Sql): Promise<Date | null> {
  const [row] = await sql.query<{ lastSentAt: Date | null }>(
    `SELECT last_sent_at AS "lastSentAt" FROM transfers WHERE last_sent_at IS NOT NULL ORDER BY last_sent_at DESC LIMIT 1`,
  );
  return row?.lastSentAt ?? null;
}

/** The creator whose present or pinned destination this account is; null when nobody's. */
export async function creatorOfAccount(sql: Sql, accountId: string): Promise<string | null> {
  const [row] = await sql.query<{ creatorId: string }>(
    `SELECT id AS "creatorId" FROM creators WHERE stripe_account_id = $1
     UNION ALL
     SELECT creator_id FROM payout_items WHERE destination_account_id = $1 LIMIT 1`,
    [accountId],
  );
  return row?.creatorId ?? null;
}
