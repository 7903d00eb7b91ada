import { operationalNow } from "@payrun/db";
import { followDatabaseClock } from "@payrun/environment";
import type { Job } from "@payrun/queue";
import type { CaseResult } from "../chaos-part.ts";
import { caseResult, unlike, unlikeMatured } from "../oracle/case-result.ts";
import { judge } from "../oracle/judge.ts";
import { Host } from "../world/host.ts";
import { datesIn, settle } from "../world/settle.ts";
import { openWorld, type World } from "../world/world.ts";
import type { WorkerUnderTest } from "../world/worker-under-test.ts";
import { giveMachinesClocks, onMachine } from "./machine-clock.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OFF_MAX_MS = 26 * HOUR_MS;
const CUTOFF_MS = Date.parse("2031-01-15T02:00:00Z");

/** Workers on machines whose clocks are wrong by up to 26 hours do what they would with right ones, from a day before on. */
export async function wrongClocks(seed: number): Promise<CaseResult> {
  const giveBack = giveMachinesClocks();
  const world = await openWorld({
    seed,
    chunkSize: 3,
    choose: (random) => (waiting) => random.below(waiting.length),
    clockOf: (_, db) =>
      followDatabaseClock({
        start: null,
        readDatabase: () => operationalNow(db),
      }),
  });
  try {
    return await workWithWrongClocks(world, seed);
  } finally {
    await world.close();
    giveBack();
  }
}

async function workWithWrongClocks(world: World, seed: number): Promise<CaseResult> {
  const { random, time } = world;
  const host = new Host(world);
  await world.control("POST", "/balance", { set: { usd: 50_000_000 } });
  const creators = await host.join(4);
  await time.advance(CUTOFF_MS - OFF_MAX_MS - time.now().getTime());
  await host.earn(
    creators.flatMap((creator) => [
      {
        creator,
        netMinor: BigInt(2_600 + random.below(2_000)),
        earnedAt: new Date(CUTOFF_MS - 8 * DAY_MS),
      },
      // Its hold ends after the cutoff, but not by the clock of a machine that is a day ahead.
      {
        creator,
        netMinor: 700n,
        earnedAt: new Date(CUTOFF_MS - 7 * DAY_MS + 1 + random.below(20) * HOUR_MS),
      },
    ]),
  );
  const offs = [OFF_MAX_MS, -OFF_MAX_MS, random.below(2 * OFF_MAX_MS) - OFF_MAX_MS];
  const machines = offs.map((offMs) => ({ worker: world.startWorker(), offMs }));
  const goOn = async (): Promise<void> => {
    await world.drive(
      machines.map(({ worker, offMs }) => ({
        worker,
        does: () =>
          onMachine(
            () => time.now().getTime() + offMs,
            () => turnOf(world, worker),
          ),
      })),
    );
  };
  const early: string[] = [];
  for (const beforeMs of [25 * HOUR_MS, HOUR_MS, HOUR_MS / 60]) {
    await time.advance(CUTOFF_MS - beforeMs - time.now().getTime());
    await goOn();
    early.push(...unlike(`dates ${beforeMs} ms before`, await datesIn(world), []));
    early.push(...(await releasedEarly(world)));
  }
  await time.advance(CUTOFF_MS + random.below(10_000) - time.now().getTime());
  for (let rounds = 3; rounds > 0; rounds -= 1) {
    await goOn();
    await time.advance(30_000);
  }
  const unsettled = await settle(world);
  return caseResult(`seed ${seed}, clocks off by ${offs.join(", ")} ms`, await judge(world, host.told), [
    ...early,
    ...unsettled,
    ...unlike("dates", await datesIn(world), ["2031-01-15 completed"]),
    ...(await unlikeMatured(world.stripe.url, host.told, new Date(CUTOFF_MS))),
  ]);
}

const daily: readonly Job[] = [
  { name: "release-earnings", payload: {}, jobId: "release" },
  { name: "retry-failed-payouts", payload: {}, jobId: "retries" },
  { name: "refresh-accounts", payload: {}, jobId: "accounts" },
];

async function turnOf(world: World, worker: WorkerUnderTest): Promise<void> {
  await worker.open();
  await worker.sweep();
  for (const job of daily) await worker.run(job);
  await worker.relayJobs();
  for (const job of world.queue.jobs) {
    await worker.run(job);
    world.queue.remove([job]);
  }
}

async function releasedEarly({ db, time }: World): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    "SELECT id FROM earnings WHERE released_at IS NOT NULL AND available_at > $1",
    [time.now()],
  );
  return rows.map(({ id }) => `earning ${id} was released while it was held`);
}
