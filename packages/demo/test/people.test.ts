import { openDatabase, type Database } from "@payrun/db";
import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import { verifyPassword } from "better-auth/crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoLogins, demoPassword, seedDemo } from "../src/index.ts";

const demo = { creators: 30, seed: "people" };
let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  await seedDemo({
    ...demo,
    db,
    simulator: null,
    schedule: { days: [1, 15], hourUtc: 2 },
    holdDays: 7,
    now: new Date("2026-11-16T09:00:00Z"),
    payBatch: () => Promise.resolve(),
    onProgress: () => undefined,
  });
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

async function one<Row extends object>(
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row | undefined> {
  return (await db.query<Row>(sql, values))[0];
}

describe("the people of the demo", () => {
  test("sign in with their address and the one password that is told", async () => {
    const logins = demoLogins(demo);
    expect(logins.map((login) => login.as)).toEqual(["creator", "creator_with_missing_documents", "fan"]);
    for (const { email } of logins) {
      const user = await one<{ hash: string; verified: boolean }>(
        `SELECT c.password AS hash, u.email_verified AS verified FROM users u JOIN credentials c ON c.user_id = u.id WHERE u.email = $1`,
        [email],
      );
      expect(user?.verified).toBe(true);
      expect(await verifyPassword({ hash: user?.hash ?? "", password: demoPassword })).toBe(true);
    }
  });

  test("are a user for each creator, who is a fan, too, and a name for each fan", async () => {
    const people = await one(
      `SELECT count(*)::int AS users, count(DISTINCT u.creator_id)::int AS creators, count(u.fan_id)::int AS fans
         FROM users u WHERE role = 'creator'`,
    );
    expect(people).toEqual({ users: 30, creators: 30, fans: 30 });
    expect(await one("SELECT count(*)::int AS nameless FROM fans WHERE display_name IS NULL")).toEqual({
      nameless: 0,
    });
  });

  test("have tokens to spend", async () => {
    const wallets = await db.query(
      `SELECT u.email, a.currency, a.balance_minor >= 5000 * p.amount_minor / p.tokens AS enough FROM users u
         JOIN ledger_accounts a ON a.code = 'fan:' || u.fan_id || ':tokens'
         JOIN token_purchases p ON p.fan_id = u.fan_id AND p.currency = a.currency AND starts_with(p.source_id, 'demo-purchase-to-spend')
        WHERE u.role = 'fan' ORDER BY 1, 2`,
    );
    expect(wallets).toEqual([
      { email: "fan-1@fans.example", currency: "EUR", enough: true },
      { email: "fan-1@fans.example", currency: "USD", enough: true },
      { email: "fan-2@fans.example", currency: "EUR", enough: true },
      { email: "fan-3@fans.example", currency: "JPY", enough: true },
    ]);
  });

  test("follow each other, and nobody herself", async () => {
    const follows = await one<{ all: number; own: number }>(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE f.creator_id = o.creator_id)::int AS own
         FROM follows o JOIN fans f ON f.id = o.fan_id`,
    );
    expect(follows?.all).toBeGreaterThan(30);
    expect(follows?.own).toBe(0);
  });

  test("ask each other for calls, in every state", async () => {
    const calls = await db.query("SELECT DISTINCT status::text FROM call_requests ORDER BY 1");
    expect(calls).toEqual(
      ["accepted", "asked", "canceled", "completed", "declined"].map((status) => ({ status })),
    );
    const spoken = await one<{ minor: bigint }>(
      "SELECT sum(gross_minor)::bigint AS minor FROM call_requests WHERE status IN ('asked', 'accepted')",
    );
    expect(spoken?.minor).toBe(75_00n);
  });
});
