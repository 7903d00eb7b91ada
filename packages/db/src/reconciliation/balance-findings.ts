import { openingBalance, type CashSides, type CurrencyCode, type Money } from "@payrun/payouts-core";
import type { Sql, Transaction } from "../database.ts";
import { openPlatformAccounts } from "../ledger/open-accounts.ts";
import { postEntries } from "../ledger/post-entries.ts";

/** A movement that differs from its entries, or has none. */
export type DifferingMovement = {
  readonly balanceTransactionId: string;
  readonly type: string;
  readonly sourceId: string | null;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly isInexact: boolean;
  readonly bookedMinor: bigint | null;
  readonly bookedFeeMinor: bigint | null;
  readonly createdAt: Date;
};

const MOVEMENT = `b.id AS "balanceTransactionId", b.type, b.source_id AS "sourceId", b.currency, b.amount_minor AS "amountMinor",
  b.fee_minor AS "feeMinor", b.is_inexact AS "isInexact", b.created_at AS "createdAt",
  CASE b.state WHEN 'booked' THEN b.booked_minor END AS "bookedMinor", CASE b.state WHEN 'booked' THEN b.booked_fee_minor END AS "bookedFeeMinor"`;

/**
 * A page of movements that differ. A transfer is compared as a transfer: without an entry it is here only when it was
 * read before `listedFrom` ended and Stripe's list of transfers since `createdFrom` does not have it.
 */
export function differingMovements(
  sql: Sql,
  {
    comparisonId,
    createdFrom,
    readBefore,
    after,
    limit,
  }: {
    readonly comparisonId: string;
    /** Null: transfers were not listed. */
    readonly createdFrom: Date | null;
    readonly readBefore: Date;
    readonly after: string;
    readonly limit: number;
  },
): Promise<readonly DifferingMovement[]> {
  return sql.query<DifferingMovement>(
    `SELECT ${MOVEMENT} FROM balance_transactions b
      WHERE b.id > $4 AND (
            b.state = 'booked' AND (b.booked_minor <> b.amount_minor OR b.booked_fee_minor <> b.fee_minor)
              AND (b.type <> 'transfer' OR b.booked_fee_minor <> b.fee_minor)
         OR b.state = 'unbooked' AND b.type NOT IN ('transfer', 'transfer_refund')
         OR b.state = 'unbooked' AND b.type = 'transfer' AND b.created_at >= $2 AND b.first_read_at < $3
              AND NOT EXISTS (SELECT FROM compared_transfers s WHERE s.comparison_id = $1 AND s.stripe_transfer_id = b.source_id))
      ORDER BY b.id LIMIT $5`,
    [comparisonId, createdFrom?.toISOString() ?? null, readBefore.toISOString(), after, limit],
  );
}

/** A page of reversals at Stripe that the books have no entry for. */
export function unbookedReversals(
  sql: Sql,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly DifferingMovement[]> {
  return sql.query<DifferingMovement>(
    `SELECT ${MOVEMENT} FROM balance_transactions b
      WHERE b.state = 'unbooked' AND b.type = 'transfer_refund' AND b.id > $1 ORDER BY b.id LIMIT $2`,
    [after, limit],
  );
}

/** When the oldest transfer without an entry was made; null: all have theirs. */
export async function oldestUnbookedTransfer(sql: Sql): Promise<Date | null> {
  const [row] = await sql.query<{ createdAt: Date | null }>(
    `SELECT min(created_at) AS "createdAt" FROM balance_transactions
      WHERE state = 'unbooked' AND type = 'transfer' AND created_at > (SELECT operational_now()) - interval '60 days'`,
  );
  return row?.createdAt ?? null;
}

/** An entry that moved cash, and that no movement at Stripe belongs to. */
export type UnmatchedEntry = {
  readonly entryId: bigint;
  readonly idempotencyKey: string;
  readonly kind: string;
  readonly currency: CurrencyCode;
  /** Signed: what it brought into cash. */
  readonly amountMinor: bigint;
  readonly effectiveAt: Date;
  /** Of an attempt's entry. */
  readonly transferId: string | null;
  readonly payoutItemId: string | null;
  readonly batchId: string | null;
  readonly stripeTransferId: string | null;
};

/**
 * A page of cash entries without a movement at Stripe, recorded before `recordedBefore`. One whose transfer is a finding already
 * is left out.
 */
export function unmatchedEntries(
  sql: Sql,
  {
    after,
    recordedBefore,
    limit,
  }: { readonly after: bigint; readonly recordedBefore: Date; readonly limit: number },
): Promise<readonly UnmatchedEntry[]> {
  return sql.query<UnmatchedEntry>(
    `SELECT e.id AS "entryId", e.idempotency_key AS "idempotencyKey", e.kind, p.currency, e.effective_at AS "effectiveAt",
            CASE p.direction WHEN 'debit' THEN p.amount_minor ELSE -p.amount_minor END AS "amountMinor",
            t.id AS "transferId", i.id AS "payoutItemId", i.batch_id AS "batchId", x.id AS "stripeTransferId"
       FROM postings p
       JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'platform_cash'
       JOIN journal_entries e ON e.id = p.journal_entry_id
       LEFT JOIN payout_items i ON i.id = CASE e.kind WHEN 'payout_settled' THEN split_part(e.idempotency_key, '/', 2)::uuid END
       LEFT JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = split_part(e.idempotency_key, '/', 3)::int
      CROSS JOIN LATERAL (SELECT CASE e.kind WHEN 'transfer_adopted' THEN split_part(e.idempotency_key, '/', 2)
                                             ELSE t.stripe_transfer_id END AS id) x
      WHERE p.journal_entry_id > greatest($1::bigint, (SELECT checked_entry_id FROM balance_reading)) AND e.kind <> 'opening_balance'
        AND e.recorded_at < $2
        AND NOT EXISTS (SELECT FROM balance_transactions b WHERE b.entry_id = e.id)
        AND NOT EXISTS (SELECT FROM balance_transactions b WHERE b.fee_entry_id = e.id)
        AND NOT EXISTS (SELECT FROM reconciliation_findings f
                         WHERE f.stripe_transfer_id = x.id AND f.scope = 'transfers' AND f.resolved_by IS DISTINCT FROM 'comparison')
      ORDER BY p.journal_entry_id LIMIT $3`,
    [after.toString(), recordedBefore.toISOString(), limit],
  );
}

/**
 * Moves the mark up to which every cash entry is known to have its movement: not past the first that has none, nor past what was
 * recorded within the last hour, since a transaction may commit after a later one.
 */
export async function markCheckedEntries(sql: Sql): Promise<void> {
  await sql.query(
    `UPDATE balance_reading SET checked_entry_id = greatest(checked_entry_id, least(
       (SELECT id FROM journal_entries WHERE recorded_at < (SELECT operational_now()) - interval '1 hour' ORDER BY id DESC LIMIT 1),
       (SELECT min(p.journal_entry_id) - 1 FROM postings p JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'platform_cash'
          JOIN journal_entries e ON e.id = p.journal_entry_id
         WHERE p.journal_entry_id > checked_entry_id AND e.kind <> 'opening_balance'
           AND NOT EXISTS (SELECT FROM balance_transactions b WHERE b.entry_id = e.id)
           AND NOT EXISTS (SELECT FROM balance_transactions b WHERE b.fee_entry_id = e.id))))`,
  );
}

/** Posts what was in the balance before the first movement that the books follow, once. */
export async function postOpening(
  tx: Transaction,
  opening: readonly Money[],
  effectiveAt: Date,
): Promise<void> {
  const [first] = await tx.query(
    "UPDATE balance_reading SET opened_at = operational_now() WHERE opened_at IS NULL RETURNING id",
  );
  if (!first) return;
  const balances = opening.filter(({ amountMinor }) => amountMinor !== 0n);
  await openPlatformAccounts(
    tx,
    balances.map(({ currency }) => currency),
  );
  await postEntries(
    tx,
    balances.map((balance) => openingBalance({ balance, effectiveAt })),
  );
}

/** What the books have of cash, by currency: all of it, and what they began with. */
export function ledgerCash(
  sql: Sql,
): Promise<
  readonly { readonly currency: CurrencyCode; readonly ledgerMinor: bigint; readonly openingMinor: bigint }[]
> {
  return sql.query(
    `SELECT a.currency, a.balance_minor AS "ledgerMinor",
            coalesce((SELECT sum(CASE p.direction WHEN 'debit' THEN p.amount_minor ELSE -p.amount_minor END)
                        FROM journal_entries e JOIN postings p ON p.journal_entry_id = e.id AND p.account_id = a.id
                       WHERE e.idempotency_key = 'opening/' || a.currency), 0)::bigint AS "openingMinor"
       FROM ledger_accounts a WHERE a.kind = 'platform_cash' ORDER BY a.currency`,
  );
}

/** Keeps the last comparison of cash, for metrics. */
export async function saveCashComparisons(
  sql: Sql,
  sides: readonly (CashSides & { readonly unexplainedMinor: bigint })[],
): Promise<void> {
  await sql.query(
    `INSERT INTO cash_comparisons (currency, opening_minor, stripe_minor, ledger_minor, unexplained_minor)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
     ON CONFLICT (currency) DO UPDATE
        SET opening_minor = excluded.opening_minor, stripe_minor = excluded.stripe_minor, ledger_minor = excluded.ledger_minor,
            unexplained_minor = excluded.unexplained_minor, compared_at = operational_now()`,
    [
      sides.map((side) => side.currency),
      sides.map((side) => side.openingMinor.toString()),
      sides.map((side) => side.stripeMinor.toString()),
      sides.map((side) => side.ledgerMinor.toString()),
      sides.map((side) => side.unexplainedMinor.toString()),
    ],
  );
}
