import { idleBatches, liftStop, openDatabase, stageChunkJobs, stopPayouts } from "@payrun/db";
import type { StopScope } from "@payrun/payouts-core";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { Deps } from "../src/deps.ts";
import { jobHandlers } from "../src/handlers.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { House } from "./house.ts";
import { runStagedJobs } from "./run-staged-jobs.ts";
import { planBatch, storyHouse } from "./story.ts";

const STOPS = 20;
/** How long a stop stays: long enough to show that nothing begins after its first second. */
const STOPPED_MS = 1_300;

type Item = { readonly id: string; readonly creatorId: string; readonly currency: string };
type Placed = { readonly scope: StopScope; readonly placedAt: Date; readonly liftedAt: Date };
type Call = { readonly item: Item; readonly at: Date };

test("no call begins later than a second after a stop: 200 payouts at 20 a second by two workers, 20 stops at any instant", async () => {
  const house = await storyHouse({ transfersPerSecond: 20 });
  await house.fund({ usd: 10_000_000, eur: 10_000_000 });
  const amounts = Array.from({ length: 100 }, () => 4000);
  await house.addCreators(amounts);
  await house.addCreators(amounts, { currency: "EUR" });
  const batchId = await planBatch(house);
  const items = await house.items(batchId);

  const stopped = { done: false };
  const workers = [1, 2].map(() => work(anotherWorker(house), stopped));
  const stopping = Array.from({ length: STOPS }, async (_, index) => {
    await delay(200 + Math.random() * 9_000);
    await stopFor(house, scopeNo(index, batchId, items));
  });
  await Promise.all(stopping);
  await untilAllPaid(house, batchId);
  stopped.done = true;
  await Promise.all(workers);

  const placed = await stopsOf(house);
  expect(placed).toHaveLength(STOPS);
  const calls = await callsOf(house, items);
  expect(calls.length).toBeGreaterThanOrEqual(items.length);
  const lateMs = placed.flatMap((stop) => calls.flatMap((call) => latenessMs(stop, call)));
  expect(Math.max(0, ...lateMs)).toBeLessThanOrEqual(1_000);
  await expectBooksAgree(house);
}, 90_000);

/** A worker's own connections; the rest is that of the house. */
function anotherWorker(house: House): Deps {
  const db = openDatabase(house.database.url, { poolSize: 8 });
  onTestFinished(() => db.close());
  return { ...house.deps, db };
}

/** Takes the staged jobs as they come, and stages those again that a stop has kept, as the sweeper does. */
async function work(deps: Deps, stopped: { readonly done: boolean }): Promise<void> {
  while (!stopped.done) {
    await runStagedJobs(deps.db, jobHandlers(deps));
    for (const batchId of await idleBatches(deps.db, { idleMs: 100 })) await stageChunkJobs(deps.db, batchId);
    await delay(50);
  }
}

/** The scopes in turn; each creator's stop is of another one. */
function scopeNo(index: number, batchId: string, items: readonly Item[]): StopScope {
  const kinds: readonly StopScope[] = [
    { kind: "all" },
    { kind: "currency", currency: index % 8 < 4 ? "USD" : "EUR" },
    { kind: "creator", creatorId: items[index * 9]?.creatorId ?? "" },
    { kind: "batch", batchId },
  ];
  return kinds[index % kinds.length] ?? { kind: "all" };
}

/** Under a cause of its own, so that each stop is one, also where two of the same scope overlap. */
async function stopFor(house: House, scope: StopScope): Promise<void> {
  const cause = `test-${Math.random()}` as "operator";
  await stopPayouts(house.db, cause, "ada", {}, scope);
  await delay(STOPPED_MS);
  await liftStop(house.db, cause, "ada", scope);
}

async function untilAllPaid(house: House, batchId: string): Promise<void> {
  await expect
    .poll(async () => (await house.items(batchId)).filter(({ status }) => status !== "paid").length, {
      timeout: 60_000,
      interval: 250,
    })
    .toBe(0);
}

async function stopsOf(house: House): Promise<readonly Placed[]> {
  const rows = await house.db.query<{
    currency: string | null;
    creatorId: string | null;
    batchId: string | null;
    placedAt: Date;
    liftedAt: Date;
  }>(
    `SELECT currency, creator_id AS "creatorId", batch_id AS "batchId", placed_at AS "placedAt", lifted_at AS "liftedAt" FROM payout_stops`,
  );
  return rows.map(({ currency, creatorId, batchId, placedAt, liftedAt }) => {
    if (currency !== null) return { placedAt, liftedAt, scope: { kind: "currency", currency } };
    if (creatorId !== null) return { placedAt, liftedAt, scope: { kind: "creator", creatorId } };
    if (batchId !== null) return { placedAt, liftedAt, scope: { kind: "batch", batchId } };
    return { placedAt, liftedAt, scope: { kind: "all" } };
  });
}

/** When Stripe got each transfer request, and for which item it was. */
async function callsOf(house: House, items: readonly Item[]): Promise<readonly Call[]> {
  const { requests } = (await house.control("GET", "/requests?limit=1000")) as {
    readonly requests: readonly {
      readonly at: string;
      readonly durationMs: number;
      readonly method: string;
      readonly path: string;
      readonly idempotencyKey: string | null;
    }[];
  };
  const byId = new Map(items.map((item) => [item.id, item]));
  return requests.flatMap(({ at, durationMs, method, path, idempotencyKey }) => {
    const item = byId.get(idempotencyKey?.split("_")[2] ?? "");
    if (method !== "POST" || path !== "/v1/transfers" || !item) return [];
    return [{ item, at: new Date(new Date(at).getTime() - durationMs) }];
  });
}

/** How long after the stop a call within its scope came, while the stop was in force. */
function latenessMs({ scope, placedAt, liftedAt }: Placed, { item, at }: Call): readonly number[] {
  const isInScope =
    scope.kind === "all" ||
    scope.kind === "batch" ||
    (scope.kind === "currency" ? scope.currency === item.currency : scope.creatorId === item.creatorId);
  return isInScope && at > placedAt && at < liftedAt ? [at.getTime() - placedAt.getTime()] : [];
}
