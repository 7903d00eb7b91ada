import { createPostgresBackend, Queue } from "bullmq";
import type { QueueName } from "./job-payloads.ts";
import { postgresConnection } from "./postgres-backend.ts";

const queues = ["payout-chunks", "payrun-jobs"] as const satisfies readonly QueueName[];
const inAYearMs = 31_536_000_000;

/**
 * Creates or upgrades BullMQ's own tables and functions (schema `bullmq`), with nothing but the database at hand.
 * Repeating it is harmless, also at the same time. After it, `openQueues` and `startProcessors` need no DDL rights.
 *
 * @throws when the database does not answer, or holds a schema that is too new.
 */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  for (const name of queues) {
    const connection = { ...postgresConnection(databaseUrl), query_timeout: 120_000, migrate: true };
    const queue = new Queue(name, { connection }, createPostgresBackend);
    queue.on("error", () => undefined);
    try {
      await queue.waitUntilReady();
      // BullMQ creates a queue's id sequence with the first job that has no id of its own.
      const { id } = await queue.add("watch-schedule", {}, { delay: inAYearMs });
      if (id !== undefined) await queue.remove(id);
    } finally {
      await queue.close();
    }
  }
}
