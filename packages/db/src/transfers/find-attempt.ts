import type { CurrencyCode, ItemStatus, TransferStatus } from "@payrun/payouts-core";
import type { Sql, Transaction } from "../database.ts";
import { idOrNull } from "../new-id.ts";

/** An item and, if there is one, its attempt of a number: what a transfer found at Stripe is held against. */
export type FoundAttempt = {
  readonly payoutItemId: string;
  readonly batchId: string;
  readonly creatorId: string;
  readonly chunkNo: number;
  readonly itemStatus: ItemStatus;
  readonly itemAttemptNo: number;
  readonly itemAmountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly itemDestinationAccountId: string;
  /** Null: this attempt was never written here. */
  readonly transferId: string | null;
  readonly status: TransferStatus | null;
  readonly amountMinor: bigint | null;
  readonly destinationAccountId: string | null;
  readonly stripeTransferId: string | null;
};

/** The attempt that a transfer at Stripe names in its metadata; null when its item is not here. */
export async function findAttempt(
  sql: Sql,
  { payoutItemId, attemptNo }: { readonly payoutItemId: string; readonly attemptNo: number },
): Promise<FoundAttempt | null> {
  const [row] = await sql.query<FoundAttempt>(
    `SELECT i.id AS "payoutItemId", i.batch_id AS "batchId", i.creator_id AS "creatorId", i.chunk_no AS "chunkNo",
            i.status AS "itemStatus", i.attempt_no AS "itemAttemptNo", i.amount_minor AS "itemAmountMinor", i.currency,
            i.destination_account_id AS "itemDestinationAccountId", t.id AS "transferId", t.status, t.amount_minor AS "amountMinor",
            t.destination_account_id AS "destinationAccountId", t.stripe_transfer_id AS "stripeTransferId"
       FROM payout_items i LEFT JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = $2
      WHERE i.id = $1`,
    [idOrNull(payoutItemId), attemptNo],
  );
  return row ?? null;
}

/** Whose money a transfer was, in these books: of the item that it paid, or adopted as a debt. */
export type TransferOwner = {
  readonly creatorId: string;
  /** Null: it was adopted, and is no item's. */
  readonly payoutItemId: string | null;
  readonly batchId: string | null;
  readonly transferId: string | null;
};

/** Whose a transfer at Stripe is here, by its id alone; null when the books do not have it. */
export async function ownerOfTransfer(sql: Sql, stripeTransferId: string): Promise<TransferOwner | null> {
  const [row] = await sql.query<TransferOwner>(
    `SELECT i.creator_id AS "creatorId", i.id AS "payoutItemId", i.batch_id AS "batchId", t.id AS "transferId"
       FROM transfers t JOIN payout_items i ON i.id = t.payout_item_id WHERE t.stripe_transfer_id = $1 AND t.status = 'paid'
     UNION ALL
     SELECT a.creator_id, NULL, NULL, NULL
       FROM journal_entries e JOIN postings p ON p.journal_entry_id = e.id JOIN ledger_accounts a ON a.id = p.account_id
      WHERE e.idempotency_key = 'transfer/' || $1 || '/adopted' AND a.creator_id IS NOT NULL
      LIMIT 1`,
    [stripeTransferId],
  );
  return row ?? null;
}

/** Of these transfers, those of which more came back at Stripe than the books have. */
export async function reversedFurther(
  sql: Sql,
  page: readonly { readonly transferId: string; readonly reversedMinor: bigint }[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    `SELECT s.id FROM unnest($1::text[], $2::bigint[]) AS s (id, reversed_minor)
       LEFT JOIN transfers t ON t.stripe_transfer_id = s.id LEFT JOIN payout_items i ON i.id = t.payout_item_id
      WHERE s.reversed_minor > coalesce(i.reversed_minor, 0)`,
    [page.map((transfer) => transfer.transferId), page.map((transfer) => transfer.reversedMinor.toString())],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Writes an attempt that Stripe has and these books lost, as claimed, so that it can be recorded as paid. */
export async function insertLostAttempt(
  tx: Transaction,
  attempt: {
    readonly transferId: string;
    readonly payoutItemId: string;
    readonly attemptNo: number;
    readonly amountMinor: bigint;
    readonly currency: CurrencyCode;
    readonly destinationAccountId: string;
    readonly idempotencyKey: string;
    readonly request: string;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO transfers (id, payout_item_id, attempt_no, amount_minor, currency, destination_account_id, idempotency_key, request, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'claimed') ON CONFLICT DO NOTHING`,
    [
      attempt.transferId,
      attempt.payoutItemId,
      attempt.attemptNo,
      attempt.amountMinor.toString(),
      attempt.currency,
      attempt.destinationAccountId,
      attempt.idempotencyKey,
      attempt.request,
    ],
  );
}

/** Writes down how much of a paid item came back; an item of which all came back is `reversed`. */
export async function markReversed(
  tx: Transaction,
  payoutItemId: string,
  reversedMinor: bigint,
): Promise<void> {
  await tx.query(
    `UPDATE payout_items
        SET reversed_minor = $2, moved_at = (SELECT operational_now()),
            status = CASE WHEN $2::bigint = amount_minor THEN 'reversed'::item_status ELSE status END
      WHERE id = $1 AND status = 'paid' AND reversed_minor < $2::bigint`,
    [payoutItemId, reversedMinor.toString()],
  );
}

/** Of these entry keys, those that are in the books. */
export async function postedKeys(sql: Sql, idempotencyKeys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ key: string }>(
    "SELECT idempotency_key AS key FROM journal_entries WHERE idempotency_key = ANY ($1)",
    [idempotencyKeys],
  );
  return new Set(rows.map((row) => row.key));
}
