import { startBatch } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { deploy, scheduleDate, type Deployment } from "./deployment.ts";
import { expectPaidOnce, untilPaid, untilSettled } from "./paid-once.ts";
import type { Program } from "./start-program.ts";
import { until } from "./until.ts";
import { expectCalm } from "./worker-log.ts";

const size = { creators: 80, transfersPerSecond: 10, chunkSize: 5 };
const MOMENT_MS = 60_000;
const AFTER_FREEZE_MS = 120_000;

/** What PostgreSQL sees of a worker that stands still at the worst moments. */
const sweeping = "pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)";
const midTransaction = "state = 'idle in transaction' AND query <> 'BEGIN'";

describe.concurrent("workers that freeze and wake up again", () => {
  test("hold up nobody with their locks, and send nothing twice", { timeout: 300_000 }, async (context) => {
    const deployment = await deploy(context, { backend: "postgresql", ...size });
    await startBatch(deployment.db, scheduleDate, "cron");
    const sweeper = await frozen(deployment, sweeping);
    const sender = await frozen(deployment, midTransaction, () => untilPaid(deployment, 0.1));
    const third = deployment.startWorker();
    const seconds = await untilSettled(deployment, AFTER_FREEZE_MS);
    console.info(`settled ${seconds.toFixed(1)} s after: a third worker beside two that froze`);

    for (const worker of [sweeper, sender]) process.kill(worker.pid, "SIGCONT");
    await Promise.all([sweeper, sender, third].map((worker) => worker.end("SIGTERM")));
    await expectPaidOnce(deployment);
    for (const worker of [sweeper, sender, third]) {
      expect(worker.exit()).toEqual({ code: 0, signal: null });
      expectCalm(worker);
    }
  });
});

/** Starts a worker, waits until it has done that, and stops it in the middle of this. */
async function frozen(
  { db, databaseUrl, startWorker }: Deployment,
  moment: string,
  busy: () => Promise<void> = () => Promise.resolve(),
): Promise<Program> {
  const name = `frozen-${crypto.randomUUID()}`;
  const worker = startWorker({ DATABASE_URL: `${databaseUrl}?application_name=${name}` });
  await busy();
  return until("the worker stands still in the middle", MOMENT_MS, async () => {
    process.kill(worker.pid, "SIGSTOP");
    const seen = await db.query(`SELECT FROM pg_stat_activity WHERE application_name = $1 AND ${moment}`, [
      name,
    ]);
    if (seen.length > 0) return worker;
    process.kill(worker.pid, "SIGCONT");
    return null;
  });
}
