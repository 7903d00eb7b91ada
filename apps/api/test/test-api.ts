import { createHmac } from "node:crypto";
import { openDatabase, pendingMigrations, type Database } from "@payrun/db";
import { createProvider } from "@payrun/provider";
import { openQueues, type Queues } from "@payrun/queue";
import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, expect } from "vitest";
import type { ApiSettings } from "../src/api-deps.ts";
import { buildApi } from "../src/build-api.ts";

export const now = new Date("2026-12-01T08:00:00Z");
export const hostApiKey = "payrun_key-of-the-test-host";
export const settings: ApiSettings = {
  mode: "test",
  schedule: { days: [1, 15], hourUtc: 2 },
  holdDays: 7,
  cronSecret: "the-cron-secret-of-this-test",
  webhookSecrets: ["whsec_platform"],
  connectWebhookSecrets: ["whsec_connect"],
  hostApiKey,
  minimumMinor: { USD: 2500n, EUR: 2500n, JPY: 3000n },
  webOrigin: "http://localhost:3000",
  adminOrigin: "http://localhost:3001",
  authSecret: "the-auth-secret-of-this-test-which-is-long-enough",
};

/** Nothing listens there: tests that need Stripe start a simulator and give its provider. */
export const noStripe = createProvider({
  secretKey: "sk_test_payrun_simulator",
  apiBase: new URL("http://127.0.0.1:9"),
  mode: "simulator",
});

/** Matches any text. */
export const anyText: unknown = expect.any(String);

export type TestApi = {
  readonly app: FastifyInstance;
  readonly db: Database;
  readonly database: TestDatabase;
  /** Another API on the same database. */
  readonly with: (changed: Partial<ApiSettings>) => Promise<FastifyInstance>;
  readonly logged: () => string;
};

/** The real API on a database of the test file's own, asked without a socket. */
export function apiOfTestFile(): TestApi {
  let open: { app: FastifyInstance; db: Database; database: TestDatabase; queues: Queues } | undefined;
  const lines: string[] = [];
  const others: FastifyInstance[] = [];
  const opened = () => {
    if (open === undefined) throw new Error("the test API is not open");
    return open;
  };
  const build = (db: Database, database: TestDatabase, queues: Queues, changed: Partial<ApiSettings>) =>
    buildApi({
      db,
      pingQueue: queues.ping,
      pendingMigrations: () => pendingMigrations(database.url),
      provider: noStripe,
      clock: { now: () => now },
      log: pino({ level: "debug" }, { write: (line: string) => void lines.push(line) }),
      settings: { ...settings, ...changed },
    });
  beforeAll(async () => {
    const database = await createTestDatabase();
    const db = openDatabase(database.url);
    const queues = await openQueues({ redisUrl: null, databaseUrl: database.url });
    open = { db, database, queues, app: await build(db, database, queues, {}) };
  });
  afterAll(async () => {
    const { app, db, database, queues } = opened();
    await Promise.all([app, ...others].map((api) => api.close()));
    await queues.close();
    await db.close();
    await database.drop();
  });
  return {
    get app() {
      return opened().app;
    },
    get db() {
      return opened().db;
    },
    get database() {
      return opened().database;
    },
    with: async (changed) => {
      const { db, database, queues } = opened();
      const other = await build(db, database, queues, changed);
      others.push(other);
      return other;
    },
    logged: () => lines.join(""),
  };
}

/** Posts a body to `/v1` with the host's key. */
export function post(
  api: FastifyInstance,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  return api.inject({
    method: "POST",
    url: `/v1/${path}`,
    headers: { authorization: `Bearer ${hostApiKey}`, "content-type": "application/json", ...headers },
    payload: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Signs as Stripe does: HMAC-SHA256 over time and raw body. */
export function signature(body: string, secret: string, at: Date = new Date()): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

/** One sample of the metrics page, by its name and labels as written there; undefined when it is not there. */
export async function metric(api: FastifyInstance, sample: string): Promise<number | undefined> {
  const { body } = await api.inject({ url: "/metrics" });
  const line = body.split("\n").find((text) => text.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
}
