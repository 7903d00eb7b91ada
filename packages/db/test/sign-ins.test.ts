import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countTry, forgetTries, newId, openDatabase, pruneSignIns, type Database } from "../src/index.ts";

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const limit = (key: string, triesMax = 2) => ({ key, triesMax, windowSeconds: 60 });
/** As if so much time had gone by. */
const age = (key: string, seconds: number) =>
  db.query("UPDATE rate_limits SET last_request = last_request - $2 * 1000 WHERE key = $1", [key, seconds]);

describe("tries", () => {
  test("are refused beyond the limit, with the seconds to wait, until the window is over", async () => {
    const tries = () => countTry(db, [limit("a")]);
    expect([await tries(), await tries()]).toEqual([null, null]);
    expect(await tries()).toBeGreaterThan(55);
    await age("a", 58);
    expect(await tries()).toBeLessThanOrEqual(2);
    await age("a", 2);
    expect([await tries(), await tries()]).toEqual([null, null]);
    expect(await tries()).toBeGreaterThan(55);
  });

  test("count against several limits at once; the longest wait is told", async () => {
    const wide = { key: "wide", triesMax: 1, windowSeconds: 3600 };
    expect(await countTry(db, [limit("b", 1), wide])).toBeNull();
    expect(await countTry(db, [limit("c", 1), wide])).toBeGreaterThan(3500);
    expect(await countTry(db, [])).toBeNull();
  });

  test("that come together are all counted", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => countTry(db, [limit("d", 4), limit("e", 100)])),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(4);
  });

  test("are forgotten by name", async () => {
    await countTry(db, [limit("f", 1), limit("g", 1)]);
    await forgetTries(db, ["f"]);
    expect(await countTry(db, [limit("f", 1)])).toBeNull();
    expect(await countTry(db, [limit("g", 1)])).not.toBeNull();
  });
});

test("what nothing reads any more is deleted, and nothing else", async () => {
  const userId = newId();
  await db.query("INSERT INTO users (id, name, email) VALUES ($1, 'Ada', 'ada@example.com')", [userId]);
  for (const hours of [-1, 1]) {
    await db.query(
      `INSERT INTO sessions (id, user_id, token, expires_at) VALUES ($1::uuid, $2, $1::text, now() + $3 * interval '1 hour')`,
      [newId(), userId, hours],
    );
    await db.query(
      `INSERT INTO verifications (id, identifier, value, expires_at) VALUES ($1, 'x', 'y', now() + $2 * interval '1 hour')`,
      [newId(), hours],
    );
  }
  await countTry(db, [limit("old"), limit("new")]);
  await age("old", 90_000);
  expect(await pruneSignIns(db)).toBe(3);
  const [left] = await db.query(
    `SELECT (SELECT count(*) FROM sessions WHERE expires_at > now()) AS sessions,
            (SELECT count(*) FROM verifications WHERE expires_at > now()) AS verifications,
            EXISTS (SELECT FROM rate_limits WHERE key = 'new') AS tries`,
  );
  expect(left).toEqual({ sessions: 1n, verifications: 1n, tries: true });
  expect(await pruneSignIns(db)).toBe(0);
});
