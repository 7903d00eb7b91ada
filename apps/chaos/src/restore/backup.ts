import { openDatabase, type Database } from "@payrun/db";
import type { World } from "../world/world.ts";

export type Backup = {
  /** Puts it in the place of the world's database: every session is lost, and whoever comes again finds the older one. */
  readonly restore: () => Promise<void>;
  readonly drop: () => Promise<void>;
};

const TRIES_MAX = 50;

/** A copy of the world's database as it is now. Nothing may be under way. */
export async function backUp(world: World): Promise<Backup> {
  const name = new URL(world.databaseUrl).pathname.slice(1);
  const copy = `${name}_backup`;
  const lost = `${name}_lost`;
  await onServer(world, (server) =>
    alone(server, name, `CREATE DATABASE ${copy} TEMPLATE ${name} OWNER payrun`),
  );
  return {
    restore: async () => {
      const aheadMs = await answering(() => aheadIn(world.db));
      await onServer(world, async (server) => {
        await alone(server, name, `ALTER DATABASE ${name} RENAME TO ${lost}`);
        await alone(server, copy, `ALTER DATABASE ${copy} RENAME TO ${name}`);
      });
      // The server's clock has gone on, whatever is restored on it.
      await answering(() => world.db.query("UPDATE operational_clock SET ahead_ms = $1", [aheadMs]));
    },
    drop: () =>
      onServer(world, async (server) => {
        for (const each of [copy, lost]) await server.query(`DROP DATABASE IF EXISTS ${each} WITH (FORCE)`);
      }),
  };
}

/** What needs a database without sessions: pools come back at any moment, so it is tried until it goes through. */
async function alone(server: Database, database: string, statement: string): Promise<void> {
  await answering(async () => {
    await server.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [
      database,
    ]);
    await server.query(statement);
  });
}

/** A pool has sessions that are gone, and notices one by one. */
async function answering<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === TRIES_MAX) throw error;
    }
  }
}

async function aheadIn(db: Database): Promise<bigint> {
  const [row] = await db.query<{ aheadMs: bigint }>(
    'SELECT ahead_ms::bigint AS "aheadMs" FROM operational_clock',
  );
  return row?.aheadMs ?? 0n;
}

async function onServer(world: World, work: (server: Database) => Promise<void>): Promise<void> {
  const url = new URL(world.adminUrl);
  url.pathname = "/postgres";
  const server = openDatabase(url.href, { poolSize: 1 });
  try {
    await work(server);
  } finally {
    await server.close();
  }
}
