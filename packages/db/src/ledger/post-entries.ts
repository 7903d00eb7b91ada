import type { JournalEntry } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";

/** One statement posts this many entries at most: large enough to be set-based, small enough to be one message. */
const ENTRIES_PER_STATEMENT = 5_000;

/**
 * Posts journal entries: entries, postings, balances and per-account sequences, one statement per 5,000 entries.
 *
 * Accounts are locked creators' and fans' first, in id order, and the hot platform accounts last, so two posters never
 * wait for each other in a circle. The database refuses an entry that does not balance, a second entry with a key, and
 * a balance below its floor (see the migration `ledger_laws`).
 *
 * @throws when an account is not open, with its name; nothing is posted then (`openCreatorAccounts`, `openFanAccounts`,
 *   `openPlatformAccounts` come first).
 */
export async function postEntries(tx: Sql, entries: readonly JournalEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += ENTRIES_PER_STATEMENT) {
    await postPage(tx, entries.slice(start, start + ENTRIES_PER_STATEMENT));
  }
}

async function postPage(tx: Sql, entries: readonly JournalEntry[]): Promise<void> {
  const postings = entries.flatMap((entry, entryNo) =>
    entry.postings.map((posting, lineNo) => ({ ...posting, entryNo, lineNo })),
  );
  const [posted] = await tx.query<{ postings: number }>(POST_PAGE, [
    entries.map((entry) => entry.idempotencyKey),
    entries.map((entry) => entry.kind),
    entries.map((entry) => entry.effectiveAt.toISOString()),
    postings.map((posting) => posting.entryNo),
    postings.map((posting) => posting.lineNo),
    postings.map((posting) => posting.account),
    postings.map((posting) => posting.direction),
    postings.map((posting) => posting.amountMinor.toString()),
    postings.map((posting) => posting.currency),
  ]);
  if (posted?.postings !== postings.length) {
    const missing = await missingAccounts(tx, postings);
    throw new Error(`nothing of a page is posted, because accounts are not open: ${missing.join(", ")}`);
  }
}

async function missingAccounts(
  tx: Sql,
  postings: readonly { readonly account: string; readonly currency: string }[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ code: string; currency: string }>(
    `SELECT DISTINCT p.code, p.currency FROM unnest($1::text[], $2::text[]) AS p (code, currency)
      WHERE NOT EXISTS (SELECT FROM ledger_accounts a WHERE a.code = p.code AND a.currency = p.currency) LIMIT 5`,
    [postings.map((posting) => posting.account), postings.map((posting) => posting.currency)],
  );
  return rows.map((row) => `${row.code} ${row.currency}`);
}

const POST_PAGE = `
WITH entry AS MATERIALIZED (
  SELECT nextval('journal_entries_id_seq') AS id, e.ord - 1 AS entry_no, e.key, e.kind, e.effective_at
    FROM unnest($1::text[], $2::text[], $3::timestamptz[]) WITH ORDINALITY AS e (key, kind, effective_at, ord)
), line AS MATERIALIZED (
  SELECT l.ord, l.entry_no, l.line_no, l.direction, l.amount_minor, l.currency, a.id AS account_id
    FROM unnest($4::int[], $5::smallint[], $6::text[], $7::posting_direction[], $8::bigint[], $9::text[])
         WITH ORDINALITY AS l (entry_no, line_no, code, direction, amount_minor, currency, ord)
    JOIN ledger_accounts a ON a.code = l.code AND a.currency = l.currency
), complete AS MATERIALIZED (
  SELECT count(*) = cardinality($4::int[]) AS is_complete FROM line
), account AS MATERIALIZED (
  SELECT id, posting_count, creator_id IS NULL AND fan_id IS NULL AS is_platform
    FROM ledger_accounts WHERE id IN (SELECT account_id FROM line)
   ORDER BY creator_id IS NULL AND fan_id IS NULL, id
     FOR NO KEY UPDATE
), inserted_entry AS (
  INSERT INTO journal_entries (id, idempotency_key, kind, effective_at, recorded_at)
  SELECT id, key, kind, effective_at, (SELECT operational_now()) FROM entry, complete WHERE is_complete
), inserted_line AS (
  INSERT INTO postings (journal_entry_id, line_no, account_id, direction, amount_minor, currency, account_seq)
  SELECT e.id, l.line_no, l.account_id, l.direction, l.amount_minor, l.currency,
         CASE WHEN NOT a.is_platform
              THEN a.posting_count + row_number() OVER (PARTITION BY l.account_id ORDER BY l.ord) END
    FROM complete, line l JOIN entry e USING (entry_no) JOIN account a ON a.id = l.account_id
   WHERE is_complete
  RETURNING 1
)
SELECT count(*)::int AS postings FROM inserted_line`;
