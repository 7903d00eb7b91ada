import { randomUUID } from "node:crypto";
import { openDatabase } from "@payrun/db";
import type { TestDatabase } from "@payrun/testkit";
import { onTestFinished } from "vitest";
import { openHouse, type House } from "./house.ts";

/** A backup of a house's database as it is now. */
export async function backUp(house: House): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const source = new URL(house.database.url).pathname.slice(1);
  await onServer(house, async (statement) => {
    // A template may have no connections; the house's pool opens new ones.
    await statement(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${source}'`);
    await statement(`CREATE DATABASE ${name} TEMPLATE ${source} OWNER payrun`);
  });
  return {
    url: withName(house.database.url, name),
    adminUrl: withName(house.database.adminUrl, name),
    drop: () =>
      onServer(house, async (statement) => {
        await statement(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/** A worker that starts on the backup, while Stripe has gone on. The former house is gone. */
export async function restore(house: House, database: TestDatabase): Promise<House> {
  const restored = await openHouse({ restored: { database, stripe: house.stripe } });
  onTestFinished(() => restored.close());
  return restored;
}

async function onServer(
  house: House,
  work: (statement: (text: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const server = openDatabase(withName(house.database.adminUrl, "postgres"), { poolSize: 1 });
  try {
    await work((text) => server.query(text));
  } finally {
    await server.close();
  }
}

function withName(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}
