import { Redis } from "ioredis";
import pg from "pg";
import { expect, test } from "vitest";
import { createEmptyDatabase, createTestDatabase, startTestRedis } from "../src/index.ts";

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

test("two test databases share nothing, and a dropped one is gone with its connections", async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await query(first.url, "create table only_here (id int)");
  expect(await query(second.url, "select to_regclass('only_here') as found")).toEqual([{ found: null }]);
  const lingering = new pg.Client({ connectionString: first.url });
  lingering.on("error", () => undefined);
  await lingering.connect();
  await first.drop();
  await expect(query(first.url, "select 1")).rejects.toThrow("does not exist");
  await second.drop();
});

test("an empty database has no tables", async () => {
  const database = await createEmptyDatabase();
  expect(
    await query(database.url, "select count(*)::int as n from pg_tables where schemaname = 'public'"),
  ).toEqual([{ n: 0 }]);
  await database.drop();
});

test("two tests get different databases of one Redis", { timeout: 120_000 }, async () => {
  const [first, second] = await Promise.all([startTestRedis(), startTestRedis()]);
  const clients = [new Redis(first.url), new Redis(second.url)] as const;
  await clients[0].set("mine", "1");
  expect(await clients[1].get("mine")).toBeNull();
  for (const client of clients) client.disconnect();
});
