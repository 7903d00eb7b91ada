import type { CaseResult } from "../chaos-part.ts";
import { caseResult, unlike, unlikeMatured } from "../oracle/case-result.ts";
import { judge } from "../oracle/judge.ts";
import { transfersAt } from "../oracle/stripe-transfers.ts";
import { Deployment } from "../simulation/deployment.ts";
import type { Faults } from "../world/boundary.ts";
import { Host } from "../world/host.ts";
import { datesIn, settle } from "../world/settle.ts";
import { openWorld, type World } from "../world/world.ts";
import { backUp, type Backup } from "./backup.ts";

export const backupMoments = [
  "before the batch",
  "before the plan",
  "before the call",
  "amid the batch",
] as const;
export type BackupMoment = (typeof backupMoments)[number];

const CUTOFF = new Date("2031-01-15T02:00:00Z");
const RESTORE_MS = 30_000;
const START = { name: "start-due-batch", payload: {}, jobId: "start" } as const;

/**
 * A backup is made; two workers go on until, at a statement that a seed draws, the database is away, and some transfers are
 * at Stripe; the backup is restored, and the workers, whose connections are lost, go on where they stood. Restoring takes
 * longer than a call may.
 */
export async function restored(moment: BackupMoment, seed: number): Promise<CaseResult> {
  const world = await openWorld({
    seed,
    chunkSize: 2,
    choose: (random) => (waiting) => random.below(waiting.length),
  });
  let backup: Backup | null = null;
  try {
    const { random, time, db } = world;
    const host = new Host(world);
    await world.control("POST", "/balance", { set: { usd: 50_000_000 } });
    const creators = await host.join(4 + random.below(5));
    await host.earn(creators.map((creator) => ({ creator, netMinor: BigInt(2_600 + random.below(4_000)) })));
    await time.advance(CUTOFF.getTime() + 5_000 - time.now().getTime());
    await comeTo(moment, world);
    backup = await backUp(world);

    const pair = new Deployment(world, 2, waitingOnce(20 + random.below(120)));
    for (let rounds = 2; rounds > 0; rounds -= 1) await pair.round([START]);
    const batches = await db.query<{ id: string; cutoffAt: Date }>(
      'SELECT id, cutoff_at AS "cutoffAt" FROM payout_batches',
    );
    const ahead = await transfersAt(world.stripe.url);
    await backup.restore();
    await time.advance(RESTORE_MS);
    world.queue.lose();
    await pair.thawAll();
    const unsettled = await settle(world);
    await explainHolds(world, host);
    const past = { lostBatches: new Map(batches.map(({ id, cutoffAt }) => [id, cutoffAt])) };
    const name = `${moment}, seed ${seed}, Stripe ${ahead.length} of ${creators.length} ahead`;
    return caseResult(name, await judge(world, host.told, past), [
      ...unsettled,
      ...unlike("dates", await datesIn(world), ["2031-01-15 completed"]),
      ...(await unlikeMatured(world.stripe.url, host.told, CUTOFF)),
      ...(await stillStopped(world)),
    ]);
  } finally {
    await world.close();
    await backup?.drop();
  }
}

/** Brings the world to where the backup is made. */
async function comeTo(moment: BackupMoment, world: World): Promise<void> {
  if (moment === "before the batch") return;
  const worker = world.startWorker();
  const runFirst = async (name: string): Promise<void> => {
    await worker.relayJobs();
    const job = world.queue.jobs.find((each) => each.name === name);
    if (!job) return;
    await worker.run(job);
    world.queue.remove([job]);
  };
  const does = async (): Promise<void> => {
    await worker.open();
    await worker.run(START);
    if (moment === "before the plan") return;
    await runFirst("create-payout-batch");
    if (moment === "amid the batch") await runFirst("process-payout-chunk");
  };
  const [ending] = await world.drive([{ worker, does }]);
  if (ending?.kind !== "done") throw new Error(`not ${moment}: ${JSON.stringify(ending)}`);
}

/** The first two workers wait for the database, which is away, from their next statement after so many crossings. */
function waitingOnce(crossings: number): Faults {
  const left = new Map<string, number>();
  return ({ worker, what }) => {
    if (!left.has(worker) && left.size === 2) return null;
    const before = left.get(worker) ?? crossings;
    left.set(worker, before - 1);
    if (before > 0 || !what.startsWith("db ") || before === -Infinity) return null;
    left.set(worker, -Infinity);
    return { mode: "hang", when: "before" };
  };
}

/** Whom Stripe has paid for an item that is not here any more, a person has to look at. */
async function explainHolds({ db, stripe }: World, { told }: Host): Promise<void> {
  const here = new Set((await db.query<{ id: string }>("SELECT id FROM payout_items")).map(({ id }) => id));
  const transfers = await transfersAt(stripe.url);
  const lost = transfers.filter(({ payoutItemId }) => !here.has(payoutItemId ?? ""));
  for (const creator of told.creators.filter(({ accountId }) =>
    lost.some((each) => each.destination === accountId),
  ))
    told.conditions.push({ creator, explains: ["on_hold"], from: CUTOFF, to: null });
}

async function stillStopped({ db }: World): Promise<readonly string[]> {
  const rows = await db.query<{ line: string }>(
    "SELECT 'still stopped: ' || reason_code || ' ' || detail::text AS line FROM payout_stops WHERE lifted_at IS NULL",
  );
  return rows.map(({ line }) => line);
}
