import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { isAlive, processIdentity, startEmbeddedPostgres } from "../src/index.ts";
import { clusterPath, findPostmaster } from "../src/postmaster.ts";
import { canReach } from "../src/server-account.ts";

type Started = { readonly url: string; readonly port: number; readonly adopted: boolean };

const fastest = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const asRoot = process.getuid?.() === 0;
const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** A folder that PostgreSQL's user may enter; `mkdtemp` alone would make it private. */
function checkout(mode = 0o755): string {
  const folder = mkdtempSync(join(fastest, "payrun-embedded-"));
  chmodSync(folder, mode);
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, ".data");
}

async function start(dataDir: string) {
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: "off" } });
  cleanups.push(() => server.stop());
  return server;
}

async function startElsewhere(dataDir: string, account: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "starter-main.ts"), dataDir], {
    ...account,
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanups.push(() => void child.kill("SIGKILL"));
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { child, started: JSON.parse(line) as Started };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

describe("an embedded PostgreSQL", () => {
  test("gives the application a database that it owns without being superuser, and only on 127.0.0.1", async () => {
    const server = await start(checkout());
    expect(
      await query(server.url, "select usesuper, current_database() from pg_user where usename = 'payrun'"),
    ).toEqual([{ usesuper: false, current_database: "payrun" }]);
    expect(await query(server.adminUrl, "show listen_addresses")).toEqual([
      { listen_addresses: "127.0.0.1" },
    ]);
  });

  test("waits for the disk unless told otherwise", async () => {
    const server = await startEmbeddedPostgres({ dataDir: checkout() });
    cleanups.push(() => server.stop());
    expect(await query(server.adminUrl, "show fsync")).toEqual([{ fsync: "on" }]);
    expect(await query(server.adminUrl, "show synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
  });

  test("keeps its data, passwords and port over a stop and a start", async () => {
    const dataDir = checkout();
    const first = await start(dataDir);
    await query(first.url, "create table kept (id int)");
    await first.stop();
    const second = await start(dataDir);
    expect(second).toMatchObject({ url: first.url, adopted: false });
    expect(await query(second.url, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
  });

  test("moves to another port when somebody took the remembered one", async () => {
    const dataDir = checkout();
    const first = await start(dataDir);
    await first.stop();
    const squatter = createServer().listen(first.port, "127.0.0.1");
    await once(squatter, "listening");
    cleanups.push(() => void squatter.close());
    const second = await start(dataDir);
    expect(second.port).not.toBe(first.port);
  });

  test("of two checkouts fights over neither port nor data, also when both start at once", async () => {
    const [first, second] = await Promise.all([start(checkout()), start(checkout())]);
    await query(first.url, "create table mine (id int)");
    expect(second.port).not.toBe(first.port);
    expect(await query(second.url, "select to_regclass('mine') as found")).toEqual([{ found: null }]);
  });

  test("is one server when two starts of one checkout race, and outlives the first of them to stop", async () => {
    const dataDir = checkout();
    const [first, second] = await Promise.all([start(dataDir), start(dataDir)]);
    expect(first.adopted).not.toBe(second.adopted);
    await first.stop();
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(findPostmaster(clusterPath(join(dataDir, "postgres")))).toBeNull();
  });
});

describe("after a SIGKILL", () => {
  test("of the starter its server lives on and the next start adopts it", async () => {
    const dataDir = checkout();
    const { child, started } = await startElsewhere(dataDir);
    await kill(child, "SIGKILL");
    const server = await start(dataDir);
    expect(server).toMatchObject({ url: started.url, adopted: true });
  });

  test("of the server itself the next start recovers what was committed", async () => {
    const dataDir = checkout();
    const first = await start(dataDir);
    await query(first.url, "create table committed (id int)");
    const postmaster = findPostmaster(clusterPath(join(dataDir, "postgres")));
    process.kill(postmaster?.pid ?? Number.NaN, "SIGKILL");
    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, "select count(*)::int as n from committed")).toEqual([{ n: 0 }]);
  });

  test("a leftover postmaster.pid heals, even when its pid now belongs to another living process", async () => {
    const dataDir = checkout();
    const first = await start(dataDir);
    await first.stop();
    const lockFile = join(clusterPath(join(dataDir, "postgres")), "postmaster.pid");
    writeFileSync(
      lockFile,
      `${process.pid}\n${dirname(lockFile)}\n1\n${first.port}\n\n127.0.0.1\n0 0\nready\n`,
    );
    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
  });

  test("of a starter in the middle, its lock does not block the next", async () => {
    const dataDir = checkout();
    const gone = spawn("true");
    const identity = processIdentity(gone.pid);
    await once(gone, "exit");
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres", "starting"), `${identity} someone`);
    expect(isAlive(identity)).toBe(false);
    expect((await start(dataDir)).adopted).toBe(false);
  });
});

/** `nobody`, who must be able to read this checkout for it. */
const otherUserCanRun = asRoot && canReach({ uid: 65_534, gid: 65_534 }, import.meta.dirname);

test("an ordinary user runs it as himself", { skip: !otherUserCanRun }, async () => {
  const dataDir = checkout();
  const nobody = 65_534;
  mkdirSync(dataDir);
  chownSync(dataDir, nobody, nobody);
  const { child, started } = await startElsewhere(dataDir, { uid: nobody, gid: nobody });
  expect(await query(started.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await kill(child, "SIGTERM");
});

describe.runIf(asRoot)("for root in a mode-700 folder", () => {
  function location(dataDir: string): string {
    const [home = ""] = readFileSync(join(dataDir, "postgres", "LOCATION"), "utf8").split("\n");
    cleanups.unshift(() => {
      rmSync(home, { recursive: true, force: true });
      rmSync(`${home}.replaced`, { recursive: true, force: true });
    });
    return home;
  }

  test("the data lives where PostgreSQL's user can reach it, and is found again", async () => {
    const dataDir = checkout(0o700);
    const first = await start(dataDir);
    const home = location(dataDir);
    expect(existsSync(clusterPath(home))).toBe(true);
    expect(home.startsWith(dirname(dataDir))).toBe(false);
    await query(first.url, "create table kept (id int)");
    await first.stop();
    const second = await start(dataDir);
    expect(await query(second.url, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
  });

  test("a data folder that was deleted starts empty, though its old data is still outside", async () => {
    const dataDir = checkout(0o700);
    const first = await start(dataDir);
    location(dataDir);
    await query(first.url, "create table old (id int)");
    rmSync(dataDir, { recursive: true });
    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, "select to_regclass('old') as found")).toEqual([{ found: null }]);
  });
});
