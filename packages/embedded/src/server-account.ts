import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, statSync } from "node:fs";

/** The operating-system user that PostgreSQL runs as; empty means "as we are". Fits `spawn`'s options. */
export type ServerAccount = { readonly uid?: number; readonly gid?: number };

const createdUser = "payrun-postgres";

/**
 * Chooses who runs the server. PostgreSQL refuses to run as root, so root hands over to the owner of existing data,
 * else to the system's `postgres`, else to a user created for this, else to `nobody`.
 *
 * @throws when the data belongs to somebody else and we are not root.
 */
export function chooseAccount(clusterDir: string): ServerAccount {
  const owner = existsSync(clusterDir) ? statSync(clusterDir) : null;
  const myUid = process.getuid?.();
  if (myUid !== 0) {
    if (owner !== null && myUid !== undefined && owner.uid !== myUid) {
      throw new Error(
        `${clusterDir} belongs to uid ${owner.uid}; start as that user or as root, or remove the data folder.`,
      );
    }
    return {};
  }
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lookUp("postgres") ?? lookUp(createdUser) ?? createUser() ?? requireNobody();
}

/** Gives a file or folder to the account; nothing to do when the server runs as we do. */
export function giveTo(account: ServerAccount, path: string): void {
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
}

/** Whether the account may read and enter (or run) the path, asked of the kernel as that account. */
export function canReach(account: ServerAccount, path: string): boolean {
  const answer = spawnSync("/bin/sh", ["-c", 'test -r "$1" && test -x "$1"', "sh", path], {
    ...account,
    cwd: "/",
  });
  return answer.status === 0;
}

function lookUp(name: string): ServerAccount | null {
  try {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })),
    );
    return uid === undefined || gid === undefined || uid === 0 ? null : { uid, gid };
  } catch {
    return null;
  }
}

function createUser(): ServerAccount | null {
  const flags = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
  spawnSync("useradd", [...flags, createdUser], { stdio: "ignore" });
  return lookUp(createdUser);
}

function requireNobody(): ServerAccount {
  const nobody = lookUp("nobody");
  if (nobody === null)
    throw new Error("PostgreSQL cannot run as root and no other user was found; run `useradd postgres`.");
  return nobody;
}
