import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, processIdentity, withLock } from "@payrun/embedded";

type Running = { readonly launcher: string; readonly children: readonly string[] };

export type CheckoutClaim =
  | {
      readonly kind: "claimed";
      /** Remembers a child, so that the next launcher can end it should this one be killed. */
      readonly note: (child: string) => void;
      readonly release: () => void;
    }
  | { readonly kind: "running"; readonly pid: string };

const childrenEndMs = 10_000;

/**
 * Makes this process the one launcher of a data folder, or says who is. Children that a killed launcher left behind are
 * ended first: two simulators on one state folder, or two APIs on one port, would get into each other's way.
 */
export function claimCheckout(dataDir: string): Promise<CheckoutClaim> {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "launcher.json");
  return withLock(join(dataDir, "launcher.lock"), async () => {
    const before = read(file);
    if (before !== null && isAlive(before.launcher)) {
      return { kind: "running", pid: before.launcher.split(":")[0] ?? "" };
    }
    await Promise.all((before?.children ?? []).map(endChild));
    const children: string[] = [];
    const save = () => write(file, { launcher: processIdentity(), children });
    save();
    return {
      kind: "claimed",
      note: (child) => {
        children.push(child);
        save();
      },
      release: () => rmSync(file, { force: true }),
    };
  });
}

function read(file: string): Running | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Running;
  } catch {
    return null;
  }
}

function write(file: string, running: Running): void {
  writeFileSync(`${file}.part`, JSON.stringify(running));
  renameSync(`${file}.part`, file);
}

async function endChild(identity: string): Promise<void> {
  const pid = Number(identity.split(":")[0]);
  const deadline = performance.now() + childrenEndMs;
  if (isAlive(identity)) process.kill(pid, "SIGTERM");
  while (isAlive(identity)) {
    if (performance.now() > deadline) process.kill(pid, "SIGKILL");
    await sleep(50);
  }
}
