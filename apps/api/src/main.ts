import { openDatabase, operationalNow, pendingMigrations } from "@payrun/db";
import { databaseServer, loadOrCreateSecrets } from "@payrun/embedded";
import { describeFaults, followDatabaseClock, readEnvironment } from "@payrun/environment";
import { createProvider } from "@payrun/provider";
import { openQueues } from "@payrun/queue";
import { pino } from "pino";
import { buildApi } from "./build-api.ts";
import { lazily } from "./lazily.ts";

const reading = readEnvironment(process.env);
if (!reading.ok) {
  process.stderr.write(`${describeFaults(reading.faults)}\n`);
  process.exit(1);
}
const { environment } = reading;
const server = await databaseServer(environment);
const authSecret = environment.authSecret ?? (await loadOrCreateSecrets(environment.dataDir)).AUTH_SECRET;
const log = pino({
  level: environment.logLevel,
  base: { app: "api" },
  redact: ["req.headers.authorization", 'req.headers["stripe-signature"]'],
});
const db = openDatabase(server.url);
const clock = followDatabaseClock({
  start: environment.businessNow,
  readDatabase: () => operationalNow(db),
});
const queues = lazily(() =>
  openQueues({ redisUrl: environment.redisUrl, databaseUrl: server.url }, (error) =>
    log.warn({ err: error }, "queue connection"),
  ),
);
const provider = createProvider({
  secretKey: environment.stripe.secretKey,
  apiBase: environment.stripe.apiBase,
  mode: environment.stripe.mode,
});
const app = await buildApi({
  db,
  provider,
  pingQueue: async () => (await queues.get()).ping(),
  pendingMigrations: () => pendingMigrations(server.url),
  clock,
  log,
  settings: {
    mode: environment.stripe.mode,
    schedule: environment.payoutSchedule,
    holdDays: environment.holdDays,
    minimumMinor: environment.minimumMinor,
    webOrigin: environment.webOrigin,
    adminOrigin: environment.adminOrigin,
    supportEmail: environment.supportEmail,
    trustedProxies: environment.trustedProxies,
    authSecret,
    cronSecret: environment.cronSecret,
    webhookSecrets: environment.webhookSecrets,
    connectWebhookSecrets: environment.connectWebhookSecrets,
    hostApiKey: environment.hostApiKey,
  },
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info("draining");
  await app.close();
  await queues.current()?.close();
  provider.close();
  await db.close();
  await server.stop();
  process.exit(0);
}
// A signal may come several times: to the process, and again to its group.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());

const CLOCK_MS = 10_000;
async function keepTime(): Promise<void> {
  await clock
    .follow()
    .catch((error: unknown) => log.warn({ err: error }, "the database does not tell the time"));
  setTimeout(() => void keepTime(), CLOCK_MS).unref();
}

try {
  await keepTime();
  await app.listen({ host: environment.apiHost, port: environment.apiPort });
  if (environment.cronSecret === null) log.warn("CRON_SECRET is not set: the cron endpoint lets nobody in");
} catch (error) {
  log.fatal({ err: error }, "the API cannot listen");
  process.exit(1);
}
