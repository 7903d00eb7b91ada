import {
  neutralMovementTypes,
  type Booking,
  type CurrencyCode,
  type StripeMovement,
} from "@payrun/payouts-core";
import type { Sql, Transaction } from "../database.ts";
import { openPlatformAccounts } from "../ledger/open-accounts.ts";
import { postEntries } from "../ledger/post-entries.ts";

/** A movement of the platform's balance, as Stripe lists it. */
export type ListedMovement = Omit<StripeMovement, "balanceTransactionId"> & {
  /** `txn_…` */
  readonly id: string;
  readonly sourceId: string | null;
  readonly isInexact: boolean;
};

/** Puts a page of Stripe's list into the database. What is there already is seen again, with Stripe's numbers of now. */
export async function saveMovements(sql: Sql, page: readonly ListedMovement[]): Promise<void> {
  await sql.query(
    `INSERT INTO balance_transactions AS b (id, type, amount_minor, fee_minor, currency, source_id, created_at, is_inexact)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[], $8::bool[])
     ON CONFLICT (id) DO UPDATE
        SET seen_at = operational_now(), amount_minor = excluded.amount_minor, fee_minor = excluded.fee_minor`,
    [
      page.map((movement) => movement.id),
      page.map((movement) => movement.type),
      page.map((movement) => movement.amountMinor.toString()),
      page.map((movement) => movement.feeMinor.toString()),
      page.map((movement) => movement.currency),
      page.map((movement) => movement.sourceId),
      page.map((movement) => movement.createdAt.toISOString()),
      page.map((movement) => movement.isInexact),
    ],
  );
}

export type BalanceReading = {
  /** Stripe's clock. */
  readonly readFrom: Date;
  /** Stripe's clock; null: no walk was complete yet. */
  readonly readThrough: Date | null;
  readonly openedAt: Date | null;
};

/** How far Stripe's list is followed. Begins a little before the database was claimed: Stripe's clock may be behind. */
export async function readBalanceReading(sql: Sql, skewMs: number): Promise<BalanceReading> {
  await sql.query(
    `INSERT INTO balance_reading (read_from)
     SELECT date_trunc('second', claimed_at - $1 * interval '1 millisecond') FROM installation ON CONFLICT DO NOTHING`,
    [skewMs],
  );
  const [row] = await sql.query<BalanceReading>(
    `SELECT read_from AS "readFrom", read_through AS "readThrough", opened_at AS "openedAt" FROM balance_reading`,
  );
  if (!row) throw new Error("the database is not claimed yet: nothing can be read for it");
  return row;
}

/**
 * Ends a complete walk of Stripe's list from `createdFrom` on. What was there and is not on the list any more is forgotten: its
 * entries have no movement then, which is found.
 */
export async function endWalk(
  sql: Sql,
  { createdFrom, startedAt }: { readonly createdFrom: Date; readonly startedAt: Date },
): Promise<void> {
  await sql.query("DELETE FROM balance_transactions WHERE created_at >= $1 AND seen_at < $2", [
    createdFrom.toISOString(),
    startedAt.toISOString(),
  ]);
  await sql.query(
    `UPDATE balance_reading SET read_through = greatest(read_through, (SELECT max(created_at) FROM balance_transactions))`,
  );
}

/** What the movements of one currency come to. */
export type ListedCash = {
  readonly currency: CurrencyCode;
  readonly listedMinor: bigint;
  readonly count: number;
};

/** The sum of all movements that change the balance, by currency. */
export function listedCash(sql: Sql): Promise<readonly ListedCash[]> {
  return sql.query<ListedCash>(
    `SELECT currency, coalesce(sum(amount_minor - fee_minor) FILTER (WHERE type <> ALL ($1)), 0)::bigint AS "listedMinor", count(*)::int AS count
       FROM balance_transactions GROUP BY currency ORDER BY currency`,
    [neutralMovementTypes],
  );
}

export type UnbookedMovement = StripeMovement & { readonly sourceId: string | null };

/** One process books at a time: a page that waited for another one's rows would find some of its own gone. */
const BOOKING_LOCK = 7_340_008;

/** A page of movements without an entry, in the order of their ids, for this transaction to book. */
export async function lockUnbooked(
  tx: Transaction,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly UnbookedMovement[]> {
  await tx.query("SELECT pg_advisory_xact_lock($1)", [BOOKING_LOCK]);
  return tx.query<UnbookedMovement>(
    `SELECT id AS "balanceTransactionId", type, amount_minor AS "amountMinor", fee_minor AS "feeMinor", currency,
            created_at AS "createdAt", source_id AS "sourceId"
       FROM balance_transactions WHERE state = 'unbooked' AND NOT is_inexact AND id > $1 ORDER BY id LIMIT $2`,
    [after, limit],
  );
}

export type BookedMovement = { readonly movement: UnbookedMovement; readonly booking: Booking };

/**
 * Books a page: posts the entries that are new, finds those that Payrun has posted itself, and marks each movement with its
 * entries. A transfer whose entry is not there yet stays unbooked.
 */
export async function bookMovements(tx: Transaction, page: readonly BookedMovement[]): Promise<void> {
  const entries = page.flatMap(({ booking }) =>
    booking.kind === "post" ? [booking.entry, booking.feeEntry].filter((entry) => entry !== null) : [],
  );
  const matched = page.filter(({ booking }) => booking.kind === "match");
  const settled = await settledEntries(
    tx,
    matched.map(({ movement }) => movement),
  );
  const fees = matched.flatMap(({ movement, booking }) =>
    booking.kind === "match" && booking.feeEntry && settled.has(movement.balanceTransactionId)
      ? [booking.feeEntry]
      : [],
  );
  const all = [...entries, ...fees];
  const keys = all.map((entry) => entry.idempotencyKey);
  const known = new Set(
    (
      await tx.query<{ key: string }>(
        "SELECT idempotency_key AS key FROM journal_entries WHERE idempotency_key = ANY ($1)",
        [keys],
      )
    ).map(({ key }) => key),
  );
  await openPlatformAccounts(tx, [...new Set(page.map(({ movement }) => movement.currency))]);
  await postEntries(
    tx,
    all.filter((entry) => !known.has(entry.idempotencyKey)),
  );
  await mark(
    tx,
    page.flatMap(({ movement, booking }) => {
      const id = movement.balanceTransactionId;
      switch (booking.kind) {
        case "neutral":
          return [{ id, state: "neutral", key: null, feeKey: null }];
        case "unknown":
          return [];
        case "post":
          return [{ id, state: "booked", key: keyOf(booking.entry), feeKey: keyOf(booking.feeEntry) }];
        case "match": {
          const key = settled.get(id);
          return key === undefined ? [] : [{ id, state: "booked", key, feeKey: keyOf(booking.feeEntry) }];
        }
      }
    }),
  );
}

function keyOf(entry: { readonly idempotencyKey: string } | null): string | null {
  return entry?.idempotencyKey ?? null;
}

/** The keys of the entries that Payrun posted for these transfers and reversals, by the movement's id. In the same currency only. */
async function settledEntries(
  tx: Transaction,
  movements: readonly UnbookedMovement[],
): Promise<ReadonlyMap<string, string>> {
  if (movements.length === 0) return new Map();
  const rows = await tx.query<{ id: string; key: string }>(
    `WITH movement AS MATERIALIZED (
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS m (id, type, source, currency)
     ), wanted AS MATERIALIZED (
       SELECT m.id, m.currency, 'payout/' || t.payout_item_id || '/' || t.attempt_no || '/settled' AS key
         FROM movement m JOIN transfers t ON t.stripe_transfer_id = m.source AND t.status = 'paid' WHERE m.type = 'transfer'
       UNION ALL
       SELECT id, currency, CASE type WHEN 'transfer' THEN 'transfer/' || source || '/adopted' ELSE 'transfer-reversal/' || source || '/reversed' END
         FROM movement
     )
     SELECT w.id, w.key
       FROM wanted w JOIN journal_entries e ON e.idempotency_key = w.key
      WHERE EXISTS (SELECT FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
                     WHERE p.journal_entry_id = e.id AND a.kind = 'platform_cash' AND p.currency = w.currency)
        AND NOT EXISTS (SELECT FROM balance_transactions b WHERE b.entry_id = e.id)`,
    [
      movements.map((movement) => movement.balanceTransactionId),
      movements.map((movement) => movement.type),
      movements.map((movement) => movement.sourceId),
      movements.map((movement) => movement.currency),
    ],
  );
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/** Marks movements with their entries, and with what those moved in cash. */
async function mark(
  tx: Transaction,
  marks: readonly {
    readonly id: string;
    readonly state: string;
    readonly key: string | null;
    readonly feeKey: string | null;
  }[],
): Promise<void> {
  if (marks.length === 0) return;
  await tx.query(
    `UPDATE balance_transactions b
        SET state = m.state::balance_transaction_state, entry_id = e.id, fee_entry_id = f.id,
            booked_minor = coalesce(${CASH_OF("e.id")}, 0), booked_fee_minor = -coalesce(${CASH_OF("f.id")}, 0)
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS m (id, state, key, fee_key)
       LEFT JOIN journal_entries e ON e.idempotency_key = m.key
       LEFT JOIN journal_entries f ON f.idempotency_key = m.fee_key
      WHERE b.id = m.id`,
    [
      marks.map(({ id }) => id),
      marks.map(({ state }) => state),
      marks.map(({ key }) => key),
      marks.map(({ feeKey }) => feeKey),
    ],
  );
}

/** What an entry moved in `platform:cash`, signed. */
const CASH_OF = (entryId: string) =>
  `(SELECT sum(CASE p.direction WHEN 'debit' THEN p.amount_minor ELSE -p.amount_minor END)::bigint
      FROM postings p JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'platform_cash'
     WHERE p.journal_entry_id = ${entryId})`;
