import { readFileSync, readlinkSync } from "node:fs";

/** A process that cannot be mistaken for a later one that was given the same pid: `pid` or `pid:startTicks`. */
export type ProcessIdentity = string;

/** The identity of a running process; a bare pid where `/proc` does not exist. */
export function processIdentity(pid: number = process.pid): ProcessIdentity {
  const stat = readStat(pid);
  return stat === null ? String(pid) : `${pid}:${stat.startTicks}`;
}

/** Whether the process of that identity still runs. A zombie, or a reused pid, does not count. */
export function isAlive(identity: ProcessIdentity): boolean {
  const [pidText = "", startTicks] = identity.split(":");
  const pid = Number(pidText);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const stat = readStat(pid);
  if (stat === null) return process.platform !== "linux";
  return stat.state !== "Z" && (startTicks === undefined || stat.startTicks === startTicks);
}

/** The folder a process works in, or null where it is gone or the system does not tell. */
export function workingDirectoryOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/** proc(5): field 3 is the state, field 22 the start time in clock ticks since boot. */
function readStat(pid: number): { readonly state: string; readonly startTicks: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", startTicks: fields[19] ?? "" };
  } catch {
    return null;
  }
}
