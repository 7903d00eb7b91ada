import { relayOutbox, type Database } from "@payrun/db";
import type { Job, Queues } from "@payrun/queue";

const PAGE = 1_000;

/**
 * Hands staged jobs to the queue, a page at a time. A crash between the queue and the commit hands them over again, with
 * the same job ids. Returns whether there may be more at once.
 */
export async function relayJobs(db: Database, queues: Queues): Promise<boolean> {
  const relayed = await relayOutbox(db, {
    topic: "job",
    limit: PAGE,
    send: async (rows) => {
      await queues.add(
        rows.map(({ id, name, payload }) => ({ name, payload, jobId: `outbox-${id}` }) as unknown as Job),
      );
      return rows.map((row) => row.id);
    },
  });
  return relayed === PAGE;
}
