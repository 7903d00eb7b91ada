import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { migrate } from "@payrun/db";
import { migrateQueue } from "@payrun/queue";
import { startEmbeddedPostgres, startRedis } from "@payrun/testkit";
import type { TestContext } from "vitest";
import { ownFolder } from "./deployment.ts";
import { until } from "./until.ts";

const DOWN_MS = 20_000;

/** A server of one test's own, which it may stop; it ends with the test. */
export type Server = {
  readonly url: string;
  /** Ends at once, with whatever is under way, and stays away until it is started. */
  readonly crash: () => Promise<void>;
  /** Starts again at the same address. */
  readonly start: () => Promise<void>;
};

/** PostgreSQL with the current schema. It loses nothing that was committed when only it, not the machine, goes down. */
export async function ownPostgres(test: TestContext): Promise<Server> {
  const dataDir = ownFolder(test);
  const launch = () => startEmbeddedPostgres({ dataDir, settings: { fsync: "off", shared_buffers: "64MB" } });
  let server = await launch();
  test.onTestFinished(() => server.stop());
  await migrate(server.url);
  await migrateQueue(server.url);
  return {
    url: server.url,
    crash: async () => {
      const lockFile = join(dirname(server.logFile), "cluster", "postmaster.pid");
      const pid = Number(readFileSync(lockFile, "utf8").split("\n")[0]);
      // Immediate shutdown: every connection is cut, recovery at the next start.
      process.kill(pid, "SIGQUIT");
      await until("PostgreSQL is down", DOWN_MS, () => !isRunning(pid));
      await server.stop();
    },
    start: async () => {
      server = await launch();
    },
  };
}

export type RedisOfOurOwn = Server & {
  /** Loses everything, and stays up. */
  readonly flushAll: () => Promise<void>;
};

/** Redis without a disk: stopped is forgotten. */
export async function ownRedis(test: TestContext): Promise<RedisOfOurOwn> {
  const dir = ownFolder(test);
  let server = await startRedis({ dir });
  test.onTestFinished(() => server.stop());
  const { url, port } = server;
  return {
    url,
    crash: () => server.stop(),
    start: async () => {
      server = await startRedis({ dir, port });
    },
    flushAll: () =>
      new Promise((done, fail) => {
        const socket = connect(port, "127.0.0.1", () => socket.write("FLUSHALL\r\n"));
        socket.once("error", fail).once("data", (answer) => {
          socket.destroy();
          if (answer.toString() === "+OK\r\n") done();
          else fail(new Error(answer.toString()));
        });
      }),
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
