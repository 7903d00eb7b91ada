import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, processIdentity } from "./process-identity.ts";

/**
 * Runs `work` while no other process holds the lock file. The file names its holder, so a lock whose holder was
 * killed is taken over at once instead of blocking every later start.
 */
export async function withLock<Result>(lockFile: string, work: () => Promise<Result>): Promise<Result> {
  const mine = `${processIdentity()} ${randomUUID()}`;
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!tryLock(lockFile, mine)) {
    breakDeadLock(lockFile);
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    if (readOrNull(lockFile) === mine) rmSync(lockFile, { force: true });
  }
}

/** `link` is atomic and fails when the name exists, and the file is never seen half-written. */
function tryLock(lockFile: string, mine: string): boolean {
  const draft = `${lockFile}.${randomUUID()}`;
  writeFileSync(draft, mine);
  try {
    linkSync(draft, lockFile);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function breakDeadLock(lockFile: string): void {
  const holder = readOrNull(lockFile);
  if (holder === null || isAlive(holder.split(" ")[0] ?? "")) return;
  const taken = `${lockFile}.${randomUUID()}`;
  try {
    renameSync(lockFile, taken);
    // Someone else may have broken the same lock and taken it between the read and the rename: give it back.
    if (readOrNull(taken) !== holder) linkSync(taken, lockFile);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "EEXIST") throw error;
  } finally {
    rmSync(taken, { force: true });
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
