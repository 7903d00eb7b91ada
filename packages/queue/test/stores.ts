import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmptyDatabase, startRedis } from "@payrun/testkit";
import { PostgresConnection } from "bullmq";
import { Redis } from "ioredis";
import { migrateQueue, type QueueLocation } from "../src/index.ts";
import { cuttableWire } from "./cuttable-wire.ts";

/** A real store of its own for one test. */
export type Store = {
  readonly location: QueueLocation;
  /** Nothing answers any more, every connection is cut. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Every connection ends from the server's side; new ones are accepted at once. */
  readonly endConnections: () => Promise<void>;
  /** The server runs, ends every connection and refuses new ones. */
  readonly refuseConnections: () => Promise<void>;
  readonly acceptConnections: () => Promise<void>;
  /** Loses everything that the queue knew. */
  readonly wipe: () => Promise<void>;
  /** What 20 s do to the running chunks of a killed worker: their locks have ended, a check has marked them. */
  readonly ageRunningChunks: () => Promise<void>;
  /** How many commands (on PostgreSQL: transactions) the store has carried out. */
  readonly commandCount: () => Promise<number>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export const stores = [
  { backend: "postgresql", openStore: openPostgresStore },
  { backend: "redis", openStore: openRedisStore },
] as const;

async function openPostgresStore(): Promise<Store> {
  const database = await createEmptyDatabase();
  await migrateQueue(database.url);
  const admin = new PostgresConnection({ connectionString: database.adminUrl, max: 1 });
  const wire = await cuttableWire(Number(new URL(database.url).port));
  const url = new URL(database.url);
  url.port = String(wire.port);
  const endConnections = async () => {
    await admin.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
  };
  // The superuser is exempt from this limit.
  const limitConnections = async (most: number) => {
    await admin.pool.query(`ALTER DATABASE ${url.pathname.slice(1)} CONNECTION LIMIT ${most}`);
  };
  return {
    location: { redisUrl: null, databaseUrl: url.href },
    stop: async () => wire.cut(),
    start: wire.mend,
    endConnections,
    refuseConnections: async () => {
      await limitConnections(0);
      await endConnections();
    },
    acceptConnections: () => limitConnections(-1),
    wipe: async () => {
      await admin.pool.query("TRUNCATE bullmq.job, bullmq.scheduler, bullmq.meta, bullmq.event CASCADE");
    },
    ageRunningChunks: async () => {
      await admin.pool.query(
        "UPDATE bullmq.job SET locked_until_ms = 1, stalled_marked = true WHERE state = 'active'",
      );
      await admin.pool.query("DELETE FROM bullmq.meta WHERE field = 'stalled-check'");
    },
    commandCount: async () => {
      const { rows } = await admin.pool.query<{ n: string }>(
        "SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()",
      );
      return Number(rows[0]?.n);
    },
    [Symbol.asyncDispose]: async () => {
      wire.cut();
      await admin.close();
      await database.drop();
    },
  };
}

async function openRedisStore(): Promise<Store> {
  const dir = mkdtempSync(join(tmpdir(), "payrun-redis-"));
  let server = await startRedis({ dir });
  const { url, port } = server;
  const admin = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  admin.on("error", () => undefined);
  const endConnections = async () => {
    await admin.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
  };
  return {
    location: { redisUrl: url, databaseUrl: "postgresql://nobody@127.0.0.1:1/none" },
    stop: async () => {
      await server.stop();
    },
    start: async () => {
      server = await startRedis({ port, dir });
    },
    endConnections,
    refuseConnections: async () => {
      await admin.config("SET", "maxclients", "1");
      await endConnections();
    },
    acceptConnections: async () => {
      await admin.config("SET", "maxclients", "1000");
    },
    wipe: async () => {
      await admin.flushall();
    },
    ageRunningChunks: async () => {
      const locks = await admin.keys("bull:payout-chunks:*:lock");
      const ids = locks.map((key) => key.split(":").at(-2) ?? "");
      await admin.sadd("bull:payout-chunks:stalled", ...ids);
      await admin.del("bull:payout-chunks:stalled-check", ...locks);
    },
    commandCount: async () => Number(/total_commands_processed:(\d+)/.exec(await admin.info("stats"))?.[1]),
    [Symbol.asyncDispose]: async () => {
      admin.disconnect();
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
