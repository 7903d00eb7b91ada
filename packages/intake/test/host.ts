import { findInvariantBreaches, openDatabase, releaseMaturedPage, type Database } from "@payrun/db";
import { createTestDatabase } from "@payrun/testkit";
import { afterAll, beforeAll, expect } from "vitest";
import {
  acceptCreators,
  acceptEarnings,
  acceptReversals,
  acceptTokenPurchases,
  type IntakeResult,
  type RowResult,
} from "../src/index.ts";

export const now = new Date("2026-11-20T12:00:00Z");
export const holdDays = 7;

/** A host platform that reports to one database, as `/v1` and the demo do. */
export type Host = {
  readonly db: Database;
  readonly creators: (...rows: unknown[]) => Promise<IntakeResult>;
  readonly purchases: (...rows: unknown[]) => Promise<IntakeResult>;
  readonly earnings: (...rows: unknown[]) => Promise<IntakeResult>;
  readonly reversals: (...rows: unknown[]) => Promise<IntakeResult>;
  /** Everything whose hold is over at this instant becomes available. */
  readonly release: (until: Date) => Promise<void>;
  /** The postings of one kind of entry, ids replaced by the host's, in the order in which they were posted. */
  readonly books: (kind: string) => Promise<string>;
  readonly balance: (code: string, currency?: string) => Promise<bigint>;
};

/** Opens a database for the test file, and proves every law of the ledger when its tests are through. */
export function hostOfTestFile(): Host {
  let db: Database | undefined;
  let end: () => Promise<void> = () => Promise.resolve();
  beforeAll(async () => {
    const database = await createTestDatabase();
    const opened = openDatabase(database.url);
    db = opened;
    end = async () => {
      await opened.close();
      await database.drop();
    };
  });
  afterAll(async () => {
    try {
      expect(await findInvariantBreaches(opened())).toEqual([]);
    } finally {
      await end();
    }
  });
  const opened = (): Database => {
    if (db === undefined) throw new Error("the test database is not open");
    return db;
  };
  return {
    get db() {
      return opened();
    },
    creators: (...rows) => acceptCreators({ db: opened(), now }, rows),
    purchases: (...rows) => acceptTokenPurchases({ db: opened(), now }, rows),
    earnings: (...rows) => acceptEarnings({ db: opened(), now, holdDays }, rows),
    reversals: (...rows) => acceptReversals({ db: opened(), now }, rows),
    release: async (until) => void (await releaseMaturedPage(opened(), { until, limit: 1000 })),
    books: (kind) => books(opened(), kind),
    balance: (code, currency = "USD") => balance(opened(), code, currency),
  };
}

export function creator(sourceId: string, fields: object = {}) {
  return { sourceId, handle: `@${sourceId}`, currency: "USD", ...fields };
}

export function purchase(sourceId: string, fanSourceId: string, amountMinor: number, fields: object = {}) {
  return {
    sourceId,
    fanSourceId,
    tokens: amountMinor,
    amountMinor,
    currency: "USD",
    purchasedAt: "2026-11-01T10:00:00Z",
    ...fields,
  };
}

/** Paid in money, 20 % fee. */
export function tip(sourceId: string, creatorSourceId: string, grossMinor: number, fields: object = {}) {
  const base = {
    sourceType: "tip",
    sourceId,
    creatorSourceId,
    grossMinor,
    feeMinor: Math.floor(grossMinor / 5),
    currency: "USD",
  };
  return { ...base, earnedAt: "2026-11-10T10:00:00Z", ...fields };
}

export function tokenTip(sourceId: string, creatorSourceId: string, fanSourceId: string, grossMinor: number) {
  return tip(sourceId, creatorSourceId, grossMinor, { fanSourceId, tokens: grossMinor });
}

export function reversal(sourceId: string, tipSourceId: string, grossMinor: number, fields: object = {}) {
  const earning = { sourceType: "tip", sourceId: tipSourceId };
  return { sourceId, earning, kind: "refund", grossMinor, occurredAt: "2026-11-15T10:00:00Z", ...fields };
}

export function statuses({ results }: IntakeResult): readonly string[] {
  return results.map((result) => (result.status === "refused" ? result.error.code : result.status));
}

/** The id of a row that was not refused. */
export function idOf(result: RowResult | undefined): string {
  if (result === undefined || result.status === "refused")
    throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.id;
}

async function books(db: Database, kind: string): Promise<string> {
  const rows = await db.query<{ line: string }>(
    `SELECT p.direction || ' ' || coalesce(replace(a.code, c.id::text, c.source_id), replace(a.code, f.id::text, f.source_id), a.code)
            || ' ' || p.amount_minor || ' ' || p.currency AS line
       FROM journal_entries e JOIN postings p ON p.journal_entry_id = e.id JOIN ledger_accounts a ON a.id = p.account_id
       LEFT JOIN creators c ON c.id = a.creator_id LEFT JOIN fans f ON f.id = a.fan_id
      WHERE e.kind = $1 ORDER BY e.id, p.line_no`,
    [kind],
  );
  return rows.map((row) => row.line).join("\n");
}

async function balance(db: Database, code: string, currency: string): Promise<bigint> {
  const [row] = await db.query<{ balance: bigint }>(
    `SELECT a.balance_minor AS balance FROM ledger_accounts a
       LEFT JOIN creators c ON c.id = a.creator_id LEFT JOIN fans f ON f.id = a.fan_id
      WHERE coalesce(replace(a.code, c.id::text, c.source_id), replace(a.code, f.id::text, f.source_id), a.code) = $1 AND a.currency = $2`,
    [code, currency],
  );
  return row?.balance ?? 0n;
}
