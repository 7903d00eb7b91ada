import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, processIdentity, workingDirectoryOf, type ProcessIdentity } from "./process-identity.ts";

/** What PostgreSQL writes into `postmaster.pid` (miscinit.h: pid, data folder, start, port, socket, address, memory, status). */
export type Postmaster = {
  readonly pid: number;
  readonly identity: ProcessIdentity;
  readonly port: number;
  readonly ready: boolean;
};

/** PostgreSQL's own data folder inside a server home. */
export function clusterPath(home: string): string {
  return join(home, "cluster");
}

/** The living server of this data folder, or null. A leftover pid file, even with a reused pid, is not a server. */
export function findPostmaster(clusterDir: string): Postmaster | null {
  const lockFile = join(clusterDir, "postmaster.pid");
  if (!existsSync(lockFile)) return null;
  const lines = readFileSync(lockFile, "utf8").split("\n");
  const pid = Number(lines[0]);
  const identity = processIdentity(pid);
  if (!isAlive(identity) || !worksIn(pid, clusterDir)) return null;
  return { pid, identity, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * Makes a data folder startable after a crash: ends server processes that lost their postmaster, then removes its pid
 * file. In that order: without the pid file PostgreSQL could start beside a backend that still writes.
 */
export async function clearCrashedPostmaster(clusterDir: string): Promise<void> {
  for (const signal of ["SIGQUIT", "SIGKILL"] as const) {
    const orphans = processesIn(clusterDir);
    for (const orphan of orphans) signalQuietly(orphan, signal);
    await waitUntil(() => processesIn(clusterDir).length === 0, 5_000);
  }
  rmSync(join(clusterDir, "postmaster.pid"), { force: true });
}

/** Fast shutdown: open transactions roll back, a checkpoint is written. After 30 s the immediate one (recovery at next start). */
export async function stopPostmaster(clusterDir: string): Promise<void> {
  const postmaster = findPostmaster(clusterDir);
  if (postmaster === null) return;
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    signalQuietly(postmaster.pid, signal);
    if (await waitUntil(() => !isAlive(postmaster.identity), 30_000)) return;
  }
}

/** A postmaster and its children work in the data folder; where `/proc` is missing the pid file is believed. */
function worksIn(pid: number, clusterDir: string): boolean {
  return process.platform !== "linux" || workingDirectoryOf(pid) === realpathSync(clusterDir);
}

function processesIn(clusterDir: string): readonly number[] {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc").map(Number).filter(Number.isSafeInteger);
  return pids.filter((pid) => worksIn(pid, clusterDir) && isAlive(String(pid)) && isPostgres(pid));
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres");
  } catch {
    return false;
  }
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Resolves to whether the condition came true within the limit. */
export async function waitUntil(condition: () => boolean, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}
