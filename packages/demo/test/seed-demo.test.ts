import {
  findInvariantBreaches,
  ledgerTotals,
  openDatabase,
  readInstallation,
  type Database,
} from "@payrun/db";
import { acceptCreators } from "@payrun/intake";
import { createProvider, type Provider } from "@payrun/provider";
import { contractReport, startStripeSimulator, type StripeSimulator } from "@payrun/stripe-simulator";
import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedDemo, type SeedOptions } from "../src/seed/seed-demo.ts";

const now = new Date("2026-11-16T09:00:00Z");
const holdDays = 7;
const creators = 80;

let database: TestDatabase;
let db: Database;
let contract: Awaited<ReturnType<typeof contractReport>>;
let simulator: StripeSimulator;
let provider: Provider;
const paid: string[] = [];

function options(changes: Partial<SeedOptions> = {}): SeedOptions {
  return {
    db,
    simulator: { apiBase: new URL(simulator.url), provider },
    creators,
    seed: "test",
    schedule: { days: [1, 15], hourUtc: 2 },
    holdDays,
    now,
    payBatch: (date) => {
      paid.push(date.periodKey);
      return Promise.resolve();
    },
    onProgress: () => undefined,
    ...changes,
  };
}

async function count(table: string, where = "true"): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE ${where}`,
  );
  return row?.count ?? 0;
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  contract = await contractReport();
  simulator = await startStripeSimulator({ port: 0, stateDir: null, ...contract?.observers });
  provider = createProvider({
    secretKey: "sk_test_demo",
    apiBase: new URL(simulator.url),
    mode: "simulator",
  });
});

afterAll(async () => {
  provider.close();
  await simulator.close();
  await db.close();
  await database.drop();
  contract?.expectNone();
});

describe("seeding", () => {
  test("goes on where an earlier seed was interrupted, with that one's seed and dates", async () => {
    const interrupted = seedDemo(options({ payBatch: () => Promise.reject(new Error("the power went")) }));
    await expect(interrupted).rejects.toThrow("the power went");
    const onward = options({ seed: "another", creators: 5, now: new Date("2026-12-20T00:00:00Z") });
    const outcome = await seedDemo(onward);
    expect(outcome).toEqual({
      kind: "seeded",
      creators,
      seed: "test",
      dueAt: new Date("2026-11-15T02:00:00Z"),
    });
    expect(paid).toEqual(["2026-11-01"]);
  });

  test("brings creators, money in three currencies and reversals, and the books balance", async () => {
    expect(await count("creators")).toBe(creators);
    expect(await count("earnings")).toBeGreaterThan(1000);
    expect(await count("earnings", "available_at > '2026-11-15T02:00:00Z'")).toBeGreaterThan(50);
    expect(await count("earning_reversals", "gross_minor > 0")).toBeGreaterThan(5);
    expect(await count("holds")).toBe(1);
    expect(await count("admins")).toBe(2);
    const totals = await ledgerTotals(db);
    expect(totals.map(({ currency }) => currency)).toEqual(["EUR", "JPY", "USD"]);
    expect(totals.every(({ debitMinor, creditMinor }) => debitMinor === creditMinor)).toBe(true);
    expect(await findInvariantBreaches(db)).toEqual([]);
  });

  test("makes the accounts at Stripe; some have changed there and the mirror does not know", async () => {
    const { accounts } = await provider.listAccounts({ startingAfter: null });
    expect(accounts.length).toBe(await count("creators", "stripe_account_id IS NOT NULL"));
    const inactive = accounts
      .filter(({ transfersActive }) => !transfersActive)
      .map(({ accountId }) => accountId);
    const [unknown] = await db.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM creators WHERE stripe_account_id = ANY ($1) AND transfers_active",
      [inactive],
    );
    expect(inactive).toHaveLength(2);
    expect(unknown?.count).toBe(1);
    expect(await count("creators", "stripe_account_id IS NOT NULL AND account_read_at IS NULL")).toBe(0);
    expect(await count("outbox", "name = 'refresh-accounts' AND sent_at IS NULL")).toBe(0);
  });

  test("funds the platform's balance with more than all creators can be paid", async () => {
    const { available } = await provider.readBalance();
    const owed = await db.query<{ currency: string; minor: bigint }>(
      `SELECT currency, sum(balance_minor)::bigint AS minor FROM ledger_accounts
        WHERE kind IN ('creator_held', 'creator_available') GROUP BY currency`,
    );
    for (const { currency, minor } of owed) {
      expect(available.find((money) => money.currency === currency)?.amountMinor).toBeGreaterThan(minor);
    }
  });

  test("claims the database for the simulator, from the previous schedule date on", async () => {
    expect(await readInstallation(db)).toMatchObject({
      mode: "simulator",
      platformAccountId: (await provider.readPlatform()).accountId,
      firstStartedAt: new Date("2026-11-01T02:00:00Z"),
    });
  });

  test("does nothing the second time", async () => {
    const before = await count("journal_entries");
    expect(await seedDemo(options({ seed: "another" }))).toMatchObject({
      kind: "already_seeded",
      seed: "test",
    });
    expect(await count("journal_entries")).toBe(before);
  });
});

describe("seeding is refused", () => {
  test("in a database that holds real data", async () => {
    const other = await createTestDatabase();
    const real = openDatabase(other.url);
    await acceptCreators({ db: real, now }, [{ sourceId: "creator-1", handle: "real", currency: "USD" }]);
    const outcome = await seedDemo(options({ db: real }));
    await real.close();
    await other.drop();
    expect(outcome).toEqual({ kind: "refused", reason: "it holds real data (creator creator-1)" });
  });

  test("in a database of a real Stripe account", async () => {
    const other = await createTestDatabase();
    const real = openDatabase(other.url);
    await real.query(
      "INSERT INTO installation (id, mode, platform_account_id, first_started_at) VALUES (1, 'test', 'acct_1', $1)",
      [now],
    );
    const outcome = await seedDemo(options({ db: real }));
    await real.close();
    await other.drop();
    expect(outcome).toEqual({ kind: "refused", reason: "it is a database of mode test" });
  });
});
