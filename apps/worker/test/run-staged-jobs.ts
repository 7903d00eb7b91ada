import { relayOutbox, type Database } from "@payrun/db";
import type { JobHandlers } from "@payrun/queue";

/** Runs the staged jobs, five at a time, until none is left that is due: as the queue would, without its back-off. */
export async function runStagedJobs(db: Database, handlers: JobHandlers): Promise<void> {
  for (;;) {
    const staged: (() => Promise<void>)[] = [];
    await relayOutbox(db, {
      topic: "job",
      limit: 1_000,
      send: async (rows) => {
        for (const { name, payload } of rows) staged.push(() => runJob(handlers, name, payload));
        return Promise.resolve(rows.map((row) => row.id));
      },
    });
    if (staged.length === 0) return;
    for (let start = 0; start < staged.length; start += 5)
      await Promise.all(staged.slice(start, start + 5).map((job) => job()));
  }
}

async function runJob(handlers: JobHandlers, name: string, payload: object): Promise<void> {
  const handler = (handlers as unknown as Record<string, ((payload: object) => Promise<void>) | undefined>)[
    name
  ];
  if (!handler) throw new Error(`no handler for job ${name}`);
  await handler(payload);
}
