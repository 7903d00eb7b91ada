import { createRedisBackend } from "bullmq";

/**
 * BullMQ's Redis backend through ioredis.
 *
 * A producer fails within seconds while Redis is away (the outbox tries again); a worker waits for it, and asks every
 * second at the latest, until `giveUp`.
 */
export function redisBackend(redisUrl: string) {
  let givenUp = false;
  const connection = {
    url: redisUrl,
    connectTimeout: 4_000,
    keepAlive: 10_000,
    retryStrategy: (times: number) => (givenUp ? null : Math.min(times * 100, 1_000)),
  };
  return {
    factory: createRedisBackend,
    producer: {
      ...connection,
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      commandTimeout: 4_000,
      // Its INFO may fail while Redis comes up, and BullMQ would remember that failure for good.
      skipVersionCheck: true,
    },
    worker: {
      ...connection,
      maxRetriesPerRequest: null,
      // Longer than BullMQ's longest blocking read (10 s): a half-open connection is noticed and replaced.
      socketTimeout: 20_000,
    },
    giveUp: () => {
      givenUp = true;
    },
  };
}
