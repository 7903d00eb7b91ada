import { setTimeout as sleep } from "node:timers/promises";
import {
  createPostgresBackend,
  type BackendFactory,
  type PostgresConnectionOptions,
  type PostgresPoolConfig,
  type PostgresQueueBackend,
} from "bullmq";

/** Connection of one queue or worker (a worker holds one more, for LISTEN). The schema must already be there. */
export function postgresConnection(databaseUrl: string): PostgresPoolConfig {
  return {
    connectionString: databaseUrl,
    schema: "bullmq",
    max: 2,
    connectionTimeoutMillis: 4_000,
    query_timeout: 10_000,
    keepAlive: true,
  };
}

const longestWaitSeconds = 5;
const fullQueuePauseMs = 500;
const lostDatabasePauseMs = 500;
const reportTries = 20;

/**
 * BullMQ's PostgreSQL backend with four of its habits calmed (seen in bullmq 6.7.0):
 * - with jobs waiting and the global concurrency used up, an idle worker asks again without any pause;
 * - so it does while the database answers with an error other than ECONNREFUSED, as in a restart;
 * - after such an error it may sleep for an hour although delayed jobs come due;
 * - a job whose end falls into a short outage stays active, in the way of others, until its lock ends, and runs again.
 */
export const calmPostgresBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (
  name,
  options,
  settings,
) => {
  const backend = createPostgresBackend(name, options, settings);
  const waitForJob = backend.waitForJob.bind(backend);
  backend.waitForJob = async (seconds) => {
    if (await backend.isMaxed()) {
      await sleep(fullQueuePauseMs);
      return null;
    }
    return waitForJob(Math.min(seconds, longestWaitSeconds));
  };
  backend.moveToActive = withTries(1, backend.moveToActive.bind(backend));
  backend.moveToCompleted = withTries(reportTries, backend.moveToCompleted.bind(backend));
  backend.moveToFailed = withTries(reportTries, backend.moveToFailed.bind(backend));
  backend.moveToDelayed = withTries(reportTries, backend.moveToDelayed.bind(backend));
  return backend;
};

/** The call, tried so many times while the database is lost, with a pause after each failure (the last one too). */
function withTries<A extends unknown[], R>(tries: number, call: (...args: A) => Promise<R>) {
  return async (...args: A): Promise<R> => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await call(...args);
      } catch (error) {
        if (isRefusedByBullmq(error)) throw error;
        await sleep(lostDatabasePauseMs);
        if (failures >= tries) throw error;
      }
    }
  };
}

/** BullMQ's own answers ("missing lock for job") carry a number; PostgreSQL's and Node's errors a text or nothing. */
function isRefusedByBullmq(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "number";
}
