import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What must survive a restart of one server: its passwords and the port that URLs in use point at. */
export type ServerFacts = {
  readonly adminPassword: string;
  readonly password: string;
  readonly port: number;
};

/** The remembered facts of the server in `home`, or null before its first start. */
export function readServerFacts(home: string): ServerFacts | null {
  const file = factsFile(home);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ServerFacts) : null;
}

/** Replaces the facts in one step, readable by the owner alone. */
export function writeServerFacts(home: string, facts: ServerFacts): void {
  const draft = `${factsFile(home)}.new`;
  writeFileSync(draft, JSON.stringify(facts), { mode: 0o600 });
  renameSync(draft, factsFile(home));
}

export function newServerFacts(port: number): ServerFacts {
  return { adminPassword: newPassword(), password: newPassword(), port };
}

/** Letters and digits only: it stands in URLs. */
function newPassword(): string {
  return randomBytes(24).toString("hex");
}

function factsFile(home: string): string {
  return join(home, "server.json");
}
