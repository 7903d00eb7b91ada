import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, processIdentity } from "./process-identity.ts";

/**
 * Notes that this process uses the server in `home`. The returned function takes the note back and says whether a
 * living process still uses it: the last one out stops the server, whoever started it.
 */
export function registerUser(home: string): () => boolean {
  const folder = join(home, "users");
  mkdirSync(folder, { recursive: true });
  const mine = join(folder, `${processIdentity()} ${randomUUID()}`);
  writeFileSync(mine, "");
  return () => {
    rmSync(mine, { force: true });
    const others = readdirSync(folder);
    for (const other of others.filter((name) => !inUse(name))) rmSync(join(folder, other), { force: true });
    return others.some(inUse);
  };
}

function inUse(name: string): boolean {
  return isAlive(name.split(" ")[0] ?? "");
}
