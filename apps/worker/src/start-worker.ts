import { setTimeout as delay } from "node:timers/promises";
import { pruneOutbox, pruneSignIns, setBudget } from "@payrun/db";
import { openQueues, startProcessors, type Processors, type QueueLocation } from "@payrun/queue";
import type { Deps } from "./deps.ts";
import { handlersBehind } from "./gate.ts";
import { jobHandlers } from "./handlers.ts";
import { guardRestoredDatabase } from "./restore/guard-restored-database.ts";
import { every } from "./sweep/every.ts";
import { sweep } from "./sweep/sweep.ts";
import type { Mailer } from "./tell/mailer.ts";
import { relayJobs } from "./tell/relay-jobs.ts";
import { relayMails } from "./tell/relay-mails.ts";

export type WorkerSettings = QueueLocation & {
  readonly chunkConcurrency: number;
  readonly requestsPerSecond: number;
  /** How often the sweeper looks. */
  readonly sweepMs: number;
};

export type Worker = {
  /** Takes nothing new, finishes what runs, and ends. */
  readonly drain: () => Promise<void>;
};

const RELAY_MS = 200;
/** Between pages of mails. To write them takes this process's time, which paying needs more: some 100 a second are enough. */
const MAIL_PAUSE_MS = 120;

/**
 * Starts everything that moves money: processors, sweeper, relays. Nothing is sent before Stripe was asked whether this
 * database lost anything, and again after every lost database connection.
 */
export async function startWorker(deps: Deps, mailer: Mailer, settings: WorkerSettings): Promise<Worker> {
  const { db, log } = deps;
  await setBudget(db, "transfers", settings.requestsPerSecond);
  const queues = await openQueues(settings, (error) => log.warn({ err: error }, "queue connection"));
  const gate = handlersBehind(jobHandlers(deps), () => guardRestoredDatabase(deps), db);
  // Stripe away just now is no reason to end: jobs and sweeps open the gate themselves before they send.
  await gate.open().catch((error: unknown) => log.warn({ err: error }, "not sending yet"));
  const processors: Processors = await startProcessors({
    ...settings,
    handlers: gate.handlers,
    onJobError: (name, error) => log.warn({ err: error, job: name }, "job failed, it comes again"),
    onConnectionError: (error) => log.warn({ err: error }, "queue connection"),
  });
  const loops = [
    every(settings.sweepMs, log, "sweep", async () => {
      await sweep(deps, queues, { chunkConcurrency: settings.chunkConcurrency, gate });
      return false;
    }),
    every(RELAY_MS, log, "relay-jobs", () => relayJobs(db, queues)),
    every(RELAY_MS * 5, log, "relay-mails", async () => {
      const more = await relayMails(deps, mailer);
      if (more) await delay(MAIL_PAUSE_MS);
      return more;
    }),
    every(3_600_000, log, "prune-outbox", async () => (await pruneOutbox(db)) > 0),
    every(3_600_000, log, "prune-sign-ins", async () => (await pruneSignIns(db)) > 0),
  ];
  return {
    drain: async () => {
      await Promise.all([...loops.map((loop) => loop.stop()), processors.close()]);
      await queues.close();
      mailer.close();
    },
  };
}
