import type { Database, Sql, Transaction } from "../database.ts";
import { lawQueries, type Touched } from "./laws.ts";

/** A broken law: which one, of what, and the numbers that do not agree. */
export type InvariantBreach = { readonly law: string; readonly subject: string; readonly detail: string };

const SIGNED = "sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END)";
const everything = () => "TRUE";
const ALL: Touched = {
  entries: everything,
  accounts: everything,
  items: everything,
  batches: everything,
  planned: everything,
  creators: everything,
  notifications: everything,
  sums: `SELECT account_id, ${SIGNED} AS debit_minor, count(*) AS postings, max(account_seq) AS last_seq FROM postings GROUP BY 1`,
};

const amongst = (parameter: number, type: string) => (column: string) =>
  `${column} = ANY ($${parameter}::${type}[])`;
/** $1 new entries, $2 accounts, $3 items, $4 batches, $5 planned batches, $6 creators, $7 notifications, $8 entries. */
const CHANGED: Touched = {
  entries: amongst(8, "bigint"),
  accounts: amongst(2, "bigint"),
  items: amongst(3, "uuid"),
  batches: amongst(4, "uuid"),
  planned: amongst(5, "uuid"),
  creators: amongst(6, "uuid"),
  notifications: amongst(7, "uuid"),
  // What was proved, and what came since.
  sums: `SELECT account_id, sum(debit_minor) AS debit_minor, sum(postings) AS postings, max(last_seq) AS last_seq
           FROM (SELECT account_id, debit_minor, posting_count AS postings, posting_count AS last_seq
                   FROM proved_balances WHERE account_id = ANY ($2::bigint[])
                 UNION ALL
                 SELECT account_id, ${SIGNED}, count(*), max(account_seq)
                   FROM postings WHERE journal_entry_id = ANY ($1::bigint[]) GROUP BY 1) s GROUP BY 1`,
};

/**
 * Every law that more than one row decides, proved from the postings and rows themselves. Scans everything: nightly, and at
 * the end of every test. An empty list is the proof.
 */
export async function findInvariantBreaches(sql: Sql): Promise<readonly InvariantBreach[]> {
  return sql.query<InvariantBreach>(lawQueries(ALL).join("\nUNION ALL\n"));
}

/** One check at a time, in the whole deployment: each proves what the one before did not. */
const CHECK_LOCK = 727_005;

/**
 * Proves every law for what changed since the last check, in one snapshot: the entries, accounts, items, batches and creators
 * that committed statements have touched, whenever they began. Takes what it has proved off the list of changes.
 *
 * @returns null when another check is under way.
 */
export async function checkChanged(db: Database): Promise<readonly InvariantBreach[] | null> {
  return db.exclusively(CHECK_LOCK, () => inOneSnapshot(db, "changed", proveChanged));
}

/** Proves every law for everything, and so lays the ground for the next checks of what changes. */
export async function checkAll(db: Database): Promise<readonly InvariantBreach[] | null> {
  return db.exclusively(CHECK_LOCK, () => inOneSnapshot(db, "all", proveAll));
}

async function inOneSnapshot(
  db: Database,
  scope: "changed" | "all",
  prove: (tx: Transaction) => Promise<readonly InvariantBreach[]>,
): Promise<readonly InvariantBreach[]> {
  return db.transaction(async (tx) => {
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const breaches = await prove(tx);
    await tx.query(
      `INSERT INTO invariant_checks (scope, checked_at, took_ms, breaches)
       VALUES ($1, operational_now(), extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000, $2)
       ON CONFLICT (scope) DO UPDATE SET checked_at = excluded.checked_at, took_ms = excluded.took_ms, breaches = excluded.breaches`,
      [scope, breaches.length],
    );
    return breaches;
  });
}

async function proveAll(tx: Transaction): Promise<readonly InvariantBreach[]> {
  const breaches = await findInvariantBreaches(tx);
  await tx.query(
    `INSERT INTO proved_balances AS p (account_id, debit_minor, posting_count)
     SELECT account_id, debit_minor, postings FROM (${ALL.sums}) s
     ON CONFLICT (account_id) DO UPDATE SET debit_minor = excluded.debit_minor, posting_count = excluded.posting_count
      WHERE (p.debit_minor, p.posting_count) <> (excluded.debit_minor, excluded.posting_count)`,
  );
  await tx.query("DELETE FROM changed_rows");
  return breaches;
}

type Keys = Readonly<Record<string, readonly string[]>>;

async function proveChanged(tx: Transaction): Promise<readonly InvariantBreach[]> {
  const rows = await tx.query<{ relation: string; keys: string[] }>(
    "SELECT relation, array_agg(DISTINCT key) AS keys FROM changed_rows, unnest(keys) AS key GROUP BY relation",
  );
  if (rows.length === 0) return [];
  const keys: Keys = Object.fromEntries(rows.map((row) => [row.relation, row.keys]));
  const touched = await touchedBy(tx, keys);
  const breaches = await tx.query<InvariantBreach>(lawQueries(CHANGED).join("\nUNION ALL\n"), touched);
  await tx.query(
    `INSERT INTO proved_balances AS p (account_id, debit_minor, posting_count)
     SELECT account_id, debit_minor, postings FROM (${CHANGED.sums}) s
     ON CONFLICT (account_id) DO UPDATE SET debit_minor = excluded.debit_minor, posting_count = excluded.posting_count`,
    touched.slice(0, 2),
  );
  await tx.query("DELETE FROM changed_rows");
  const rewritten = (keys["rewritten"] ?? []).map((entryId) => ({
    law: "history_stays",
    subject: entryId,
    detail: "a written entry, or one of its postings, was changed or deleted",
  }));
  return [...rewritten, ...breaches];
}

/** The keys that the laws are restricted to: an account is touched by its postings, its creator's items and her earnings. */
async function touchedBy(tx: Transaction, keys: Keys): Promise<readonly (readonly string[])[]> {
  const of = (relation: string) => keys[relation] ?? [];
  const entries = of("entries");
  const [derived] = await tx.query<{
    accounts: string[] | null;
    creators: string[] | null;
    batches: string[] | null;
  }>(
    `WITH paid AS (SELECT DISTINCT creator_id FROM payout_items WHERE id = ANY ($1::uuid[])),
          account AS (
            SELECT unnest($2::bigint[]) AS id
             UNION SELECT account_id FROM postings WHERE journal_entry_id = ANY ($3::bigint[])
             UNION SELECT id FROM ledger_accounts
                    WHERE creator_id IN (SELECT creator_id FROM paid UNION SELECT unnest($4::uuid[])))
     SELECT (SELECT array_agg(id::text) FROM account) AS accounts, (SELECT array_agg(creator_id::text) FROM paid) AS creators,
            (SELECT array_agg(DISTINCT batch_id::text) FROM payout_items WHERE id = ANY ($1::uuid[])) AS batches`,
    [of("items"), of("accounts"), entries, of("creators")],
  );
  const batches = [...new Set([...of("batches"), ...(derived?.batches ?? [])])];
  return [
    entries,
    derived?.accounts ?? [],
    of("items"),
    batches,
    of("planned"),
    [...new Set([...of("creators"), ...(derived?.creators ?? [])])],
    of("notifications"),
    [...entries, ...of("rewritten")],
  ];
}
