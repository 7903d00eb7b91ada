import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { PostgresConnection } from "bullmq";
import { migrateQueue, type QueueLocation } from "../src/index.ts";

/** A real store of its own for one test. */
export type Store = {
  readonly location: QueueLocation;
  /** Nothing answers any more, running connections are cut. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Cuts every connection; new ones are accepted at once. */
  readonly cutConnections: () => Promise<void>;
  /** Loses everything that the queue knew. */
  readonly wipe: () => Promise<void>;
  /** Ends the locks of all running jobs, as time does after a worker was killed. */
  readonly expireLocks: () => Promise<void>;
  /** How many commands the store has carried out. */
  readonly commandCount: () => Promise<number>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const adminUrl = "postgresql://postgres@127.0.0.1:5499/postgres";

export const stores = [
  { backend: "postgresql", openStore: openPostgresStore },
  { backend: "redis", openStore: openRedisStore },
] as const;

async function openPostgresStore(): Promise<Store> {
  const database = `queue_${randomUUID().replaceAll("-", "")}`;
  const admin = new PostgresConnection({ connectionString: adminUrl, max: 1 });
  await admin.pool.query(`CREATE DATABASE ${database}`);
  const directUrl = adminUrl.replace(/postgres$/, database);
  await migrateQueue(directUrl);
  const direct = new PostgresConnection({ connectionString: directUrl, max: 1 });
  direct.on("error", () => undefined);
  const proxy = await openProxy(5499);
  return {
    location: { redisUrl: null, databaseUrl: directUrl.replace("5499", String(proxy.port)) },
    stop: proxy.stop,
    start: proxy.start,
    cutConnections: async () => {
      await admin.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [
        database,
      ]);
    },
    wipe: async () => {
      await direct.pool.query("TRUNCATE bullmq.job, bullmq.scheduler, bullmq.meta, bullmq.event CASCADE");
    },
    expireLocks: async () => {
      await direct.pool.query("UPDATE bullmq.job SET locked_until_ms = 1 WHERE state = 'active'");
    },
    commandCount: async () => {
      const { rows } = await direct.pool.query<{ n: string }>(
        "SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()",
      );
      return Number(rows[0]?.n);
    },
    [Symbol.asyncDispose]: async () => {
      await proxy.stop();
      await direct.close();
      await admin.pool.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await admin.close();
    },
  };
}

async function openRedisStore(): Promise<Store> {
  const dir = mkdtempSync(join(tmpdir(), "payrun-redis-"));
  const port = await freePort();
  let server = await startRedis(port, dir);
  const direct = new Redis({ port, retryStrategy: () => 50, maxRetriesPerRequest: null });
  direct.on("error", () => undefined);
  return {
    location: { redisUrl: `redis://127.0.0.1:${port}`, databaseUrl: "postgresql://nobody@127.0.0.1:1/none" },
    stop: () => end(server),
    start: async () => {
      server = await startRedis(port, dir);
    },
    cutConnections: async () => {
      await direct.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    },
    wipe: async () => {
      await direct.flushall();
    },
    expireLocks: async () => {
      const locks = await direct.keys("bull:*:lock");
      if (locks.length > 0) await direct.del(...locks);
    },
    commandCount: async () => Number(/total_commands_processed:(\d+)/.exec(await direct.info("stats"))?.[1]),
    [Symbol.asyncDispose]: async () => {
      direct.disconnect();
      await end(server);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function startRedis(port: number, dir: string): Promise<ChildProcess> {
  const flags = [
    "--bind",
    "127.0.0.1",
    "--port",
    String(port),
    "--dir",
    dir,
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  const server = spawn("redis-server", flags, { stdio: "ignore" });
  while (!(await accepts(port))) await sleep(20);
  return server;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGKILL");
  await ended;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A wire to a server that can be cut: a database that is down for its clients only. */
async function openProxy(target: number) {
  const open = new Set<Socket>();
  const listenOn = async (port: number): Promise<Server> => {
    const server = createServer((client) => {
      const upstream = connect(target, "127.0.0.1");
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        open.add(from);
        from.pipe(to);
        from.on("error", () => undefined);
        from.on("close", () => {
          open.delete(from);
          to.destroy();
        });
      }
    }).listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  let server = await listenOn(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    stop: async () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
    start: async () => {
      server = await listenOn(port);
    },
  };
}
