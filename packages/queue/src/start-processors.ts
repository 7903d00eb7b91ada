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
const openingMs = 10_000;
const answerMs = 2_000;
const closingMs = 5_000;

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

  const jobsEnded = async () => {
    while (running.size > 0) await Promise.allSettled(running);
  };
  const closeOne = async (worker: JobWorker) => {
    const closing = worker.close(!(await answers(worker)));
    // A job whose fetch was under way when the worker was paused.
    await jobsEnded();
    await within(closingMs, "Closing a worker", closing).catch(onConnectionError);
  };
  const close = async () => {
    // Paused, not closed, while jobs run: they keep their locks.
    await Promise.all(workers.map((worker) => worker.pause(true)));
    await jobsEnded();
    await Promise.all(workers.map(closeOne));
    store.giveUp();
  };
  if (store.backend === "postgresql") {
    const opening = Promise.all(workers.map((worker) => worker.waitUntilReady()));
    try {
      await within(openingMs, "Opening the workers", opening);
    } catch (error) {
      await close();
      throw error;
    }
  }
  for (const worker of workers) worker.run().catch(onConnectionError);
  return { close };
}

/** Without its store a worker can only let go: what it has done will be done again. */
function answers(worker: JobWorker): Promise<boolean> {
  const question = within(answerMs, "The store's answer", worker.getBackend().getQueueMetaField("version"));
  return question.then(
    () => true,
    () => false,
  );
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
