import { describe, expect, test } from "vitest";
import { describeFaults, readEnvironment, type Environment, type VariableName } from "../src/index.ts";

type Source = Readonly<Record<string, string>>;

function accepted(source: Source): Environment {
  const reading = readEnvironment(source);
  if (!reading.ok) throw new Error(describeFaults(reading.faults));
  return reading.environment;
}

function faulty(source: Source, required: readonly VariableName[] = []): readonly string[] {
  const reading = readEnvironment(source, required);
  return reading.ok ? [] : reading.faults.map(({ variable }) => variable);
}

describe("an empty environment", () => {
  test("is one machine without services: simulator, embedded database, the documented defaults", () => {
    expect(accepted({})).toMatchObject({
      production: false,
      databaseUrl: null,
      migrationDatabaseUrl: null,
      redisUrl: null,
      businessNow: null,
      apiPort: 4000,
      payoutSchedule: { days: [1, 15], hourUtc: 2 },
      holdDays: 7,
      chunkSize: 25,
      chunkConcurrency: 5,
      minimumMinor: { USD: 2500n, EUR: 2500n, JPY: 3000n },
      stripe: { mode: "simulator", apiBase: new URL("http://127.0.0.1:12111"), requestsPerSecond: 20 },
    });
  });

  test("is the same as one of empty values", () => {
    expect(accepted({ REDIS_URL: "", PAYRUN_NOW: " ", PAYOUT_DAYS: "" })).toEqual(accepted({}));
  });
});

describe("the web app's server", () => {
  test.for([
    { when: "by default", source: {}, at: "localhost:3000" },
    {
      when: "with an origin on this machine",
      source: { WEB_ORIGIN: "http://localhost:8080" },
      at: "localhost:8080",
    },
    {
      when: "behind something that ends TLS",
      source: { WEB_ORIGIN: "https://pay.example.com" },
      at: "localhost:3000",
    },
    {
      when: "where it is told to",
      source: { WEB_ORIGIN: "https://pay.example.com", WEB_HOST: "0.0.0.0", WEB_PORT: "8080" },
      at: "0.0.0.0:8080",
    },
  ])("listens $when at $at", ({ source, at }) => {
    const { webHost, webPort } = accepted(source);
    expect(`${webHost}:${webPort}`).toBe(at);
  });
});

describe("Stripe", () => {
  const local = "http://127.0.0.1:12111";
  test.for([
    {
      when: "a test key alone",
      source: { STRIPE_SECRET_KEY: "sk_test_x" },
      mode: "test",
      rate: 10,
      base: null,
    },
    {
      when: "a live key alone",
      source: { STRIPE_SECRET_KEY: "sk_live_x" },
      mode: "live",
      rate: 20,
      base: null,
    },
    {
      when: "a restricted live key",
      source: { STRIPE_SECRET_KEY: "rk_live_x" },
      mode: "live",
      rate: 20,
      base: null,
    },
    {
      when: "a test key and another address",
      source: { STRIPE_SECRET_KEY: "sk_test_x", STRIPE_API_BASE: local },
      mode: "simulator",
      rate: 20,
      base: `${local}/`,
    },
    {
      when: "a test key and Stripe's own address",
      source: { STRIPE_SECRET_KEY: "sk_test_x", STRIPE_API_BASE: "https://api.stripe.com/" },
      mode: "test",
      rate: 10,
      base: null,
    },
    {
      when: "a port for the simulator",
      source: { STRIPE_SIMULATOR_PORT: "9" },
      mode: "simulator",
      rate: 20,
      base: "http://127.0.0.1:9/",
    },
  ] as const)("$when means $mode", ({ source, mode, rate, base }) => {
    const { stripe } = accepted(source);
    expect(stripe).toMatchObject({ mode, requestsPerSecond: rate });
    expect(stripe.apiBase?.href ?? null).toBe(base);
  });

  test("a live key never goes to a server that is not Stripe, whatever it calls itself", () => {
    for (const STRIPE_API_BASE of [local, "https://api.stripe.com.example.net", "https://notstripe.com"]) {
      expect(faulty({ STRIPE_SECRET_KEY: "sk_live_x", STRIPE_API_BASE })).toEqual(["STRIPE_API_BASE"]);
    }
  });

  test("Stripe's own address without a key is refused", () => {
    expect(faulty({ STRIPE_API_BASE: "https://api.stripe.com" })).toEqual(["STRIPE_SECRET_KEY"]);
  });

  test("a pretended time is refused where a key talks to Stripe itself, and allowed at the simulator", () => {
    const PAYRUN_NOW = "2026-12-01T02:00:00Z";
    expect(accepted({ PAYRUN_NOW }).businessNow).toEqual(new Date(PAYRUN_NOW));
    expect(faulty({ PAYRUN_NOW, STRIPE_SECRET_KEY: "sk_test_x" })).toEqual(["PAYRUN_NOW"]);
    expect(faulty({ PAYRUN_NOW, STRIPE_SECRET_KEY: "sk_test_x", STRIPE_API_BASE: local })).toEqual([]);
  });
});

describe("in production", () => {
  const production = { NODE_ENV: "production", CRON_SECRET: "x".repeat(16), AUTH_SECRET: "x".repeat(32) };
  test("nothing starts without the secrets for cron calls and sessions, or with one short enough to guess", () => {
    expect(faulty({ NODE_ENV: "production" })).toEqual(["CRON_SECRET", "AUTH_SECRET"]);
    expect(faulty({ ...production, CRON_SECRET: "x".repeat(15) })).toEqual(["CRON_SECRET"]);
    expect(faulty({ ...production, AUTH_SECRET: "x".repeat(31) })).toEqual(["AUTH_SECRET"]);
    expect(faulty(production)).toEqual([]);
  });
});

describe("a value is refused", () => {
  test.for([
    ["PAYOUT_DAYS", "0,15"],
    ["PAYOUT_DAYS", "1,32"],
    ["PAYOUT_DAYS", "1,1"],
    ["PAYOUT_DAYS", "1;15"],
    ["PAYOUT_HOUR_UTC", "24"],
    ["PAYOUT_HOUR_UTC", "2.5"],
    ["PAYOUT_CHUNK_SIZE", "0"],
    ["PAYOUT_CHUNK_SIZE", "101"],
    ["PAYOUT_CHUNK_CONCURRENCY", "-1"],
    ["PAYOUT_HOLD_DAYS", "week"],
    ["PAYOUT_MINIMUM_MINOR", "USD:25.00"],
    ["PAYOUT_MINIMUM_MINOR", "usd:2500"],
    ["PAYOUT_MINIMUM_MINOR", "XXQ:2500"],
    ["PAYOUT_MINIMUM_MINOR", "USD:1,USD:2"],
    ["DATABASE_URL", "mysql://127.0.0.1/payrun"],
    ["DATABASE_URL", "postgresql://127.0.0.1"],
    ["REDIS_URL", "127.0.0.1:6379"],
    ["PAYRUN_NOW", "2026-12-01T02:00:00"],
    ["PAYRUN_NOW", "2026-13-01T02:00:00Z"],
    ["STRIPE_SECRET_KEY", "pk_test_x"],
    ["STRIPE_WEBHOOK_SECRET", "secret"],
    ["WEB_ORIGIN", "https://pay.example.com/path"],
    ["ADMIN_EMAILS", "finance"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "everybody"],
    ["API_PORT", "70000"],
    ["LOG_LEVEL", "loud"],
  ] as const)("%s=%s", ([name, value]) => {
    expect(faulty({ [name]: value })).toEqual([name]);
  });
});

test("lists are read with their units, in order", () => {
  expect(accepted({ PAYOUT_DAYS: "31, 10" }).payoutSchedule.days).toEqual([10, 31]);
  expect(accepted({ PAYOUT_MINIMUM_MINOR: "KWD:100, JPY:0" }).minimumMinor).toEqual({ KWD: 100n, JPY: 0n });
  expect(accepted({ DATABASE_URL: "postgres://h/d" }).migrationDatabaseUrl).toBe("postgres://h/d");
});

test("every fault is reported at once, and no secret or password is printed", () => {
  const source = {
    STRIPE_SECRET_KEY: "pk_live_hunter2",
    DATABASE_URL: "mysql://payrun:hunter2@db.example.com/payrun",
    PAYOUT_HOUR_UTC: "25",
    NODE_ENV: "production",
  };
  const reading = readEnvironment(source, ["REDIS_URL"]);
  const text = reading.ok ? "" : describeFaults(reading.faults);
  expect(text).not.toContain("hunter2");
  expect(text).toMatchInlineSnapshot(`
    "6 faults in the environment:
      DATABASE_URL must be a URL that starts with postgresql:// or postgres:// and names a host; it is "mysql://***@db.example.com/payrun", e.g. DATABASE_URL=postgresql://payrun:secret@127.0.0.1:5432/payrun
      REDIS_URL is needed; it is (not set), e.g. REDIS_URL=redis://127.0.0.1:6379
      STRIPE_SECRET_KEY must be a Stripe secret or restricted key (sk_test_…, sk_live_…, rk_…); it is (hidden, 15 characters), e.g. STRIPE_SECRET_KEY=sk_test_…
      PAYOUT_HOUR_UTC must be from 0 to 23; it is "25", e.g. PAYOUT_HOUR_UTC=2
      CRON_SECRET is needed in production, with at least 16 characters; it is (not set), e.g. CRON_SECRET=the output of \`openssl rand -hex 32\`
      AUTH_SECRET is needed in production, with at least 32 characters; it is (not set), e.g. AUTH_SECRET=the output of \`openssl rand -hex 32\`"
  `);
});
