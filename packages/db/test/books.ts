import {
  findInvariantBreaches,
  newId,
  openCreatorAccounts,
  openDatabase,
  openFanAccounts,
  openPlatformAccounts,
  postEntries,
  refusedBy,
  setBudget,
  type Database,
  type Sql,
} from "../src/index.ts";
import {
  adjustment,
  creatorAvailable,
  money,
  platformClearing,
  type CurrencyCode,
} from "@payrun/payouts-core";
import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import { expect } from "vitest";

export type Books = {
  readonly db: Database;
  readonly database: TestDatabase;
  readonly close: () => Promise<void>;
};

/** The business clock of most tests: the moment of a schedule date. */
export const at = new Date("2026-12-01T02:00:00Z");

/** A database of its own, with the platform's accounts in dollars and euros open and 500 transfers a second allowed. */
export async function openBooks({ poolSize = 10 }: { readonly poolSize?: number } = {}): Promise<Books> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, { poolSize });
  await openPlatformAccounts(db, ["USD", "EUR"]);
  await setBudget(db, "transfers", 500);
  return {
    db,
    database,
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}

/** Creators with a ready account, their ledger accounts open and this much available each. In id order. */
export async function addCreators(
  db: Sql,
  count: number,
  {
    availableMinor = 0n,
    currency = "USD",
  }: { readonly availableMinor?: bigint; readonly currency?: CurrencyCode } = {},
): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => newId()).toSorted();
  await db.query(
    `INSERT INTO creators (id, source_id, handle, display_name, country, currency, stripe_account_id, transfers_active, account_read_at)
     SELECT id, 'host-' || id, 'star-' || id, 'Star', 'US', $2, 'acct_' || id, true, clock_timestamp() FROM unnest($1::uuid[]) AS n (id)`,
    [ids, currency],
  );
  await openCreatorAccounts(
    db,
    ids.map((creatorId) => ({ creatorId, currency })),
  );
  if (availableMinor > 0n) await giveAvailable(db, ids, availableMinor, currency);
  return ids;
}

/** Puts money into available, as two people could. */
export async function giveAvailable(
  db: Sql,
  creatorIds: readonly string[],
  amountMinor: bigint,
  currency: CurrencyCode = "USD",
): Promise<void> {
  const entries = creatorIds.map((creatorId) =>
    adjustment({
      adjustmentId: newId(),
      debitAccount: platformClearing,
      creditAccount: creatorAvailable(creatorId),
      amount: money(amountMinor, currency),
      effectiveAt: at,
    }),
  );
  await postEntries(db, entries);
}

/** A fan with a token account in dollars. */
export async function addFan(db: Sql): Promise<string> {
  const fanId = newId();
  await db.query("INSERT INTO fans (id, source_id) VALUES ($1::uuid, 'fan-' || $1::text)", [fanId]);
  await openFanAccounts(db, [{ fanId, currency: "USD" }]);
  return fanId;
}

export async function balanceOf(db: Sql, code: string, currency: CurrencyCode = "USD"): Promise<bigint> {
  const [account] = await db.query<{ balanceMinor: bigint }>(
    `SELECT balance_minor AS "balanceMinor" FROM ledger_accounts WHERE code = $1 AND currency = $2`,
    [code, currency],
  );
  if (!account) throw new Error(`no account ${code} ${currency}`);
  return account.balanceMinor;
}

/** One number from one row. */
export async function countOf(db: Sql, text: string, values: readonly unknown[] = []): Promise<number> {
  const [row] = await db.query<{ count: number }>(`SELECT count(*)::int AS count ${text}`, values);
  return row?.count ?? 0;
}

/** The constraint, index or trigger that refused this, by name; "allowed" when nothing did. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "allowed";
  } catch (error) {
    const name = refusedBy(error);
    if (name === undefined) throw error;
    return name;
  }
}

/** Every law that more than one row decides, proved from the postings. */
export async function expectSoundBooks(db: Sql): Promise<void> {
  expect(await findInvariantBreaches(db)).toEqual([]);
}

/** The same numbers for the same seed (mulberry32), from 0 to below `limit`. */
export function seededNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
