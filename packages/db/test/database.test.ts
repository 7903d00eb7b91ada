import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Client } from "pg";
import { isConnectionLoss, openDatabase, sqlState, type Database } from "../src/index.ts";
import { createTestDatabase, type TestDatabase } from "@payrun/testkit";

let database: TestDatabase;
let admin: Client;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  // PostgreSQL looks for a deadlock after a second; a test need not wait so long.
  await admin.query(
    `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET deadlock_timeout = '20ms'`,
  );
  await admin.query("CREATE TABLE seats (id int PRIMARY KEY, taken int NOT NULL)");
  await admin.query("GRANT ALL ON seats TO PUBLIC");
});
beforeEach(async () => {
  await admin.query("DELETE FROM seats");
  await admin.query("INSERT INTO seats (id, taken) VALUES (1, 0), (2, 0)");
  db = openDatabase(database.url, { poolSize: 5 });
});
afterEach(() => db.close());
afterAll(async () => {
  await admin.end();
  await database.drop();
});

const raise = (code: string) => `DO $$ BEGIN RAISE EXCEPTION 'weather' USING ERRCODE = '${code}'; END $$`;
const taken = async () =>
  (await db.query<{ taken: number }>("SELECT taken FROM seats ORDER BY id")).map((seat) => seat.taken);

describe("a transaction", () => {
  test("that falls into a deadlock is tried again, and both do their work once", async () => {
    let tries = 0;
    let met = 0;
    let meet: () => void = () => undefined;
    const meeting = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const takeBoth = (first: number, second: number) =>
      db.transaction(async (tx) => {
        tries += 1;
        await tx.query("UPDATE seats SET taken = taken + 1 WHERE id = $1", [first]);
        met += 1;
        if (met === 2) meet();
        await meeting;
        await tx.query("UPDATE seats SET taken = taken + 1 WHERE id = $1", [second]);
      });
    await Promise.all([takeBoth(1, 2), takeBoth(2, 1)]);
    expect(tries).toBe(3);
    expect(await taken()).toEqual([2, 2]);
  });

  test("that cannot be serialized seven times succeeds at the eighth", async () => {
    let tries = 0;
    const answer = await db.transaction(async (tx) => {
      tries += 1;
      await tx.query("UPDATE seats SET taken = taken + 1");
      if (tries < 8) await tx.query(raise("40001"));
      return tries;
    });
    expect(answer).toBe(8);
    expect(await taken()).toEqual([1, 1]);
  });

  test("that fails eight times is given up", async () => {
    let tries = 0;
    const work = db.transaction(async (tx) => {
      tries += 1;
      await tx.query(raise("40001"));
    });
    await expect(work).rejects.toMatchObject({ code: "40001" });
    expect(tries).toBe(8);
  });

  test("that fails with anything else is not tried again, and leaves nothing", async () => {
    let tries = 0;
    const work = db.transaction(async (tx) => {
      tries += 1;
      await tx.query("UPDATE seats SET taken = 9");
      await tx.query(raise("23514"));
    });
    expect(sqlState(await work.catch((error: unknown) => error))).toBe("23514");
    expect(tries).toBe(1);
    expect(await taken()).toEqual([0, 0]);
  });

  test("whose work throws leaves nothing, and its connection serves the next", async () => {
    const work = db.transaction(async (tx) => {
      await tx.query("UPDATE seats SET taken = 9");
      throw new RangeError("no");
    });
    await expect(work).rejects.toThrow(RangeError);
    expect(await taken()).toEqual([0, 0]);
  });

  test("costs its statements and two more", async () => {
    const before = db.roundTrips();
    await db.transaction((tx) => tx.query("SELECT 1"));
    expect(db.roundTrips() - before).toBe(3);
  });
});

describe("exclusively", () => {
  test("one works, and another who comes meanwhile has null", async () => {
    const other = openDatabase(database.url, { poolSize: 1 });
    const answers = await db.exclusively(7, async () => [
      await other.exclusively(7, () => Promise.resolve("me too")),
      await other.exclusively(8, () => Promise.resolve("another lock")),
    ]);
    expect(answers).toEqual([null, "another lock"]);
    await other.close();
  });

  test("the next one works as soon as the first has ended, also badly", async () => {
    for (let times = 0; times < 20; times += 1) {
      await expect(db.exclusively(7, () => Promise.reject(new RangeError("no")))).rejects.toThrow(RangeError);
      expect(await db.exclusively(7, () => Promise.resolve("mine"))).toBe("mine");
    }
  });
});

test("whoever freezes right after taking a lock loses it, too: the lock comes with its time limit, in one statement", async () => {
  const before = db.roundTrips();
  const sent = await db.exclusively(7, async () => {
    const holders = await admin.query(
      `SELECT query FROM pg_stat_activity JOIN pg_locks USING (pid)
        WHERE locktype = 'advisory' AND granted AND datname = current_database()`,
    );
    expect(holders.rows).toEqual([
      { query: expect.stringMatching(/idle_session_timeout.*pg_try_advisory_lock/) },
    ]);
    return db.roundTrips() - before;
  });
  expect(sent).toBe(1);
});

describe("a lost connection", () => {
  const terminate = async (where: string) => {
    const { rowCount } = await admin.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${where}`,
    );
    return rowCount;
  };

  test("is counted once, idle as it was, and the next query has a new one", async () => {
    await db.query("SELECT 1");
    expect(db.connectionsLost()).toBe(0);
    expect(await terminate("state = 'idle'")).toBe(1);
    await expect.poll(() => db.connectionsLost()).toBe(1);
    expect(await taken()).toEqual([0, 0]);
    expect(db.connectionsLost()).toBe(1);
  });

  test("is counted once in the middle of a query, which fails as a loss", async () => {
    const slow = db.query("SELECT pg_sleep(30)").catch((error: unknown) => error);
    await expect.poll(() => terminate("query LIKE '%pg_sleep%' AND state = 'active'")).toBe(1);
    expect(isConnectionLoss(await slow)).toBe(true);
    expect(await taken()).toEqual([0, 0]);
    expect(db.connectionsLost()).toBe(1);
  });

  test("is counted once in the middle of a transaction, which is not tried again", async () => {
    let tries = 0;
    const work = db.transaction(async (tx) => {
      tries += 1;
      await tx.query("UPDATE seats SET taken = 9");
      await terminate("state = 'idle in transaction'");
      await tx.query("SELECT 1");
    });
    expect(isConnectionLoss(await work.catch((error: unknown) => error))).toBe(true);
    expect(tries).toBe(1);
    expect(await taken()).toEqual([0, 0]);
    expect(db.connectionsLost()).toBe(1);
  });

  test("is none when the server answers with an error", async () => {
    await expect(db.query("SELECT nothing")).rejects.toMatchObject({ code: "42703" });
    expect(db.connectionsLost()).toBe(0);
  });

  test("is seen when there is no server at all", async () => {
    const nowhere = openDatabase("postgresql://payrun@127.0.0.1:1/payrun");
    const error = await nowhere.query("SELECT 1").catch((reason: unknown) => reason);
    expect(isConnectionLoss(error)).toBe(true);
    expect(nowhere.connectionsLost()).toBeGreaterThan(0);
    await nowhere.close();
  });
});

test("whole numbers come back whole, beyond what a double can hold", async () => {
  expect(
    await db.query("SELECT 9007199254740993::bigint AS minor, 1::int AS count, 0.10::numeric AS rate"),
  ).toEqual([{ minor: 9_007_199_254_740_993n, count: 1, rate: "0.10" }]);
});
