import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, saveAccountReadings, type Database } from "@payrun/db";
import { acceptCreators, acceptEarnings, type IntakeResult } from "@payrun/intake";
import type { ScheduleDate } from "@payrun/payouts-core";
import { createTestDatabase, startTestRedis } from "@payrun/testkit";
import { startProgram, type Program } from "./start-program.ts";
import { stripeProcess, type StripeProcess } from "./stripe-process.ts";

const workerMain = new URL("../../src/main.ts", import.meta.url);
const MINIMUM_MINOR = 2500;
const NINE_DAYS_MS = 9 * 24 * 60 * 60 * 1000;

export const admins = ["finance@payrun.example", "ops@payrun.example"];
export const backends = [{ backend: "postgresql" }, { backend: "redis" }] as const;
export type Backend = (typeof backends)[number]["backend"];

/** Today's, so that the mirror of the accounts, which is read by the real clock, is fresh on the business clock too. */
export const scheduleDate: ScheduleDate = dateOf(new Date());

/** Everything that a real deployment of workers has around it, each a process of its own. */
export type Deployment = {
  readonly db: Database;
  readonly stripe: StripeProcess;
  /** Who is eligible, and for how much; the amounts differ. One more creator is below the minimum. */
  readonly eligible: readonly { readonly accountId: string; readonly amountMinor: number }[];
  readonly folder: string;
  readonly startWorker: (environment?: Readonly<Record<string, string>>) => Program;
  readonly close: () => Promise<void>;
};

export type DeploymentOptions = {
  readonly backend: Backend;
  readonly creators: number;
  readonly transfersPerSecond: number;
  /** Instead of the test run's servers. */
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** The workers' environment beyond the addresses. */
  readonly environment?: Readonly<Record<string, string>>;
};

export async function openDeployment(options: DeploymentOptions): Promise<Deployment> {
  const { backend, creators, transfersPerSecond } = options;
  const folder = mkdtempSync(join(tmpdir(), "payrun-deployment-"));
  const database = options.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = options.databaseUrl ?? database?.url ?? "";
  const redisUrl = backend === "redis" ? (options.redisUrl ?? (await startTestRedis()).url) : "";
  const db = openDatabase(databaseUrl, { poolSize: 3 });
  const stripe = await stripeProcess(join(folder, "stripe"), transfersPerSecond);
  await stripe.start();
  const eligible = await addCreators(db, stripe, creators);
  const workers: Program[] = [];
  return {
    db,
    stripe,
    eligible,
    folder,
    startWorker: (environment) => {
      const worker = startProgram(workerMain, folder, {
        DATABASE_URL: databaseUrl,
        REDIS_URL: redisUrl,
        STRIPE_SECRET_KEY: "sk_test_x",
        STRIPE_API_BASE: stripe.url,
        STRIPE_REQUESTS_PER_SECOND: String(transfersPerSecond),
        PAYRUN_NOW: new Date(scheduleDate.scheduledFor.getTime() + 5_000).toISOString(),
        PAYOUT_DAYS: String(scheduleDate.scheduledFor.getUTCDate()),
        PAYRUN_DATA_DIR: folder,
        ADMIN_EMAILS: admins.join(","),
        LOG_LEVEL: "info",
        ...options.environment,
        ...environment,
      });
      workers.push(worker);
      return worker;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
      await stripe.end();
      await db.close();
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function addCreators(db: Database, stripe: StripeProcess, count: number): Promise<Deployment["eligible"]> {
  await stripe.control("POST", "/balance", { set: { usd: 1_000_000_000 } });
  const people = Array.from({ length: count + 1 }, (_, index) => {
    const id = randomUUID().replaceAll("-", "").slice(0, 16);
    const amountMinor = index === count ? MINIMUM_MINOR - 1 : MINIMUM_MINOR + index;
    return { sourceId: `host-${id}`, handle: `star-${id}`, accountId: `acct_1Test${id}`, amountMinor };
  });
  const accountIds = people.map((person) => person.accountId);
  await stripe.control("POST", "/accounts", { accounts: accountIds.map((id) => ({ id, country: "US" })) });
  const intake = { db, holdDays: 7, now: new Date() };
  expectCreated(
    await acceptCreators(
      intake,
      people.map(({ sourceId, handle, accountId }) => ({ sourceId, handle, country: "US", currency: "USD", stripeAccountId: accountId })),
    ),
  );
  await saveAccountReadings(
    db,
    accountIds.map((accountId) => ({ accountId, transfersActive: true, payoutsEnabled: true, requirementsPastDue: [], disabledReason: null, country: "US", error: null, negative: false })),
  );
  const earnedAt = new Date(scheduleDate.scheduledFor.getTime() - NINE_DAYS_MS).toISOString();
  expectCreated(
    await acceptEarnings(
      intake,
      people.map(({ sourceId, amountMinor }) => ({ sourceType: "tip", sourceId: `tip-${sourceId}`, creatorSourceId: sourceId, grossMinor: amountMinor + 100, feeMinor: 100, currency: "USD", earnedAt })),
    ),
  );
  return people.filter(({ amountMinor }) => amountMinor >= MINIMUM_MINOR);
}

function expectCreated({ results }: IntakeResult): void {
  const refused = results.find((result) => result.status !== "created");
  if (refused) throw new Error(`not taken: ${JSON.stringify(refused)}`);
}

function dateOf(now: Date): ScheduleDate {
  const periodKey = now.toISOString().slice(0, 10);
  return { periodKey, scheduledFor: new Date(`${periodKey}T02:00:00Z`) };
}
