import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, processIdentity, startRedis, withLock } from "@payrun/embedded";
import { Redis } from "ioredis";
import { fromTestRun } from "./test-database.ts";

type SharedRedis = { readonly url: string; readonly identity: string };

/**
 * The run's Redis, started by the first test that asks and stopped with the run. Every call gets a numbered database
 * of its own: FLUSHDB is safe in it, FLUSHALL is not. A test that stops or flushes Redis starts its own with `startRedis`.
 */
export async function startTestRedis(): Promise<{ readonly url: string }> {
  const folder = fromTestRun("PAYRUN_TEST_FOLDER");
  const { url } = await withLock(join(folder, "redis.lock"), async () => {
    const running = readShared(folder);
    if (running !== null && isAlive(running.identity)) return running;
    const server = await startRedis({ dir: folder });
    const shared = { url: server.url, identity: processIdentity(server.pid) };
    writeFileSync(stateFile(folder), JSON.stringify(shared));
    return shared;
  });
  const client = new Redis(url);
  try {
    return { url: `${url}/${await client.incr("test-databases")}` };
  } finally {
    client.disconnect();
  }
}

/** Ends the Redis of a run, if it ever had one. */
export async function stopTestRedis(folder: string): Promise<void> {
  const shared = readShared(folder);
  if (shared === null || !isAlive(shared.identity)) return;
  process.kill(Number(shared.identity.split(":")[0]), "SIGKILL");
  while (isAlive(shared.identity)) await sleep(10);
}

function readShared(folder: string): SharedRedis | null {
  return existsSync(stateFile(folder))
    ? (JSON.parse(readFileSync(stateFile(folder), "utf8")) as SharedRedis)
    : null;
}

function stateFile(folder: string): string {
  return join(folder, "redis.json");
}
