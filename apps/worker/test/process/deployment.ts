import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type Database } from "@payrun/db";
import type { ScheduleDate } from "@payrun/payouts-core";
import { createTestDatabase, startTestRedis } from "@payrun/testkit";
import type { TestContext } from "vitest";
import { addCreators, type EligibleCreator } from "./add-creators.ts";
import { startProgram, type Program } from "./start-program.ts";
import { stripeProcess, type StripeProcess } from "./stripe-process.ts";

const workerMain = new URL("../../src/main.ts", import.meta.url);
const LINES_TOLD = 30;

export const admins = ["finance@payrun.example", "ops@payrun.example"];
export const backends = [{ backend: "postgresql" }, { backend: "redis" }] as const;
export type Backend = (typeof backends)[number]["backend"];

/** Today's, so that the mirror of the accounts, which is read by the real clock, is fresh on the business clock too. */
export const scheduleDate: ScheduleDate = dateOf(new Date());

/** Everything that workers have around them in earnest, each a process of its own. */
export type Deployment = {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly stripe: StripeProcess;
  readonly eligible: readonly EligibleCreator[];
  /** The workers' data folder. */
  readonly folder: string;
  readonly startWorker: (environment?: Readonly<Record<string, string>>) => Program;
};

export type DeploymentOptions = {
  readonly backend: Backend;
  readonly creators: number;
  /** What Stripe allows and the workers keep to. */
  readonly transfersPerSecond: number;
  readonly chunkSize: number;
  /** Instead of the test run's servers. */
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
};

/** Opens a deployment for one test, without a worker yet. It ends with the test, which tells its workers' last words if it fails. */
export async function deploy(test: TestContext, options: DeploymentOptions): Promise<Deployment> {
  const { backend, creators, transfersPerSecond, chunkSize } = options;
  const folder = ownFolder(test);
  const databaseUrl = options.databaseUrl ?? (await ownDatabase(test));
  const redisUrl = backend === "redis" ? (options.redisUrl ?? (await startTestRedis()).url) : "";
  const db = openDatabase(databaseUrl, { poolSize: 3 });
  test.onTestFinished(() => db.close());
  const stripe = stripeProcess(join(folder, "stripe"), transfersPerSecond);
  test.onTestFinished(stripe.end);
  await stripe.start();
  const eligible = await addCreators(db, stripe, {
    count: creators,
    scheduledFor: scheduleDate.scheduledFor,
  });

  const workers: Program[] = [];
  test.onTestFailed(() => {
    for (const worker of workers)
      console.error(worker.lines.slice(-LINES_TOLD).join("\n"), worker.errorText());
  });
  test.onTestFinished(async () => {
    await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
  });
  return {
    db,
    databaseUrl,
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
        PAYOUT_CHUNK_SIZE: String(chunkSize),
        PAYRUN_DATA_DIR: folder,
        ADMIN_EMAILS: admins.join(","),
        LOG_LEVEL: "info",
        ...environment,
      });
      workers.push(worker);
      return worker;
    },
  };
}

/** A folder that ends with the test; the database's own user may enter it. */
export function ownFolder(test: TestContext): string {
  const folder = mkdtempSync(join(process.env["PAYRUN_TEST_FOLDER"] ?? tmpdir(), "deployment-"));
  chmodSync(folder, 0o755);
  test.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function ownDatabase(test: TestContext): Promise<string> {
  const database = await createTestDatabase();
  test.onTestFinished(database.drop);
  return database.url;
}

function dateOf(now: Date): ScheduleDate {
  const periodKey = now.toISOString().slice(0, 10);
  return { periodKey, scheduledFor: new Date(`${periodKey}T02:00:00Z`) };
}
