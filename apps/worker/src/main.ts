import { once } from "node:events";
import { join } from "node:path";
import { openDatabase, operationalNow, takeSlot } from "@payrun/db";
import { databaseServer } from "@payrun/embedded";
import { followDatabaseClock, describeFaults, readEnvironment } from "@payrun/environment";
import { createProvider, createReadBudget } from "@payrun/provider";
import { pino } from "pino";
import { bootCheck, READS_PER_SECOND } from "./boot-check.ts";
import type { Deps } from "./deps.ts";
import { realTime } from "./operational-time.ts";
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
const reads = createReadBudget({ readsPerSecond: READS_PER_SECOND });
const provider = createProvider({
  secretKey: environment.stripe.secretKey,
  apiBase: environment.stripe.apiBase,
  mode: environment.stripe.mode,
  // The database paces the reads of all workers together; this process slows down where Stripe tells it to.
  beforeRead: async (operation) => {
    await reads.beforeRead(operation);
    await delay(Math.max(0, await takeSlot(db, "reads")));
  },
  afterRead: reads.afterRead,
});
const deps: Deps = {
  db,
  provider,
  log,
  webOrigin: environment.webOrigin,
  supportEmail: environment.supportEmail,
  clock: followDatabaseClock({ start: environment.businessNow, readDatabase: () => operationalNow(db) }),
  time: realTime,
  settings: {
    mode: environment.stripe.mode,
    schedule: environment.payoutSchedule,
    chunkSize: environment.chunkSize,
    minimumMinor: environment.minimumMinor,
    planPageSize: 500,
    leaseMs: 20_000,
    idleMs: 12_000,
  },
};
const mailer =
  environment.smtpUrl === null
    ? fileMailer(join(environment.dataDir, "mail"), environment.mailFrom)
    : smtpMailer(environment.smtpUrl, environment.mailFrom);

// From here on a signal ends the process in order, also while it still waits for PostgreSQL or Stripe. It may come
// several times: to the process, and again to its group.
const stopping = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stopping.abort());

try {
  await bootCheck(deps, { databaseUrl, adminEmails: environment.adminEmails }, stopping.signal);
  const worker = await startWorker(deps, mailer, {
    databaseUrl,
    redisUrl: environment.redisUrl,
    chunkConcurrency: environment.chunkConcurrency,
    requestsPerSecond: environment.stripe.requestsPerSecond,
    sweepMs: 10_000,
  });
  log.info({ mode: environment.stripe.mode, businessNow: deps.clock.now() }, "worker started");
  if (!stopping.signal.aborted) await once(stopping.signal, "abort");
  log.info("draining");
  await worker.drain();
  provider.close();
  await db.close();
} catch (error) {
  const onlyStoppedWaiting = error instanceof Error && error.name === "AbortError";
  if (!onlyStoppedWaiting) {
    log.fatal({ err: error }, "worker cannot go on");
    process.exitCode = 1;
  }
}
await server.stop();
process.exit();
