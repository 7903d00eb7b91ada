import type { Sql } from "../src/index.ts";
import { newId } from "../src/index.ts";

/** One side of an entry as somebody with a SQL prompt would write it. */
export type RawPosting = {
  readonly account: string;
  readonly direction: "debit" | "credit";
  readonly amountMinor: bigint;
  readonly currency?: string;
  /** The currency of the account that is posted to, where it differs. */
  readonly accountCurrency?: string;
  /** Added to the next sequence number of the account. */
  readonly seqOffset?: number;
};

/** Writes an entry past every store: one statement of plain SQL, with the right sequence unless told otherwise. */
export async function insertRawEntry(
  sql: Sql,
  postings: readonly RawPosting[],
  { key = `raw/${newId()}`, kind = "raw" }: { readonly key?: string; readonly kind?: string } = {},
): Promise<void> {
  await sql.query(
    `WITH entry AS (
       INSERT INTO journal_entries (idempotency_key, kind, effective_at) VALUES ($1, $2, now()) RETURNING id
     )
     INSERT INTO postings (journal_entry_id, line_no, account_id, direction, amount_minor, currency, account_seq)
     SELECT entry.id, p.ord - 1, a.id, p.direction, p.amount_minor, p.currency,
            CASE WHEN a.kind::text NOT LIKE 'platform%'
                 THEN a.posting_count + p.seq_offset + row_number() OVER (PARTITION BY a.id ORDER BY p.ord) END
       FROM entry,
            unnest($3::text[], $4::posting_direction[], $5::bigint[], $6::text[], $7::text[], $8::int[])
              WITH ORDINALITY AS p (code, direction, amount_minor, currency, account_currency, seq_offset, ord)
       JOIN ledger_accounts a ON a.code = p.code AND a.currency = p.account_currency`,
    [
      key,
      kind,
      postings.map((posting) => posting.account),
      postings.map((posting) => posting.direction),
      postings.map((posting) => posting.amountMinor),
      postings.map((posting) => posting.currency ?? "USD"),
      postings.map((posting) => posting.accountCurrency ?? posting.currency ?? "USD"),
      postings.map((posting) => posting.seqOffset ?? 0),
    ],
  );
}
