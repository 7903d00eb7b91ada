import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "@payrun/db";
import { expect, test, type TestContext } from "vitest";
import { backends, deploy, type Backend } from "./deployment.ts";
import { untilSettled } from "./paid-once.ts";

const BATCH_MS = 60_000;
const WATCHED_MS = 10_000;
/** Linux' unit of processor time for programs (proc(5), sysconf(_SC_CLK_TCK)). */
const TICKS_PER_SECOND = 100;

test.concurrent("a worker with nothing to do costs little, on either backend", async (context) => {
  const costs = await Promise.all(backends.map(({ backend }) => idleCosts(context, backend)));
  // Far above what it costs, far below what asking without a pause costs.
  expect(Math.max(...costs.map(({ processorShare }) => processorShare))).toBeLessThan(0.3);
  expect(Math.max(...costs.map(({ transactionsPerSecond }) => transactionsPerSecond))).toBeLessThan(200);
});

async function idleCosts(context: TestContext, backend: Backend) {
  const deployment = await deploy(context, { backend, creators: 1, transfersPerSecond: 10, chunkSize: 25 });
  const { db } = deployment;
  const worker = deployment.startWorker();
  await untilSettled(deployment, BATCH_MS);
  const before = { processor: processorSeconds(worker.pid), transactions: await transactionsOf(db) };
  await delay(WATCHED_MS);
  const seconds = WATCHED_MS / 1_000;
  const processorShare = (processorSeconds(worker.pid) - before.processor) / seconds;
  const transactionsPerSecond = ((await transactionsOf(db)) - before.transactions) / seconds;
  const figures = `${(100 * processorShare).toFixed(1)} % of one core, ${transactionsPerSecond.toFixed(0)} transactions/s`;
  console.info(`idle: ${figures} (queue on ${backend})`);
  return { processorShare, transactionsPerSecond };
}

/** Transactions that this database has carried out, rolled back or not; a statement alone is one. */
async function transactionsOf(db: Database): Promise<number> {
  const [row] = await db.query<{ count: bigint }>(
    "SELECT xact_commit + xact_rollback AS count FROM pg_stat_database WHERE datname = current_database()",
  );
  return Number(row?.count);
}

/** User and system time of a process, from proc(5): fields 14 and 15 of `stat`. */
function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
