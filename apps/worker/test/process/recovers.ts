import { describe, expect, test, type TestContext } from "vitest";
import { backends, deploy, type Backend, type DeploymentOptions } from "./deployment.ts";
import { expectPaidOnce, untilPaid, untilSettled } from "./paid-once.ts";
import { ownPostgres, ownRedis } from "./servers.ts";
import type { Program } from "./start-program.ts";
import { expectCalm, untilSays, untilWarns } from "./worker-log.ts";

/** Eight seconds of sending, in more chunks than run at once: some are always waiting in the queue. */
const size = { creators: 80, transfersPerSecond: 10, chunkSize: 5 };

/** How much is paid when a worker is killed; null: its successor, as soon as it has started. */
const kills = [0.1, 0.2, null];

/** design.md, section 4, "Limits that make words exact". */
const AFTER_RESTART_MS = 60_000;
const AFTER_LOSS_MS = 120_000;
const TEST_MS = 300_000;

const options = { concurrent: true, timeout: TEST_MS };

test(
  "a worker that is killed three times in mid-batch pays everybody once, on either backend",
  options,
  async (context) => {
    const seconds = await Promise.all(backends.map(({ backend }) => killedThrice(context, backend)));
    for (const each of seconds) expect(each * 1_000).toBeLessThan(AFTER_RESTART_MS);
  },
);

async function killedThrice(context: TestContext, backend: Backend): Promise<number> {
  const deployment = await deploy(context, { backend, ...size });
  for (const share of kills) {
    const worker = deployment.startWorker();
    await (share === null ? untilSays(worker, "worker started") : untilPaid(deployment, share));
    await worker.end("SIGKILL");
    expectCalm(worker);
  }
  const last = deployment.startWorker();
  const seconds = await untilSettled(deployment, AFTER_RESTART_MS);
  tell(backend, "last start after three kills", seconds);
  await expectPaidOnce(deployment);
  expectAlive(last);
  return seconds;
}

describe.concurrent.each(backends)("on $backend", ({ backend }) => {
  test(
    "PostgreSQL that crashes in mid-batch and comes back costs nobody anything",
    options,
    async (context) => {
      const postgres = await ownPostgres(context);
      const seconds = await paysDespite(context, { backend, databaseUrl: postgres.url }, postgres);
      tell(backend, "PostgreSQL came back", seconds);
    },
  );
});

describe.concurrent("on redis alone", () => {
  test(
    "Redis that goes away in mid-batch and comes back empty costs nobody anything",
    options,
    async (context) => {
      const redis = await ownRedis(context);
      tell(
        "redis",
        "Redis came back",
        await paysDespite(context, { backend: "redis", redisUrl: redis.url }, redis),
      );
    },
  );

  test("Redis that loses all its data in mid-batch costs nobody anything", options, async (context) => {
    const redis = await ownRedis(context);
    const loss = { crash: redis.flushAll, start: () => Promise.resolve() };
    tell("redis", "FLUSHALL", await paysDespite(context, { backend: "redis", redisUrl: redis.url }, loss));
  });
});

type Loss = { readonly crash: () => Promise<void>; readonly start: () => Promise<void> };

/** Pays a batch with one worker that lives through a loss; returns how long that took after the loss was made good. */
async function paysDespite(
  context: TestContext,
  where: Pick<DeploymentOptions, "backend" | "databaseUrl" | "redisUrl">,
  loss: Loss,
): Promise<number> {
  const deployment = await deploy(context, { ...size, ...where });
  const worker = deployment.startWorker();
  await untilPaid(deployment, 0.2);
  await untilWarns(worker, loss.crash);
  await loss.start();
  const seconds = await untilSettled(deployment, AFTER_LOSS_MS);
  await expectPaidOnce(deployment);
  expectAlive(worker);
  return seconds;
}

function expectAlive(worker: Program): void {
  expect(worker.exit()).toBeNull();
  expectCalm(worker);
}

/** The figures belong in a report, whatever the machine. */
function tell(backend: Backend, since: string, seconds: number): void {
  console.info(`settled ${seconds.toFixed(1)} s after: ${since} (queue on ${backend})`);
}
