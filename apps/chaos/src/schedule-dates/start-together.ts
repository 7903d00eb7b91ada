import { startBatch } from "@payrun/db";
import type { CaseResult } from "../chaos-part.ts";
import { caseResult, unlike, unlikeMatured } from "../oracle/case-result.ts";
import { judge } from "../oracle/judge.ts";
import { Deployment } from "../simulation/deployment.ts";
import type { Work } from "../world/drive.ts";
import { Host } from "../world/host.ts";
import { datesIn, settle } from "../world/settle.ts";
import { watchedDatabase } from "../world/watched-deps.ts";
import { openWorld, type World } from "../world/world.ts";

const DUE = { periodKey: "2031-01-15", scheduledFor: new Date("2031-01-15T02:00:00Z") };

/** Two to eight start the same date at once, in an order that a seed draws; then two workers pay it. */
export async function startTogether(seed: number): Promise<CaseResult> {
  const world = await openWorld({
    seed,
    chunkSize: 3,
    planPageSize: 2,
    choose: (random) => (waiting) => random.below(waiting.length),
  });
  try {
    const { random, time } = world;
    const host = new Host(world);
    await world.control("POST", "/balance", { set: { usd: 50_000_000 } });
    const creators = await host.join(3 + random.below(5));
    await host.earn(creators.map((creator) => ({ creator, netMinor: BigInt(2_000 + random.below(4_000)) })));
    await time.advance(DUE.scheduledFor.getTime() - time.now().getTime() + random.below(60_000));

    const starts = Array.from({ length: 2 + random.below(7) }, (_, index) => starter(world, index));
    const endings = await world.drive(starts);
    const died = endings.filter(({ kind }) => kind !== "done").map((ending) => JSON.stringify(ending));
    await new Deployment(world, 2, () => null).round();
    const unsettled = await settle(world);
    return caseResult(`seed ${seed}, ${starts.length} at once`, await judge(world, host.told), [
      ...died,
      ...unsettled,
      ...unlike("dates", await datesIn(world), ["2031-01-15 completed"]),
      ...(await unlikeMatured(world.stripe.url, host.told, DUE.scheduledFor)),
    ]);
  } finally {
    await world.close();
  }
}

/** A worker's sweep, its job, the cron endpoint, or a person. */
function starter(world: World, index: number): Work {
  const kind = world.random.pick(["sweep", "job", "cron", "admin"] as const);
  if (kind === "sweep" || kind === "job") {
    const worker = world.startWorker();
    const job = { name: "start-due-batch", payload: {}, jobId: `start-${index}` } as const;
    return { worker, does: () => (kind === "sweep" ? worker.sweep() : worker.run(job)) };
  }
  const worker = world.startActor(`${kind}-${index}`);
  return { worker, does: () => startBatch(watchedDatabase(world.db, worker.boundary), DUE, kind) };
}
