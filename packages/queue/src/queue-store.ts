import { withBackend, type BackendFactory, type IQueueBackend, type Processor } from "bullmq";
import type { Queue, Worker } from "bullmq";
import type { QueueName } from "./job-payloads.ts";
import { calmPostgresBackend, postgresConnection } from "./postgres-backend.ts";
import { redisBackend } from "./redis-backend.ts";

/** Where the queue lives: Redis or Valkey when there is a URL for it, else the database that holds everything else. */
export type QueueLocation = { readonly redisUrl: string | null; readonly databaseUrl: string };

type AnyQueue = Queue<object, void, string, object, void, string, IQueueBackend, unknown>;
type AnyWorker = Worker<object, void, string, IQueueBackend>;
export type JobQueue = Pick<
  AnyQueue,
  | "add"
  | "addBulk"
  | "close"
  | "getBackend"
  | "getJobCounts"
  | "getJobSchedulers"
  | "getJobState"
  | "removeJobScheduler"
  | "setGlobalConcurrency"
  | "upsertJobScheduler"
  | "waitUntilReady"
> &
  ReportsErrors;
export type JobWorker = Pick<AnyWorker, "close" | "getBackend" | "pause" | "run" | "waitUntilReady"> &
  ReportsErrors;
type ReportsErrors = { readonly on: (event: "error", listener: (error: Error) => void) => unknown };

/** The same BullMQ classes on either of its two official backends. */
export type QueueStore = {
  readonly backend: "postgresql" | "redis";
  readonly openQueue: (name: QueueName) => JobQueue;
  /** The worker starts with `run()`. */
  readonly openWorker: (name: QueueName, concurrency: number, process: Processor<object, void>) => JobWorker;
  /** Ends all waiting for a store that is away, so that closing can end. */
  readonly giveUp: () => void;
};

export function queueStore({ redisUrl, databaseUrl }: QueueLocation): QueueStore {
  if (redisUrl !== null) {
    const { factory, producer, worker, giveUp } = redisBackend(redisUrl);
    return { backend: "redis", ...openers(factory, producer, worker), giveUp };
  }
  const connection = postgresConnection(databaseUrl);
  return {
    backend: "postgresql",
    ...openers(calmPostgresBackend, connection, connection),
    giveUp: () => undefined,
  };
}

function openers<B extends IQueueBackend, C>(
  factory: BackendFactory<B, C>,
  producer: C,
  worker: C,
): Pick<QueueStore, "openQueue" | "openWorker"> {
  const bull = withBackend(factory);
  return {
    openQueue: (name) => new bull.Queue<object, void>(name, { connection: producer, ...queueOptions }),
    openWorker: (name, concurrency, process) => {
      const options = { connection: worker, concurrency, ...workerOptions };
      return takingNothingWhenPaused(new bull.Worker<object, void>(name, process, options));
    },
  };
}

/** An idle worker of BullMQ that is paused in its wait for a job would still take the one that ends the wait. */
function takingNothingWhenPaused<W extends Pick<AnyWorker, "isPaused" | "getBackend">>(worker: W): W {
  const backend = worker.getBackend();
  const moveToActive = backend.moveToActive.bind(backend);
  const nothing = [null, "", 0, 0];
  backend.moveToActive = async (token, workerName) =>
    worker.isPaused() ? nothing : moveToActive(token, workerName);
  return worker;
}

const queueOptions = {
  // Nobody reads BullMQ's event stream.
  streams: { events: { maxLen: 100 } },
  defaultJobOptions: {
    attempts: 5,
    backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
    // An ended job leaves nothing behind: what happened is in our own tables, and its id is free again.
    removeOnComplete: true,
    removeOnFail: true,
  },
};

const workerOptions = {
  autorun: false,
  // A killed worker's jobs come back within lockDuration + stalledInterval, however often that happens to them.
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000_000,
  // How long to wait before asking a store again that refuses connections.
  runRetryDelay: 1_000,
};
