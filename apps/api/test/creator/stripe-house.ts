import { openDatabase, type Database, type NewUser } from "@payrun/db";
import { createProvider } from "@payrun/provider";
import { startStripeSimulator } from "@payrun/stripe-simulator";
import { createTestDatabase } from "@payrun/testkit";
import { pino } from "pino";
import { expect, onTestFinished } from "vitest";
import type { ApiDeps } from "../../src/api-deps.ts";
import { creatorRouter } from "../../src/creator/creator-router.ts";
import { openLiveFeed } from "../../src/creator/live/live-feed.ts";
import { callerOf } from "../../src/trpc/procedures.ts";
import { RefusalError, type Refusal } from "../../src/trpc/refusal.ts";
import type { Visitor } from "../../src/trpc/visitor.ts";
import { aUser, type TestUser } from "../auth/people.ts";
import { now, settings } from "../test-api.ts";

const callers = callerOf(creatorRouter);
export type Api = ReturnType<typeof callers>;

/** Payrun's API beside a Stripe of the test's own. */
export type StripeHouse = {
  readonly db: Database;
  readonly deps: ApiDeps;
  /** A creator who has a user, and nothing at Stripe yet. */
  readonly arrive: (given?: Partial<NewUser>) => Promise<TestUser>;
  /** The procedures as this user calls them. */
  readonly as: (user: TestUser, visitor?: Partial<Visitor>) => Api;
  readonly setNow: (now: Date) => void;
  /** The simulator's own API. */
  readonly control: (method: string, path: string, body?: object) => Promise<Record<string, unknown>>;
  /** How often Stripe was asked so. */
  readonly requests: (method: string, path: string) => Promise<number>;
  /** Names another bank in the Express dashboard that a link leads to. */
  readonly changeBank: (dashboardUrl: string, outcome?: "works" | "closed") => Promise<void>;
  /** Everything that was logged. */
  readonly logged: () => string;
};

export async function stripeHouse(): Promise<StripeHouse> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url);
  await db.query("INSERT INTO operator_settings (id) VALUES (1)");
  const stripe = await startStripeSimulator({
    port: 0,
    stateDir: null,
    transfersPerSecond: Infinity,
    now: () => now,
  });
  const provider = createProvider({
    secretKey: "sk_test_house",
    apiBase: new URL(stripe.url),
    mode: "simulator",
    timeoutMs: 5_000,
  });
  onTestFinished(async () => {
    provider.close();
    await stripe.close();
    await db.close();
    await database.drop();
  });
  const lines: string[] = [];
  let clockNow = now;
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  const deps: ApiDeps = {
    db,
    log,
    live: openLiveFeed({ db, log }),
    provider,
    pingQueue: () => Promise.resolve(),
    pendingMigrations: () => Promise.resolve([]),
    clock: { now: () => clockNow },
    settings: { ...settings, mode: "simulator" },
  };
  const control: StripeHouse["control"] = async (method, path, body) => {
    const answer = await fetch(`${stripe.url}/__simulator${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    db,
    deps,
    control,
    arrive: (given = {}) => aUser(db, { role: "creator", ...given }),
    as: (user, visitor = {}) =>
      callers({ deps, requestId: "test", visitor: { ...visitorOf(user), ...visitor } }),
    setNow: (instant) => {
      clockNow = instant;
    },
    requests: async (method, path) => {
      const { requests } = (await control("GET", "/requests?limit=1000")) as {
        readonly requests: readonly { readonly method: string; readonly path: string }[];
      };
      return requests.filter((request) => request.method === method && request.path.startsWith(path)).length;
    },
    changeBank,
    logged: () => lines.join(""),
  };
}

function visitorOf({ userId, email, creatorId, fanId }: TestUser): Visitor {
  return {
    userId,
    sessionId: "session",
    signedInAt: new Date(),
    role: "creator",
    name: "Ana",
    email,
    emailVerified: true,
    twoFactorEnabled: false,
    bannedAt: null,
    creatorId,
    fanId,
    adminId: null,
    locale: "en",
    timeZone: "UTC",
  };
}

async function changeBank(dashboardUrl: string, outcome: "works" | "closed" = "closed"): Promise<void> {
  const visit = await fetch(dashboardUrl, { redirect: "manual" });
  const cookie = visit.headers.get("set-cookie")?.split(";")[0] ?? "";
  const home = new URL(visit.headers.get("location") ?? "", dashboardUrl);
  const number = outcome === "works" ? "000123456789" : "000111111113";
  const body = new URLSearchParams({
    account_holder_name: "Ana",
    routing_number: "110000000",
    account_number: number,
  });
  const saved = await fetch(`${home.href}/bank`, {
    method: "POST",
    headers: { cookie },
    body,
    redirect: "manual",
  });
  expect(saved.status).toBe(303);
}

/** The refusal that a procedure ends with. */
export async function refusalOf(asked: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await asked.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (error instanceof RefusalError) return error.refusal;
  throw new Error(`not refused: ${String(error)}`);
}
