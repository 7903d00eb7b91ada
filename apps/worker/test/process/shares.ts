import { startBatch } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { backends, deploy, scheduleDate } from "./deployment.ts";
import { expectPaidOnce, untilPaid, untilSettled } from "./paid-once.ts";
import { until } from "./until.ts";
import { expectCalm } from "./worker-log.ts";

const size = { creators: 60, transfersPerSecond: 10, chunkSize: 5 };
const CHUNKS_AT_ONCE_MAX = 5;

const DRAIN_MS = 25_000;
const BATCH_MS = 60_000;

describe.concurrent.each(backends)("on $backend", ({ backend }) => {
  test("SIGTERM in mid-batch: what began is recorded, the rest waits for the next worker", async (context) => {
    const deployment = await deploy(context, { backend, ...size });
    const worker = deployment.startWorker();
    await untilPaid(deployment, 0.2);
    const toldAt = performance.now();
    expect(await worker.end("SIGTERM")).toEqual({ code: 0, signal: null });
    const drainedMs = performance.now() - toldAt;
    console.info(`drained in ${(drainedMs / 1000).toFixed(1)} s (queue on ${backend})`);
    expect(drainedMs).toBeLessThan(DRAIN_MS);
    expectCalm(worker);

    const atStripe = await deployment.stripe.transferCount();
    expect(atStripe).toBeLessThan(size.creators);
    const transfers = await deployment.db.query(
      "SELECT status, count(*)::int AS count FROM transfers GROUP BY status",
    );
    expect(transfers).toEqual([{ status: "paid", count: atStripe }]);
    const next = deployment.startWorker();
    await untilSettled(deployment, BATCH_MS);
    await expectPaidOnce(deployment);
    expectCalm(next);
  });

  test("two workers and three starts of one date make one batch; one worker leaves, the other ends it", async (context) => {
    const deployment = await deploy(context, { backend, ...size });
    const { db, databaseUrl, startWorker } = deployment;
    const names = ["worker-a", "worker-b"];
    const workers = names.map((name) =>
      startWorker({ DATABASE_URL: `${databaseUrl}?application_name=${name}` }),
    );
    const started = await Promise.all([
      startBatch(db, scheduleDate, "cron"),
      startBatch(db, scheduleDate, "admin"),
    ]);
    expect(started.filter(({ created }) => created)).toHaveLength(1);

    await untilPaid(deployment, 0.2);
    const leaving = await until("somebody sends", BATCH_MS, async () => {
      const [sender] = await db.query<{ name: string }>(SENDING);
      return sender && workers[names.indexOf(sender.name)];
    });
    const left = leaving.end("SIGTERM");
    let chunksMax = 0;
    await until("the batch is completed", BATCH_MS, async () => {
      const [seen] = await db.query<{ chunks: number; completed: boolean }>(AT_WORK);
      chunksMax = Math.max(chunksMax, seen?.chunks ?? 0);
      return seen?.completed;
    });
    expect(chunksMax).toBeGreaterThan(1);
    expect(chunksMax).toBeLessThanOrEqual(CHUNKS_AT_ONCE_MAX);
    expect(await left).toEqual({ code: 0, signal: null });
    await untilSettled(deployment, BATCH_MS);
    await expectPaidOnce(deployment);
    for (const worker of workers) expectCalm(worker);
  });
});

/** Whose connections took send slots, and have done nothing else since. */
const SENDING = `
  SELECT application_name AS name FROM pg_stat_activity
   WHERE application_name LIKE 'worker-%' AND query LIKE '%send_budgets%FOR NO KEY UPDATE%'`;

/** Each chunk job holds its attempts under a lease of its own. */
const AT_WORK = `
  SELECT (SELECT count(DISTINCT lease_token)::int FROM transfers WHERE status IN ('claimed', 'begun')) AS chunks,
         EXISTS (SELECT FROM payout_batches WHERE status = 'completed') AS completed`;
