import { join } from "node:path";
import { openDatabase, takeSlot } from "@payrun/db";
import { databaseServer } from "@payrun/embedded";
import { describeFaults, readEnvironment } from "@payrun/environment";
import { createProvider } from "@payrun/provider";
import { pino } from "pino";
import { bootCheck } from "./boot-check.ts";
import { businessClock } from "./business-clock.ts";
import type { Deps } from "./deps.ts";
import { startWorker } from "./start-worker.ts";
import { fileMailer, smtpMailer } from "./tell/mailer.ts";
import { setTimeout as delay } from "node:timers/promises";

const parsed = readEnvironment(process.env);
if (!parsed.ok) {
  process.stderr.write(`${describeFaults(parsed.faults)}\n`);
  process.exit(1);
}
const { environment } = parsed;
const log = pino({ level: environment.logLevel, base: { app: "worker" } });
const server = await databaseServer(environment);
const databaseUrl = server.url;
const db = openDatabase(databaseUrl, { poolSize: 20 });
const provider = createProvider({
  secretKey: environment.stripe.secretKey,
  apiBase: environment.stripe.apiBase,
  mode: environment.stripe.mode,
  beforeRead: async () => {
    await delay(Math.max(0, await takeSlot(db, "reads")));
  },
});
const deps: Deps = {
  db,
  provider,
  log,
  clock: businessClock(environment.businessNow),
  settings: {
    mode: environment.stripe.mode,
    schedule: environment.payoutSchedule,
    chunkSize: environment.chunkSize,
    minimumMinor: environment.minimumMinor,
    planPageSize: 2_000,
    leaseMs: 20_000,
    idleMs: 12_000,
  },
};
const mailer =
  environment.smtpUrl === null
    ? fileMailer(join(environment.dataDir, "mail"), environment.mailFrom)
    : smtpMailer(environment.smtpUrl, environment.mailFrom);

try {
  await bootCheck(deps, { databaseUrl, adminEmails: environment.adminEmails });
  const worker = await startWorker(deps, mailer, {
    databaseUrl,
    redisUrl: environment.redisUrl,
    chunkConcurrency: environment.chunkConcurrency,
    requestsPerSecond: environment.stripe.requestsPerSecond,
    sweepMs: 10_000,
  });
  log.info({ mode: environment.stripe.mode, businessNow: deps.clock.now() }, "worker started");
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    log.info("draining");
    await worker.drain();
    provider.close();
    await db.close();
    await server.stop();
    process.exit(0);
  };
  // A signal may come several times: to the process, and again to its group.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
} catch (error) {
  log.fatal({ err: error }, "worker cannot start");
  process.exit(1);
}
