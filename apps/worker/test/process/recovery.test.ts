import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { backends, openDeployment, type Deployment } from "./deployment.ts";
import { expectPaidOnce, untilSettled } from "./paid-once.ts";
import { ownPostgres, ownRedis } from "./servers.ts";
import type { Program } from "./start-program.ts";
import { until } from "./until.ts";

const CREATORS = 100;
const TRANSFERS_PER_SECOND = 10;
const PROGRESS_MS = 60_000;
const AFTER_KILL_MS = 60_000;
const AFTER_LOSS_MS = 120_000;

async function untilPaid({ stripe }: Deployment, share: number): Promise<void> {
  await until(`${share} of the batch is paid`, PROGRESS_MS, async () => (await stripe.transferCount()) >= share * CREATORS);
}
const t0 = performance.now();
const lap = (name: string, what: string) => console.log(((performance.now() - t0) / 1000).toFixed(1), name, what);
function dump(name: string, workers: Program[]) {
  writeFileSync(`/tmp/proc-${name}.log`, workers.map((w) => `${w.lines.join("\n")}\nSTDERR ${w.errorText()}\nEXIT ${JSON.stringify(w.exit())}`).join("\n=====\n"));
}

const troubled = (worker: Program, from: number) => worker.lines.slice(from).some((line) => JSON.parse(line).level >= 40);

describe.concurrent.each(backends)("$backend", ({ backend }) => {
  test("killed thrice", async () => {
    const d = await openDeployment({ backend, creators: CREATORS, transfersPerSecond: TRANSFERS_PER_SECOND });
    const workers: Program[] = [];
    try {
      for (const share of [0.15, 0.3, 0.5]) {
        const worker = d.startWorker();
        workers.push(worker);
        await untilPaid(d, share);
        lap(backend, `kill at ${share}`);
        await worker.end("SIGKILL");
      }
      workers.push(d.startWorker());
      lap(backend, `KILL recovered after ${await untilSettled(d, AFTER_KILL_MS)}`);
      await expectPaidOnce(d);
    } finally {
      dump(`kill-${backend}`, workers);
      await d.close();
    }
  }, 200_000);

  test("postgres crash", async () => {
    const folder = mkdtempSync(join(process.env["PAYRUN_TEST_FOLDER"] ?? tmpdir(), "own-"));
    const pg = await ownPostgres(folder);
    const d = await openDeployment({ backend, creators: CREATORS, transfersPerSecond: TRANSFERS_PER_SECOND, databaseUrl: pg.url });
    const worker = d.startWorker();
    try {
      await untilPaid(d, 0.3);
      const from = worker.lines.length;
      await pg.crash();
      lap(backend, "crashed");
      await until("trouble", 10_000, () => troubled(worker, from));
      await pg.start();
      lap(backend, `PG recovered after ${await untilSettled(d, AFTER_LOSS_MS)}`);
      expect(worker.exit()).toBeNull();
      await expectPaidOnce(d);
    } finally {
      dump(`pg-${backend}`, [worker]);
      await d.close();
      await pg.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 200_000);
});

describe.concurrent("redis", () => {
  test.for(["restart", "flushall"])("redis %s", async (how) => {
    const folder = mkdtempSync(join(process.env["PAYRUN_TEST_FOLDER"] ?? tmpdir(), "own-"));
    const redis = await ownRedis(folder);
    const d = await openDeployment({ backend: "redis", creators: CREATORS, transfersPerSecond: TRANSFERS_PER_SECOND, redisUrl: redis.url });
    const worker = d.startWorker();
    try {
      await untilPaid(d, 0.3);
      const from = worker.lines.length;
      if (how === "restart") {
        await redis.crash();
        await until("trouble", 10_000, () => troubled(worker, from));
        await redis.start();
      } else await redis.flushAll();
      lap(how, `REDIS recovered after ${await untilSettled(d, AFTER_LOSS_MS)}`);
      expect(worker.exit()).toBeNull();
      await expectPaidOnce(d);
    } finally {
      dump(`redis-${how}`, [worker]);
      await d.close();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 200_000);
});
