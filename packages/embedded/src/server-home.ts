import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { clusterPath, stopPostmaster } from "./postmaster.ts";
import { canReach, chooseAccount, type ServerAccount } from "./server-account.ts";

/** Where one data folder's server lives, and who runs it. */
export type ServerHome = { readonly home: string; readonly account: ServerAccount };

type Pointer = { readonly home: string; readonly dataDir: string };

/**
 * Finds the folder of the server that belongs to `dataDir`: `<dataDir>/postgres` where the server's account can get
 * there, else a folder of its own under /var/lib/payrun (or /var/tmp/payrun), named in `<dataDir>/postgres/LOCATION`.
 *
 * A root checkout in a mode-700 folder needs the second form. A copied checkout gets a new server (its pointer still
 * names the other path); a moved one keeps its own.
 */
export async function findServerHome(dataDir: string): Promise<ServerHome> {
  const inside = join(dataDir, "postgres");
  mkdirSync(inside, { recursive: true });
  const identity = realpathSync(dataDir);
  const pointerFile = join(inside, "LOCATION");
  const pointer = readPointer(pointerFile);
  if (
    pointer !== null &&
    (pointer.dataDir === identity || !existsSync(pointer.dataDir)) &&
    existsSync(pointer.home)
  ) {
    writePointer(pointerFile, { home: pointer.home, dataDir: identity });
    return outsideHome(pointer.home);
  }
  const account = chooseAccount(clusterPath(inside));
  if (account.uid === undefined || canReach(account, inside)) return { home: inside, account };
  if (existsSync(clusterPath(inside))) {
    throw new Error(
      `PostgreSQL's user (uid ${account.uid}) can no longer enter ${inside}; make its parent folders enterable (chmod o+x).`,
    );
  }
  const home = join(outsideBase(), createHash("sha256").update(identity).digest("hex").slice(0, 16));
  await setAside(home);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  writePointer(pointerFile, { home, dataDir: identity });
  return outsideHome(home);
}

function outsideHome(home: string): ServerHome {
  return { home, account: chooseAccount(clusterPath(home)) };
}

/** Where root keeps what a server's own user must reach. A folder planted by somebody else in the world-writable /var/tmp is refused. */
export function outsideBase(): string {
  for (const base of ["/var/lib/payrun", "/var/tmp/payrun"]) {
    try {
      mkdirSync(base, { recursive: true, mode: 0o755 });
    } catch {
      continue;
    }
    const stat = lstatSync(base);
    if (stat.isDirectory() && stat.uid === 0) return base;
  }
  throw new Error("Neither /var/lib/payrun nor /var/tmp/payrun can be used for PostgreSQL's data.");
}

/** Data whose checkout was deleted or reset at the same path: stopped and kept once as `.replaced`, never reused. */
async function setAside(home: string): Promise<void> {
  if (!existsSync(home)) return;
  await stopPostmaster(clusterPath(home));
  rmSync(`${home}.replaced`, { recursive: true, force: true });
  renameSync(home, `${home}.replaced`);
}

function readPointer(file: string): Pointer | null {
  if (!existsSync(file)) return null;
  const [home = "", dataDir = ""] = readFileSync(file, "utf8").split("\n");
  return { home, dataDir };
}

function writePointer(file: string, { home, dataDir }: Pointer): void {
  writeFileSync(file, `${home}\n${dataDir}\n`);
}
