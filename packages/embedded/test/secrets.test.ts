import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadOrCreateSecrets } from "../src/index.ts";

let dataDir = "";
const file = () => join(dataDir, "secrets.env");

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "payrun-secrets-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

describe("secrets.env", () => {
  test("is generated once, for its owner alone", async () => {
    const secrets = await loadOrCreateSecrets(dataDir);
    expect(secrets.CRON_SECRET).toMatch(/^[0-9a-f]{64}$/);
    expect(secrets.STRIPE_WEBHOOK_SECRET).toMatch(/^whsec_[0-9a-f]{48}$/);
    expect(secrets.HOST_API_KEY).toMatch(/^payrun_[0-9a-f]{48}$/);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(await loadOrCreateSecrets(dataDir)).toEqual(secrets);
  });

  test("keeps what an operator wrote and gains only the missing names", async () => {
    writeFileSync(file(), "CRON_SECRET=chosen-by-hand", { mode: 0o644 });
    const secrets = await loadOrCreateSecrets(dataDir);
    expect(secrets.CRON_SECRET).toBe("chosen-by-hand");
    expect(readFileSync(file(), "utf8").match(/^CRON_SECRET=/gm)).toHaveLength(1);
    expect(readFileSync(file(), "utf8")).toContain(`AUTH_SECRET=${secrets.AUTH_SECRET}`);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  test("is the same for two processes that start at once", async () => {
    const [first, second] = await Promise.all([loadOrCreateSecrets(dataDir), loadOrCreateSecrets(dataDir)]);
    expect(first).toEqual(second);
    appendFileSync(file(), "OTHER=1\n");
    expect(await loadOrCreateSecrets(dataDir)).toMatchObject(first);
  });
});
