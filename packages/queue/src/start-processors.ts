import { UnrecoverableError, type Job as BullJob } from "bullmq";
import { isJobName, type JobName, type JobPayloads, type QueueName } from "./job-payloads.ts";
import { queueStore, type JobWorker, type QueueLocation } from "./queue-store.ts";
import { within } from "./within.ts";

/**
 * What to do for each job. A job may come twice, also at the same time as its first delivery. One that throws is tried
 * again after about 1, 2, 4 and 8 s, then dropped.
 */
export type JobHandlers = { readonly [N in JobName]: (payload: JobPayloads[N]) => Promise<void> };

export type Processors = {
  /** Takes no new job, waits for the running ones, and ends also while the store is away. */
  readonly close: () => Promise<void>;
};

export type ProcessorOptions = QueueLocation & {
  /** Chunks at once in this process; `Queues.limitChunks` limits the whole deployment. */
  readonly chunkConcurrency: number;
  readonly handlers: JobHandlers;
  /** Told of every try that threw. */
  readonly onJobError: (name: string, error: unknown) => void;
  /** Told of everything that goes wrong between the worker and its store; it reconnects by itself. */
  readonly onConnectionError: (error: Error) => void;
};

const otherJobsAtOnce = 4;
const storeGraceMs = 3_000;

/**
 * Starts to take jobs from both queues. The jobs of a killed process come back within 20 s.
 *
 * @throws on PostgreSQL when it does not answer, or BullMQ's schema is not there (`migrateQueue`). Redis may come later.
 */
export async function startProcessors(options: ProcessorOptions): Promise<Processors> {
  const { chunkConcurrency, onConnectionError } = options;
  const store = queueStore(options);
  const running = new Set<Promise<void>>();
  const process = async (job: BullJob<object, void>) => {
    const run = handle(options, job);
    running.add(run);
    await run.finally(() => running.delete(run));
  };
  const open = (queue: QueueName, concurrency: number) => store.openWorker(queue, concurrency, process);
  const workers = [open("payout-chunks", chunkConcurrency), open("payrun-jobs", otherJobsAtOnce)];
  for (const worker of workers) worker.on("error", onConnectionError);

  const close = async () => {
    // Paused first: a job that is running may take its time, and must keep its lock until it ends.
    await Promise.all(workers.map((worker) => worker.pause(true)));
    while (running.size > 0) await Promise.allSettled(running);
    await Promise.all(workers.map((worker) => closeWorker(worker, onConnectionError)));
    store.giveUp();
  };
  if (store.backend === "postgresql") {
    try {
      await Promise.all(
        workers.map((worker) => within(storeGraceMs, "Opening a worker", worker.waitUntilReady())),
      );
    } catch (error) {
      await close();
      throw error;
    }
  }
  for (const worker of workers) worker.run().catch(onConnectionError);
  return { close };
}

/** Lets the worker tell its store what it has done; without a store it only lets go. */
async function closeWorker(worker: JobWorker, onConnectionError: (error: Error) => void): Promise<void> {
  const asked = within(storeGraceMs, "The store's answer", worker.getBackend().getQueueMetaField("version"));
  const isAway = await asked.then(
    () => false,
    () => true,
  );
  await within(storeGraceMs, "Closing a worker", worker.close(isAway)).catch(onConnectionError);
}

async function handle({ handlers, onJobError }: ProcessorOptions, job: BullJob<object, void>): Promise<void> {
  if (!isJobName(job.name)) {
    const error = new UnrecoverableError(`No handler for the job ${job.name} (${job.id}).`);
    onJobError(job.name, error);
    throw error;
  }
  try {
    await callHandler(handlers, job.name, job.data as JobPayloads[JobName]);
  } catch (error) {
    onJobError(job.name, error);
    throw error;
  }
}

function callHandler<N extends JobName>(
  handlers: JobHandlers,
  name: N,
  payload: JobPayloads[N],
): Promise<void> {
  return handlers[name](payload);
}
