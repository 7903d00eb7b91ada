import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { openDatabase, type Database } from "@payrun/db";
import { createTestDatabase, freePort } from "@payrun/testkit";
import { describe, expect, test } from "vitest";
import { storedForm } from "../src/security/api-key.ts";

const main = join(import.meta.dirname, "../src/main.ts");
const createApiKeyMain = join(import.meta.dirname, "../src/create-api-key-main.ts");
const node = process.execPath;

/** Runs to its end; what it was given is all of its environment. */
async function run(env: Record<string, string>, file: string, args: readonly string[] = []) {
  const child = spawn(node, [file, ...args], { env: { PATH: process.env["PATH"] ?? "", ...env } });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  await once(child, "close");
  return { ...output, code: child.exitCode };
}

/** Resolves when the process says that it listens; its output is read to the end, as by a terminal. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => String(chunk).includes("Server listening") && resolve());
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
}

/** Returns once a statement of another session waits for a lock in this database. */
async function someoneWaits(db: Database): Promise<void> {
  for (;;) {
    const waiting = await db.query(
      "SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    );
    if (waiting.length > 0) return;
  }
}

describe("the API process", () => {
  test("lists every fault of its environment at once and exits 1", async () => {
    const { code, stderr } = await run(
      { DATABASE_URL: "mysql://x", API_PORT: "many", PAYOUT_HOLD_DAYS: "-1" },
      main,
    );
    expect(code).toBe(1);
    for (const name of ["DATABASE_URL", "API_PORT", "PAYOUT_HOLD_DAYS"]) expect(stderr).toContain(name);
  });

  test("refuses to start in production without the secrets for cron calls and sessions", async () => {
    const { code, stderr } = await run(
      { NODE_ENV: "production", DATABASE_URL: "postgresql://h/payrun" },
      main,
    );
    expect(code).toBe(1);
    expect(stderr).toContain("CRON_SECRET");
    expect(stderr).toContain("AUTH_SECRET");
  });

  test("starts while the database is away, says so, and on SIGTERM drains and exits 0", async () => {
    const port = await freePort();
    const env = {
      PATH: process.env["PATH"] ?? "",
      DATABASE_URL: "postgresql://payrun@127.0.0.1:9/payrun",
      API_PORT: String(port),
    };
    const child = spawn(node, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
    await listening(child);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain("ECONNREFUSED");
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });

  test("finishes the call that is running when SIGTERM comes", async () => {
    const database = await createTestDatabase();
    const db = openDatabase(database.url);
    const [port, key] = [await freePort(), "payrun_key-for-the-drain"];
    const env = {
      PATH: process.env["PATH"] ?? "",
      DATABASE_URL: database.url,
      API_PORT: String(port),
      HOST_API_KEY: key,
    };
    const child = spawn(node, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
    await listening(child);
    const ended = once(child, "exit");
    const answer = await db.transaction(async (tx) => {
      await tx.query("LOCK TABLE creators IN EXCLUSIVE MODE");
      const call = fetch(`http://127.0.0.1:${port}/v1/creators`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify([{ sourceId: "c", handle: "c", currency: "USD" }]),
      });
      await someoneWaits(db);
      child.kill("SIGTERM");
      return { call };
    });
    expect((await answer.call).status).toBe(200);
    expect(await ended).toEqual([0, null]);
    await db.close();
    await database.drop();
  });
});

test("the command prints a new key once, and the database keeps its hash alone", async () => {
  const database = await createTestDatabase();
  const env = { PATH: process.env["PATH"] ?? "", DATABASE_URL: database.url };
  const { stdout } = await promisify(execFile)(node, [createApiKeyMain, "first host"], { env });
  const db = openDatabase(database.url);
  const rows = await db.query("SELECT name, key_hash, prefix FROM api_keys");
  const { keyHash, prefix } = storedForm(stdout.trim());
  expect(rows).toEqual([{ name: "first host", key_hash: keyHash, prefix }]);
  expect((await run(env, createApiKeyMain)).code).toBe(1);
  await db.close();
  await database.drop();
});
