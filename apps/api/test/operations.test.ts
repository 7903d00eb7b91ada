import { createEmptyDatabase } from "@payrun/testkit";
import { checkAll, openDatabase, pendingMigrations } from "@payrun/db";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { buildApi } from "../src/build-api.ts";
import { anyText, apiOfTestFile, metric, noStripe, now, post, settings } from "./test-api.ts";

const api = apiOfTestFile();
const nobodyListens = "postgresql://payrun@127.0.0.1:9/payrun";

/** The API on a database that is away or empty. */
async function apiOn(url: string) {
  const db = openDatabase(url);
  const app = await buildApi({
    db,
    pingQueue: () => Promise.reject(new Error("the queue is away")),
    pendingMigrations: () => pendingMigrations(url),
    provider: noStripe,
    clock: { now: () => now },
    log: pino({ level: "silent" }),
    settings,
  });
  app.addHook("onClose", () => db.close());
  return app;
}

describe("readiness", () => {
  test("is given when database, queue and migrations are there", async () => {
    const answer = await api.app.inject({ url: "/readyz" });
    expect(answer.json()).toEqual({ ready: true, checks: { database: "ok", queue: "ok", migrations: "ok" } });
    expect(answer.statusCode).toBe(200);
  });

  test("says what is wrong while the database is away, and the process lives", async () => {
    const app = await apiOn(nobodyListens);
    const answer = await app.inject({ url: "/readyz" });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({
      ready: false,
      checks: { database: /ECONNREFUSED/, queue: "the queue is away" },
    });
    expect((await app.inject({ url: "/healthz" })).statusCode).toBe(200);
    await app.close();
  });

  test("names the migrations that are missing", async () => {
    const empty = await createEmptyDatabase();
    const app = await apiOn(empty.url);
    const answer = await app.inject({ url: "/readyz" });
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain("npm run db:migrate");
    await app.close();
    await empty.drop();
  });
});

describe("while the database is away", () => {
  test("every call that needs it is 503 with when to come again, never a 500", async () => {
    const app = await apiOn(nobodyListens);
    const calls = await Promise.all([
      post(app, "creators", [{ sourceId: "c", handle: "c", currency: "USD" }]),
      app.inject({ url: "/api/cron/payouts", headers: { authorization: `Bearer ${settings.cronSecret}` } }),
    ]);
    for (const answer of calls) {
      expect(answer.statusCode).toBe(503);
      expect(answer.headers["retry-after"]).toBe("2");
      expect(answer.json()).toMatchObject({ error: { code: "unavailable" } });
    }
    await app.close();
  });

  test("the metrics still answer, and show no old figures", async () => {
    const app = await apiOn(nobodyListens);
    expect(await metric(app, "payrun_database_up")).toBe(0);
    expect(await metric(app, 'payrun_items{status="paid"}')).toBeUndefined();
    await app.close();
  });
});

test("the metrics show requests, batches, items, alarms, findings, cash and the outbox", async () => {
  await api.app.inject({
    url: "/api/cron/payouts",
    headers: { authorization: `Bearer ${settings.cronSecret}` },
  });
  await api.db.query(
    "INSERT INTO alarms (id, kind, subject, detail) VALUES (gen_random_uuid(), 'stalled', 'x', '{}')",
  );
  await api.db.query(
    `INSERT INTO reconciliation_findings (id, kind, subject, scope, theirs, occurred_at, owner)
     VALUES (gen_random_uuid(), 'duplicate', 'tr_1', 'transfers', '{}', now(), 'finance')`,
  );
  await api.db.query(
    "INSERT INTO cash_comparisons (currency, opening_minor, stripe_minor, ledger_minor, unexplained_minor) VALUES ('USD', 0, 500, 480, 0)",
  );
  const samples = [
    "payrun_database_up",
    'payrun_batches{status="planning"}',
    'payrun_items{status="unknown"}',
    'payrun_open_alarms{kind="stalled"}',
    'payrun_open_findings{kind="duplicate"}',
    'payrun_cash_difference_minor{currency="USD"}',
    "payrun_outbox_unsent",
    'payrun_http_request_duration_seconds_count{method="GET",route="/api/cron/payouts",status="202"}',
  ];
  const values = await Promise.all(samples.map((sample) => metric(api.app, sample)));
  expect(values).toEqual([1, 1, 0, 1, 1, -20, 1, 1]);
  expect(await metric(api.app, "payrun_outbox_lag_seconds")).toBeGreaterThan(0);

  await checkAll(api.db);
  expect(await metric(api.app, 'payrun_invariant_breaches{scope="all"}')).toBe(0);
  expect(await metric(api.app, 'payrun_invariants_age_seconds{scope="all"}')).toBeLessThan(60);
});

describe("every error", () => {
  test.for([
    { url: "/nowhere", status: 404, code: "not_found" },
    { url: "/v1/%zz", status: 400, code: "bad_request" },
    { url: "/v1/creators", status: 404, code: "not_found" },
  ])("is JSON with code and message: $url", async ({ url, status, code }) => {
    const answer = await api.app.inject({ url });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ error: { code, message: anyText } });
  });

  test("of ours is told to the log under the request's id, and not to the caller", async () => {
    const broken = await api.with({ schedule: { days: [], hourUtc: 2 } });
    const headers = { authorization: `Bearer ${settings.cronSecret}`, "x-request-id": "find-me-7" };
    const answer = await broken.inject({ url: "/api/cron/payouts", headers });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      error: { code: "internal", message: anyText, requestId: "find-me-7" },
    });
    expect(answer.headers["x-request-id"]).toBe("find-me-7");
    expect(api.logged()).toContain("Not a schedule");
  });
});
