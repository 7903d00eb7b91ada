import { existsSync, mkdirSync, readdirSync, rmSync, chmodSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive, processIdentity, startEmbeddedPostgres, stopEmbeddedPostgres } from "@payrun/embedded";
import { prepareTemplate } from "./test-database.ts";
import { stopTestRedis } from "./test-redis.ts";

const prefix = "payrun-test-";

export type TestRun = { readonly end: () => Promise<void> };

/**
 * Starts what the tests of one run share: one PostgreSQL without fsync, in memory where the machine allows it, and
 * the template that test databases are cloned from. Test processes find it through the environment.
 *
 * @param prepare brings an empty database to the current schema; absent, test databases are empty.
 */
export async function startTestRun(prepare?: (url: string) => Promise<unknown>): Promise<TestRun> {
  const base = hasRoom("/dev/shm") ? "/dev/shm" : tmpdir();
  await sweepDeadRuns(base);
  const folder = join(base, `${prefix}${processIdentity()}`);
  mkdirSync(folder, { recursive: true });
  // PostgreSQL's own user must get in, whatever this process's umask says.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" },
  });
  const end = async () => {
    await stopTestRedis(folder);
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.env["PAYRUN_TEST_FOLDER"] = folder;
  process.env["PAYRUN_TEST_ADMIN_URL"] = server.adminUrl;
  process.env["PAYRUN_TEST_URL"] = server.url;
  try {
    await prepareTemplate(prepare ?? (() => Promise.resolve()));
  } catch (error) {
    await end();
    throw error;
  }
  return { end };
}

/** Containers often give /dev/shm 64 MB. */
function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 2 ** 30;
}

/** What runs that were killed left behind: their servers are stopped, their folders removed. */
async function sweepDeadRuns(base: string): Promise<void> {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(prefix))) {
    const mine = statSync(join(base, name)).uid === process.getuid?.();
    if (!mine || isAlive(name.slice(prefix.length))) continue;
    await stopTestRedis(join(base, name));
    await stopEmbeddedPostgres(join(base, name));
    rmSync(join(base, name), { recursive: true, force: true });
  }
}
