import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@payrun/embedded";
import { openDatabase, type Database } from "@payrun/db";
import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const creators = 70;
let folder: string;
let database: TestDatabase;
let db: Database;
let environment: Record<string, string | undefined>;

type Result = { readonly code: number | null; readonly output: string; readonly errors: string };
type Json = Readonly<Record<"eligible" | "paid" | "failed" | "held" | "differences" | "creators", number>> & {
  readonly periodKey: string;
  readonly status: string;
  readonly skipped: Readonly<Record<string, number>>;
  readonly amountMinor: Readonly<Record<string, string>>;
  readonly stripe: { readonly transfers: number; readonly amountMinor: Readonly<Record<string, string>> };
};

function run(entry: string, args: readonly string[]): Promise<Result> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../src", entry), ...args], {
    env: environment,
  });
  const told = { output: "", errors: "" };
  child.stdout.on("data", (data: Buffer) => (told.output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (told.errors += data.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...told })));
}

async function startOnce(): Promise<{ readonly result: Result; readonly json: Json }> {
  const file = join(folder, "result.json");
  rmSync(file, { force: true });
  const result = await run("main.ts", ["--once", "--creators", String(creators), "--json", file]);
  expect(result).toMatchObject({ code: 0, errors: "" });
  return { result, json: JSON.parse(readFileSync(file, "utf8")) as Json };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "payrun-start-"));
  database = await createTestDatabase();
  db = openDatabase(database.url);
  environment = {
    ...process.env,
    DATABASE_URL: database.url,
    PAYRUN_DATA_DIR: join(folder, "data"),
    PAYRUN_NOW: "2026-11-16T09:00:00Z",
    STRIPE_SIMULATOR_PORT: String(await freePort()),
    API_PORT: String(await freePort()),
  };
});

afterAll(async () => {
  await db.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe("npm start -- --once", { timeout: 120_000 }, () => {
  let first: Json;

  test("pays the due batch of a fresh database and proves that the books agree with Stripe", async () => {
    const { result, json } = await startOnce();
    first = json;
    expect(json).toMatchObject({ periodKey: "2026-11-15", status: "completed", creators, differences: 0 });
    expect(json.paid).toBeGreaterThan(creators / 2);
    expect(json.paid + json.failed + json.held).toBe(json.eligible);
    expect(json.stripe.transfers).toBe(json.paid);
    expect(json.stripe.amountMinor).toEqual(json.amountMinor);
    expect(result.output).toContain(
      "Everything that could be paid is paid, and the books agree with Stripe.",
    );
  });

  test("tells the stories of the demo: debts, holds, refusals at Stripe", async () => {
    expect(first).toMatchObject({ failed: 1, held: 1 });
    const stories = [
      "below_minimum",
      "in_debt",
      "no_payout_account",
      "nothing_available",
      "on_hold",
      "paused_by_creator",
    ];
    expect(Object.keys(first.skipped)).toEqual(expect.arrayContaining(stories));
    const reasons = await db.query(
      "SELECT reason ->> 'code' AS code, status FROM payout_items WHERE status IN ('failed', 'held') ORDER BY status",
    );
    expect(reasons).toEqual([
      { status: "failed", code: "account_closed" },
      { status: "held", code: "insufficient_capabilities_for_transfer" },
    ]);
  });

  test("has a history: the previous schedule date was paid by the same code, before what came after it", async () => {
    const batches = await db.query(
      "SELECT period_key, status, paid_count > 20 AS paid FROM payout_batches ORDER BY 1",
    );
    expect(batches).toEqual([
      { period_key: "2026-11-01", status: "completed", paid: true },
      { period_key: "2026-11-15", status: "completed", paid: true },
    ]);
  });

  test("has told the finance desk of both batches", () => {
    const mails = join(folder, "data", "mail");
    const toTheDesk = readdirSync(mails).filter((name) =>
      /^To: .*<(?:finance|treasury)@payrun\.example>/m.test(readFileSync(join(mails, name), "utf8")),
    );
    expect(toTheDesk).toHaveLength(4);
  });

  test("finds the batch done the second time and reports the same, without a new transfer", async () => {
    const { json } = await startOnce();
    expect({ ...json, seconds: 0 }).toEqual({ ...first, seconds: 0 });
  });
});

describe("npm run db:seed", () => {
  test("does nothing on a database that is seeded", async () => {
    const result = await run("seed-main.ts", ["--creators", "5", "--seed", "other"]);
    expect(result).toMatchObject({ code: 0, errors: "" });
    expect(result.output).toContain("already seeded with 70 creators, seed 1; a database is seeded once");
  });

  test("refuses a live key", async () => {
    environment = { ...environment, PAYRUN_NOW: undefined, STRIPE_SECRET_KEY: "sk_live_demo" };
    const { code, errors } = await run("seed-main.ts", []);
    expect(code).toBe(1);
    expect(errors).toContain("demo data is for the simulator; the Stripe key is for mode live");
  });
});
