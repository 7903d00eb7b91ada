import { join } from "node:path";
import type { Database } from "@payrun/db";
import type { ScheduleDate } from "@payrun/payouts-core";
import { followBatch } from "../batch/follow-batch.ts";
import { describeEnd, lastWords, startChild, type Child } from "../services/child-process.ts";

export type PayPreviousOptions = {
  readonly db: Database;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly dataDir: string;
  readonly onStart: (child: Child) => void;
  readonly onProgress: (what: string, done: number, total: number) => void;
  readonly signal: AbortSignal;
};

/** The business clock stands a little after the schedule date when the worker starts. */
const afterDateMs = 5_000;

/**
 * Pays a past schedule date with the real worker, whose business clock begins just after it.
 *
 * @throws when the worker ends before the batch does, or the batch gets stuck.
 */
export async function payPreviousBatch(options: PayPreviousOptions, date: ScheduleDate): Promise<void> {
  const { db, environment, dataDir, onStart, onProgress, signal } = options;
  const worker = startChild({
    name: "worker",
    entry: "apps/worker/src/main.ts",
    environment: {
      ...environment,
      PAYRUN_NOW: new Date(date.scheduledFor.getTime() + afterDateMs).toISOString(),
    },
    logFile: join(dataDir, "logs", "seed-worker.log"),
  });
  onStart(worker);
  const over = new AbortController();
  try {
    const end = await Promise.race([
      followBatch({
        db,
        periodKey: date.periodKey,
        onProgress: ({ itemCount, openCount, planned }) => {
          if (planned) onProgress(`History: paying ${date.periodKey}`, itemCount - openCount, itemCount);
        },
        signal: AbortSignal.any([signal, over.signal]),
      }),
      worker.ended.then((ended) => {
        throw new Error(
          `The worker ${describeEnd(ended)} before ${date.periodKey} was paid: ${lastWords(worker.logFile)}`,
        );
      }),
    ]);
    if (end.kind === "stuck")
      throw new Error(`The batch of ${date.periodKey} ${end.why} (${worker.logFile}).`);
  } finally {
    over.abort();
    await worker.stop();
  }
}
