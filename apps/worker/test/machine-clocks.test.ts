import { operationalNow } from "@payrun/db";
import { followDatabaseClock } from "@payrun/environment";
import { afterEach, describe, expect, test, vi } from "vitest";
import { bootCheck } from "../src/boot-check.ts";
import type { Deps } from "../src/deps.ts";
import { jobHandlers } from "../src/handlers.ts";
import { storyHouse } from "./story.ts";

const HOUR_MS = 3_600_000;

afterEach(() => {
  vi.useRealTimers();
});

/** The house's worker on a machine whose clock is wrong, with the business clock of a running deployment. */
async function workerOn(house: Awaited<ReturnType<typeof storyHouse>>, { offByMs = 0 } = {}): Promise<Deps> {
  const clock = followDatabaseClock({ start: null, readDatabase: () => operationalNow(house.db) });
  const deps = { ...house.deps, clock };
  await bootCheck(deps, { databaseUrl: house.database.url, adminEmails: [] });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + offByMs });
  return deps;
}

describe("a machine's clock decides nothing about money", () => {
  test.for([26, -26])(
    "with a clock that is off by %i hours a worker knows what time it is",
    async (hours) => {
      const house = await storyHouse();
      const deps = await workerOn(house, { offByMs: hours * HOUR_MS });
      await deps.clock.follow();
      const truth = await operationalNow(house.db);
      const behindMs = truth.getTime() - deps.clock.now().getTime();
      expect(behindMs).toBeGreaterThan(-5);
      expect(behindMs).toBeLessThan(60_000);
    },
  );

  test("a worker whose clock is 26 hours ahead releases nothing that is still held", async () => {
    const house = await storyHouse();
    const now = await operationalNow(house.db);
    await house.addCreators([4000], {
      earnedAt: new Date(now.getTime() - 6 * 24 * HOUR_MS).toISOString(),
    });
    const deps = await workerOn(house, { offByMs: 26 * HOUR_MS });
    await jobHandlers(deps)["release-earnings"]({});
    expect(await house.db.query("SELECT released_at FROM earnings")).toEqual([{ released_at: null }]);
  });

  test("each job asks the database again: a machine that slept is not behind", async () => {
    const house = await storyHouse();
    const deps = await workerOn(house);
    let follows = 0;
    const counted: Deps = {
      ...deps,
      clock: {
        ...deps.clock,
        follow: async () => {
          follows += 1;
          await deps.clock.follow();
        },
      },
    };
    await jobHandlers(counted)["start-due-batch"]({});
    expect(follows).toBe(1);
  });
});
