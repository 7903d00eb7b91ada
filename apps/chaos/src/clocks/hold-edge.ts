import type { CaseResult } from "../chaos-part.ts";
import { caseResult, unlike, unlikeMatured } from "../oracle/case-result.ts";
import { judge } from "../oracle/judge.ts";
import { Deployment } from "../simulation/deployment.ts";
import type { Faults } from "../world/boundary.ts";
import { Host } from "../world/host.ts";
import { datesIn, settle } from "../world/settle.ts";
import { openWorld } from "../world/world.ts";

const CUTOFF_MS = Date.parse("2031-01-15T02:00:00Z");
const DAY_MS = 86_400_000;
const HOLD_MS = 7 * DAY_MS;

/** Holds that end a millisecond before, at and after the cutoff; the start is late, and its planner may die on the way. */
export async function holdEdge(seed: number): Promise<CaseResult> {
  const world = await openWorld({ seed, chunkSize: 2, planPageSize: 1 });
  try {
    const { random, time } = world;
    const host = new Host(world);
    await world.control("POST", "/balance", { set: { usd: 50_000_000 } });
    const creators = await host.join(3 + random.below(3));
    await time.advance(CUTOFF_MS - DAY_MS - time.now().getTime());
    await host.earn(
      creators.flatMap((creator) => [
        { creator, netMinor: 3_000n, earnedAt: new Date(CUTOFF_MS - HOLD_MS - DAY_MS) },
        ...[-1, 0, 1].map((ms) => ({
          creator,
          netMinor: BigInt(10 * (5 + ms) + 10 * random.below(2)),
          earnedAt: new Date(CUTOFF_MS - HOLD_MS + ms),
        })),
      ]),
    );
    const lateMs = random.pick([0, 1, 1_000, 3_600_000, 5 * DAY_MS]);
    await time.advance(CUTOFF_MS + lateMs - time.now().getTime());
    const planner = new Deployment(world, 1, dyingAfter(40 + random.below(60)));
    await planner.round([{ name: "release-earnings", payload: {}, jobId: "release" }]);
    await time.advance(random.pick([0, 2, 30_000]));
    const unsettled = await settle(world);
    return caseResult(`seed ${seed}, ${lateMs} ms late`, await judge(world, host.told), [
      ...unsettled,
      ...unlike("dates", await datesIn(world), ["2031-01-15 completed"]),
      ...(await unlikeMatured(world.stripe.url, host.told, new Date(CUTOFF_MS))),
    ]);
  } finally {
    await world.close();
  }
}

/** The first worker is gone after so many crossings; its successors live. */
function dyingAfter(crossings: number): Faults {
  let count = 0;
  return () => {
    count += 1;
    return count === crossings ? { mode: "vanish", when: "after" } : null;
  };
}
