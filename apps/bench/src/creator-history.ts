import { Client } from "pg";

const EARNINGS_EACH = 20;

/**
 * Fills an empty, migrated database with creators who have 20 released earnings each and an available balance of between
 * $0.00 and $99.99, so that some are eligible and some are not. Nothing matures in the batch.
 *
 * Rows are written in bulk with triggers off, so balances are written with them: one opening entry per creator stands for
 * her history in the books. Needs a superuser.
 */
export async function fillCreatorHistory(adminUrl: string, creators: number): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    for (const table of LISTENING) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER changed_insert`);
    for (const statement of STATEMENTS)
      await client.query(statement.replaceAll("$CREATORS", String(creators)));
    for (const table of LISTENING)
      await client.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER changed_insert`);
    await client.query("COMMIT");
    await client.query("ANALYZE");
  } finally {
    await client.end();
  }
}

const ID = "md5(n::text)::uuid";

/** Their changes are listed for the check of the laws, whatever the role: not this history, whose balances count as proved. */
const LISTENING = ["postings", "journal_entries", "ledger_accounts", "earnings"];

const STATEMENTS = [
  `INSERT INTO creators (id, source_id, handle, display_name, country, currency, stripe_account_id, transfers_active, payouts_enabled,
                         account_read_at)
   SELECT ${ID}, 'bench-' || n, 'bench-' || n, 'Bench ' || n, 'US', 'USD', 'acct_bench' || n, true, true, now()
     FROM generate_series(1, $CREATORS) n`,
  `INSERT INTO ledger_accounts (code, currency, kind, creator_id, balance_minor, posting_count)
   SELECT 'creator:' || ${ID} || ':' || k.part, 'USD', ('creator_' || k.part)::account_kind, ${ID},
          CASE k.part WHEN 'available' THEN 1 + n * 7919 % 9999 ELSE 0 END, CASE k.part WHEN 'available' THEN 1 ELSE 0 END
     FROM generate_series(1, $CREATORS) n, (VALUES ('held'), ('available'), ('in_transit')) k (part)`,
  `INSERT INTO ledger_accounts (code, currency, kind, balance_minor)
   SELECT 'platform:clearing', 'USD', 'platform_clearing', sum(balance_minor) FROM ledger_accounts`,
  `INSERT INTO journal_entries (idempotency_key, kind, effective_at)
   SELECT 'bench/' || ${ID} || '/opening', 'earning_released', '2026-11-01' FROM generate_series(1, $CREATORS) n`,
  `INSERT INTO postings (journal_entry_id, line_no, account_id, direction, amount_minor, currency, account_seq)
   SELECT e.id, l.line_no, l.account_id, l.direction::posting_direction, a.balance_minor, 'USD', l.seq
     FROM ledger_accounts a
     JOIN journal_entries e ON e.idempotency_key = 'bench/' || a.creator_id || '/opening'
     JOIN ledger_accounts c ON c.kind = 'platform_clearing'
    CROSS JOIN LATERAL (VALUES (0, c.id, 'debit', NULL::bigint), (1, a.id, 'credit', 1)) l (line_no, account_id, direction, seq)
    WHERE a.kind = 'creator_available'`,
  `INSERT INTO earnings (id, creator_id, source_type, source_id, gross_minor, fee_minor, net_minor, currency, earned_at, available_at, released_at)
   SELECT md5(n || '/' || k)::uuid, ${ID}, 'tip', n || '/' || k, 500, 100, 400, 'USD', at, at + interval '7 days', at + interval '7 days'
     FROM generate_series(1, $CREATORS) n, generate_series(1, ${EARNINGS_EACH}) k,
          LATERAL (SELECT timestamptz '2026-09-20' + (n * 37 + k * 2) % 60 * interval '1 day' AS at) t`,
  `INSERT INTO proved_balances (account_id, debit_minor, posting_count)
   SELECT id, CASE kind WHEN 'platform_clearing' THEN balance_minor ELSE -balance_minor END, posting_count FROM ledger_accounts`,
];
