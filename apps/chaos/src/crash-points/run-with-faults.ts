import type { Fault, Faults } from "../world/boundary.ts";
import type { WorkerUnderTest } from "../world/worker-under-test.ts";
import type { World } from "../world/world.ts";
import { judge, type Judgement } from "../oracle/judge.ts";
import { pump } from "../world/pump.ts";
import { openCrashStory, type CrashStory, type Step } from "./crash-story.ts";

/** Where a run is hit: after so many crossings of the first worker, and of the one that takes over. */
export type CrashPoint = { readonly nth: number; readonly fault: Fault };

export type CrashRun = Judgement & {
  /** The crossings at which it was hit; fewer than were asked for when the run had ended before. */
  readonly hits: readonly string[];
  readonly unsettled: readonly string[];
  /** Every attempt at Stripe: what it came to, its number, and how often it was sent. */
  readonly attempts: readonly string[];
};

/** A step that one injected exception ended must not fail for ever. */
const FAILURES_MAX = 5;
const LEASE_AND_MORE_MS = 25_000;
/** Rounds of half a minute after which whatever can be settled is. */
const ROUNDS_MAX = 60;

/**
 * Plays the story; the n-th crossing of the first worker fails, then the m-th of its successor, and so on.
 *
 * @param last sees the crossings of the worker after those.
 */
export async function runWithFaults(
  points: readonly CrashPoint[],
  last: Faults = () => null,
): Promise<CrashRun> {
  const story = await openCrashStory();
  const hits: string[] = [];
  const faults = [...points.map((point) => nth(point, (what) => hits.push(what))), last];
  try {
    await play(story, faults);
    const unsettled = await settle(story.world);
    const judgement = await judge(story.world, story.host.told);
    return { ...judgement, hits, unsettled, attempts: await attemptsIn(story.world) };
  } finally {
    await story.world.close();
  }
}

function nth({ nth: wanted, fault }: CrashPoint, onHit: (what: string) => void): Faults {
  let count = 0;
  return ({ what }) => {
    count += 1;
    if (count !== wanted) return null;
    onHit(what);
    return fault;
  };
}

async function play({ world, steps }: CrashStory, faults: readonly Faults[]): Promise<void> {
  const successors = faults.values();
  const next = (): WorkerUnderTest => world.startWorker(successors.next().value);
  let worker = next();
  const frozen: { readonly worker: WorkerUnderTest; readonly work: Promise<unknown> }[] = [];
  for (const step of steps) {
    for (let ended = false, failures = 0; !ended;) {
      const work = does(step, worker);
      const [ending] = await world.drive([{ worker, does: () => work }]);
      ended = ending?.kind === "done";
      if (ending?.kind === "failed" && (failures += 1) > FAILURES_MAX) throw ending.error;
      if (ending?.kind === "frozen") frozen.push({ worker, work });
      if (ending?.kind === "gone" || ending?.kind === "frozen") {
        worker = next();
        await world.time.advance(LEASE_AND_MORE_MS);
      }
    }
  }
  for (const { worker: slow, work } of frozen) {
    slow.boundary.thaw();
    await world.drive([{ worker: slow, does: () => work }]);
  }
}

/** A process that comes first looks whether Stripe is ahead, whatever it is asked to do. */
async function does(step: Step, worker: WorkerUnderTest): Promise<void> {
  await worker.open();
  await step.does(worker);
}

/** Half minutes pass, without faults, until nothing is open; returns what is. */
async function settle(world: World): Promise<readonly string[]> {
  const worker = world.startWorker();
  for (let round = 0; ; round += 1) {
    const [ending] = await world.drive([{ worker, does: () => tidy(world, worker) }]);
    if (ending?.kind === "failed") throw ending.error;
    const open = await world.db.query<{ line: string }>(
      `SELECT i.id || ' is ' || i.status || ' ' || coalesce(i.reason::text, '') AS line FROM payout_items i
        WHERE i.status IN ('planned', 'sending', 'unknown', 'awaiting_funds')
       UNION ALL SELECT period_key || ' is ' || status FROM payout_batches WHERE status NOT IN ('completed', 'missed')`,
    );
    if (open.length === 0 || round === ROUNDS_MAX) return open.map(({ line }) => line);
    await world.time.advance(30_000);
  }
}

async function tidy(world: World, worker: WorkerUnderTest): Promise<void> {
  await worker.open();
  await worker.sweep();
  await worker.run({ name: "retry-failed-payouts", payload: {}, jobId: "retries" });
  await pump(world, worker);
  await worker.relayMails();
}

async function attemptsIn({ db }: World): Promise<readonly string[]> {
  const rows = await db.query<{ line: string }>(
    `SELECT c.stripe_account_id || ' attempt ' || t.attempt_no || ' of ' || t.amount_minor || ': ' || t.status || ', sent '
            || t.send_count AS line
       FROM transfers t JOIN payout_items i ON i.id = t.payout_item_id JOIN creators c ON c.id = i.creator_id ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}
