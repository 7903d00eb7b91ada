import { setTimeout as sleep } from "node:timers/promises";
import {
  createPostgresBackend,
  type BackendFactory,
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
const lostStorePauseMs = 500;

/**
 * BullMQ's PostgreSQL backend with three of its habits calmed (bullmq 6.7.0; each has a test):
 * - with jobs waiting and the global concurrency used up, an idle worker asks again without any pause;
 * - so it does when the database answers with an error other than ECONNREFUSED (a restart);
 * - after such an error it may sleep for an hour although delayed jobs come due.
 */
export const calmPostgresBackend: BackendFactory<
  PostgresQueueBackend,
  Parameters<typeof createPostgresBackend>[1]["connection"]
> = (name, options, settings) => {
  const backend = createPostgresBackend(name, options, settings);
  const waitForJob = backend.waitForJob.bind(backend);
  const moveToActive = backend.moveToActive.bind(backend);
  backend.waitForJob = async (seconds) => {
    if (await backend.isMaxed()) {
      await sleep(fullQueuePauseMs);
      return null;
    }
    return waitForJob(Math.min(seconds, longestWaitSeconds));
  };
  backend.moveToActive = async (token, workerName) => {
    try {
      return await moveToActive(token, workerName);
    } catch (error) {
      await sleep(lostStorePauseMs);
      throw error;
    }
  };
  return backend;
};
