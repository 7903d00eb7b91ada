import { createHash } from "node:crypto";
import type { Job } from "@payrun/queue";
import { judge, type Judgement } from "../oracle/judge.ts";
import { Host } from "../world/host.ts";
import { openWorld, type World } from "../world/world.ts";
import { Deployment } from "./deployment.ts";
import { HostLife } from "./host-life.ts";
import { clear, drawWeather, faultsIn, raise } from "./weather.ts";
import { Webhooks } from "./webhooks.ts";

export type Simulated = Judgement & {
  /** Items and batches that are still open though everything is calm. */
  readonly unsettled: readonly string[];
  readonly creators: number;
  readonly batches: number;
  readonly transfers: number;
  /** Of what crossed every boundary, in order: the same for the same seed. */
  readonly traceHash: string;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const dates = ["2031-01-15", "2031-02-01", "2031-02-15", "2031-03-01"].map((day) =>
  Date.parse(`${day}T02:00:00Z`),
);

const daily: readonly Job[] = [
  { name: "release-earnings", payload: {}, jobId: "release" },
  { name: "retry-failed-payouts", payload: {}, jobId: "retries" },
  { name: "refresh-accounts", payload: {}, jobId: "accounts" },
  { name: "reconcile-stripe", payload: {}, jobId: "reconcile" },
];

/** Months of schedule under faults that a seed draws, then calm; judged at the end. */
export async function simulate(seed: number): Promise<Simulated> {
  const world = await openWorld({
    seed,
    chunkSize: 5,
    // The database's clock runs on in real time as well: a slow machine must not end a lease that the seed does not end.
    leaseMs: 10 * MINUTE_MS,
    idleMs: 5 * MINUTE_MS,
    choose: (random) => (waiting) => random.below(waiting.length),
  });
  try {
    return await simulateIn(world);
  } finally {
    await world.close();
  }
}

export async function simulateIn(world: World): Promise<Simulated> {
  const { random, time } = world;
  const weather = drawWeather(random);
  const host = new Host(world);
  const life = new HostLife(world, host);
  const webhooks = new Webhooks(world);
  const deployment = new Deployment(world, 2 + random.below(3), faultsIn(weather, random));
  await world.control("POST", "/balance", { set: { usd: 50_000_000 } });
  const creators = await host.join(20 + random.below(random.chance(0.1) ? 180 : 20));
  const batches = 2 + random.below(dates.length - 1);
  await raise(world, weather);

  const now = () => time.now().getTime();
  for (const date of dates.slice(0, batches)) {
    while (now() < date - 3 * DAY_MS) {
      await life.goOn(creators);
      await time.advance(DAY_MS + random.below(3 * DAY_MS));
      await webhooks.deliver(world.db);
      await deployment.round(daily);
      await deployment.thawAll();
    }
    // Mostly in time, sometimes hours late.
    await time.advance(date - now() + random.below(random.chance(0.2) ? 5 * HOUR_MS : 10_000));
    for (let rounds = 6 + random.below(6); rounds > 0; rounds -= 1) {
      await deployment.round();
      if (random.chance(0.2)) await life.goOn(creators.slice(0, 5));
      await webhooks.deliver(world.db);
      await time.advance(random.pick([MINUTE_MS, 6 * MINUTE_MS, 11 * MINUTE_MS, 2 * HOUR_MS]));
      if (random.chance(0.5)) await deployment.thawAll();
    }
  }
  await clear(world);
  await life.calm();
  await deployment.thawAll();
  const unsettled = await settle(world);
  return {
    ...(await judge(world, host.told)),
    unsettled,
    creators: creators.length,
    batches,
    transfers: world.firstSends.size,
    traceHash: createHash("sha256").update(world.trace.join("\n")).digest("hex").slice(0, 16),
  };
}

/** Days pass without faults, until nothing is open: an outcome that stayed unknown takes more than one. */
async function settle(world: World): Promise<readonly string[]> {
  const calm = new Deployment(world, 1, () => null);
  const pauses = [
    ...Array.from({ length: 10 }, () => 11 * MINUTE_MS),
    ...Array.from({ length: 40 }, () => HOUR_MS),
    ...Array.from({ length: 10 }, () => 15 * MINUTE_MS),
  ];
  let open: readonly string[] = [];
  for (const pause of pauses) {
    await calm.round(daily);
    open = await stillOpen(world);
    if (open.length === 0) return [];
    await world.time.advance(pause);
  }
  return open;
}

async function stillOpen({ db }: World): Promise<readonly string[]> {
  const rows = await db.query<{ line: string }>(
    `SELECT 'item ' || id || ' is ' || status || ' ' || coalesce(reason::text, '') AS line FROM payout_items
      WHERE status IN ('planned', 'sending', 'unknown', 'awaiting_funds')
     UNION ALL SELECT 'batch ' || period_key || ' is ' || status || ' ' || coalesce(status_reason::text, '')
      FROM payout_batches WHERE status NOT IN ('completed', 'missed')`,
  );
  return rows.map(({ line }) => line);
}
