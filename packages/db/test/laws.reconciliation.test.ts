import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, refusedBy, type Database } from "../src/index.ts";

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, { poolSize: 2 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function refusal(statement: string): Promise<string> {
  try {
    await db.query(statement);
    return "allowed";
  } catch (error) {
    return refusedBy(error) ?? String(error);
  }
}

/** A finding that obeys every law, but for what is given. */
function finding(change: Readonly<Record<string, string>>): string {
  const row = {
    id: "gen_random_uuid()",
    kind: "'duplicate'",
    subject: "gen_random_uuid()::text",
    scope: "'transfers'",
    ours: "NULL",
    theirs: "'{}'",
    occurred_at: "now()",
    owner: "'finance'",
    ...change,
  };
  return `INSERT INTO reconciliation_findings (${Object.keys(row).join()}) VALUES (${Object.values(row).join()})`;
}

describe("a finding", () => {
  test.for([
    { that: "is of a known kind", change: {}, by: "allowed" },
    { that: "belongs to one admin", change: { owner: "'admin/ana'" }, by: "allowed" },
    {
      that: "is closed by a person with a reason",
      change: { resolved_at: "now()", resolved_by: "'admin/ana'", resolution: `'{"reason":"seen"}'` },
      by: "allowed",
    },
    { that: "is of another kind", change: { kind: "'differs'" }, by: "finding_kind" },
    { that: "was found nowhere", change: { scope: "'elsewhere'" }, by: "finding_scope" },
    { that: "belongs to nobody", change: { owner: "''" }, by: "finding_owner" },
    { that: "belongs to an admin without a name", change: { owner: "'admin/'" }, by: "finding_owner" },
    { that: "has no evidence", change: { theirs: "NULL" }, by: "finding_evidence" },
    {
      that: "is closed by nobody",
      change: { resolved_at: "now()", resolution: "'{}'" },
      by: "finding_resolution",
    },
    {
      that: "is closed without a reason",
      change: { resolved_at: "now()", resolved_by: "'comparison'" },
      by: "finding_resolution",
    },
    {
      that: "is open and has a reason why not",
      change: { resolution: "'{}'" },
      by: "finding_resolution",
    },
  ])("that $that: $by", async ({ change, by }) => {
    expect(await refusal(finding(change))).toBe(by);
  });
});

function movement(id: string, columns: string, values: string): string {
  return `INSERT INTO balance_transactions (id, type, amount_minor, fee_minor, currency, created_at, ${columns})
          VALUES ('${id}', 'charge', 100, 3, 'USD', now(), ${values})`;
}

describe("a movement of Stripe's balance", () => {
  test.for([
    {
      that: "is booked by its entry",
      sql: movement("txn_1", "state, entry_id, booked_minor", "'booked', 1, 100"),
      by: "allowed",
    },
    {
      that: "is booked by another one's entry",
      sql: movement("txn_2", "state, entry_id", "'booked', 1"),
      by: "balance_transactions_entry_id_key",
    },
    {
      that: "is booked by no entry",
      sql: movement("txn_3", "state, booked_minor", "'booked', 100"),
      by: "balance_transaction_booked",
    },
    {
      that: "has a booked fee without its entry",
      sql: movement("txn_4", "state, entry_id, booked_fee_minor", "'booked', 4, 3"),
      by: "balance_transaction_booked",
    },
    {
      that: "has an entry and is unbooked",
      sql: movement("txn_5", "entry_id", "5"),
      by: "balance_transaction_booked",
    },
  ])("that $that: $by", async ({ sql, by }) => {
    expect(await refusal(sql)).toBe(by);
  });

  test("is read by one mark", async () => {
    expect(await refusal("INSERT INTO balance_reading (id, read_from) VALUES (2, now())")).toBe(
      "balance_reading_single",
    );
  });
});
