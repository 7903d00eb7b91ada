import type { Job, QueueName, Schedule } from "./job-payloads.ts";
import { queueOf } from "./job-payloads.ts";
import { queueStore, type JobQueue, type QueueLocation } from "./queue-store.ts";
import { registerSchedules } from "./register-schedules.ts";
import { within } from "./within.ts";

export type QueueCounts = {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
};

/** The producer's side. Every call rejects within about 5 s while the store is away, and works again when it is back. */
export type Queues = {
  readonly backend: "postgresql" | "redis";
  /**
   * Adds jobs in few round trips. May have added some of them when it rejects: add them all again, ids make that
   * harmless.
   *
   * @throws when the store is away, or at once for an id that BullMQ refuses.
   */
  readonly add: (jobs: readonly Job[]) => Promise<void>;
  /**
   * Makes the schedules exactly these, and restores them when the store lost them. Cheap to repeat; a run that is due
   * is never dropped.
   */
  readonly register: (schedules: readonly Schedule[]) => Promise<void>;
  /** How many chunks may run at once in the whole deployment. Kept in the store: set it again when that lost its data. */
  readonly limitChunks: (concurrency: number) => Promise<void>;
  readonly counts: () => Promise<Readonly<Record<QueueName, QueueCounts>>>;
  /** @throws when the store does not answer. */
  readonly ping: () => Promise<void>;
  /** Never rejects: what goes wrong is told as a lost connection. */
  readonly close: () => Promise<void>;
};

const deadlineMs = 5_000;

/**
 * Opens the queues on PostgreSQL, or on Redis when there is a URL for it.
 *
 * @param onConnectionError is told of every lost connection; the queues reconnect by themselves.
 * @throws on PostgreSQL when it does not answer, or BullMQ's schema is not there (`migrateQueue`). Redis may come later.
 */
export async function openQueues(
  location: QueueLocation,
  onConnectionError: (error: Error) => void = () => undefined,
): Promise<Queues> {
  const store = queueStore(location);
  const queues: Record<QueueName, JobQueue> = {
    "payout-chunks": store.openQueue("payout-chunks"),
    "payrun-jobs": store.openQueue("payrun-jobs"),
  };
  const all = Object.values(queues);
  for (const queue of all) queue.on("error", onConnectionError);

  const closeOne = (queue: JobQueue) =>
    within(deadlineMs, "Closing a queue", queue.close()).catch(onConnectionError);
  const close = async () => {
    store.giveUp();
    await Promise.all(all.map(closeOne));
  };
  if (store.backend === "postgresql") {
    try {
      await Promise.all(all.map((queue) => within(deadlineMs, "Opening a queue", queue.waitUntilReady())));
    } catch (error) {
      await close();
      throw error;
    }
  }

  const answer = <T>(what: string, work: Promise<T>) => within(deadlineMs, what, work);
  return {
    backend: store.backend,
    add: async (jobs) => {
      const perQueue = Map.groupBy(jobs, (job) => queueOf(job.name));
      await answer(
        "Adding jobs",
        Promise.all([...perQueue].map(([name, some]) => addTo(queues[name], some))),
      );
    },
    register: (schedules) =>
      answer("Registering schedules", registerSchedules(queues["payrun-jobs"], schedules)),
    limitChunks: async (concurrency) => {
      await answer("Limiting chunks", queues["payout-chunks"].setGlobalConcurrency(concurrency));
    },
    counts: async () => {
      const [chunks, rest] = await answer(
        "Counting jobs",
        Promise.all([countsOf(queues["payout-chunks"]), countsOf(queues["payrun-jobs"])]),
      );
      return { "payout-chunks": chunks, "payrun-jobs": rest };
    },
    ping: async () => {
      await answer(
        "A ping",
        Promise.all(all.map((queue) => queue.getBackend().getQueueMetaField("version"))),
      );
    },
    close,
  };
}

async function addTo(queue: JobQueue, jobs: readonly Job[]): Promise<void> {
  const [first, ...others] = jobs;
  if (first === undefined) return;
  // On PostgreSQL every addBulk creates and drops two temporary tables: too much for one job.
  if (others.length === 0) await queue.add(first.name, first.payload, optionsOf(first));
  else await queue.addBulk(jobs.map((job) => ({ name: job.name, data: job.payload, opts: optionsOf(job) })));
}

/** A batch brings a webhook for each transfer: they are hints, and must not keep the rest waiting. */
function optionsOf({ name, jobId }: Job): { readonly jobId: string; readonly priority?: number } {
  return name === "apply-stripe-event" ? { jobId, priority: 10 } : { jobId };
}

async function countsOf(queue: JobQueue): Promise<QueueCounts> {
  const counts = await queue.getJobCounts("waiting", "prioritized", "active", "delayed", "failed");
  const { waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
  return { waiting: waiting + prioritized, active, delayed, failed };
}
