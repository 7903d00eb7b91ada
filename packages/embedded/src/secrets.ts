import { randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./folder-lock.ts";

/** Secrets that are generated when the operator gave none, and how each is made. */
const generators = {
  CRON_SECRET: () => randomBytes(32).toString("hex"),
  AUTH_SECRET: () => randomBytes(32).toString("hex"),
  STRIPE_WEBHOOK_SECRET: () => `whsec_${randomBytes(24).toString("hex")}`,
  STRIPE_CONNECT_WEBHOOK_SECRET: () => `whsec_${randomBytes(24).toString("hex")}`,
  HOST_API_KEY: () => `payrun_${randomBytes(24).toString("hex")}`,
} as const;

export type SecretName = keyof typeof generators;
export type Secrets = Readonly<Record<SecretName, string>>;

/**
 * The secrets in `<dataDir>/secrets.env` (mode 0600). A name that is missing is generated and appended; one that is
 * there, even with a value that an operator edited, is never overwritten.
 */
export function loadOrCreateSecrets(dataDir: string): Promise<Secrets> {
  return withLock(join(dataDir, "secrets.lock"), async () => {
    mkdirSync(dataDir, { recursive: true });
    const file = join(dataDir, "secrets.env");
    if (!existsSync(file))
      writeFileSync(file, "# Generated once for this machine. Keep it private.\n", { mode: 0o600 });
    chmodSync(file, 0o600);
    const text = readFileSync(file, "utf8");
    const known = parse(text);
    const missing = (Object.keys(generators) as SecretName[]).filter((name) => !known.get(name));
    const added = missing.map((name) => [name, generators[name]()] as const);
    const gap = text.endsWith("\n") || text === "" ? "" : "\n";
    if (added.length > 0)
      appendFileSync(file, gap + added.map(([name, value]) => `${name}=${value}\n`).join(""));
    return Object.fromEntries([...known, ...added]) as Secrets;
  });
}

function parse(text: string): Map<string, string> {
  const pairs = text.split("\n").flatMap((line) => {
    const [, name, value] = /^\s*([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return name && value ? [[name, value] as const] : [];
  });
  return new Map(pairs);
}
