import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  beginTransfers,
  liftStop,
  newId,
  setBudget,
  stopPayouts,
  takeSlot,
  type BegunSlice,
  type BudgetName,
  type Database,
} from "../src/index.ts";
import { addCreators, countOf, openBooks, type Books } from "./books.ts";
import { addBatch, addItem, addTransfer } from "./payouts.ts";

let books: Books;
let db: Database;
const leaseToken = newId();
beforeAll(async () => {
  books = await openBooks();
  ({ db } = books);
});
beforeEach(async () => {
  await setBudget(db, "transfers", 500);
  await liftStop(db, "operator", "ops");
});
afterAll(() => books.close());

/** Attempts that are claimed under a lease of this long. */
async function claimed(
  count: number,
  { token = leaseToken, leaseMs = 20_000 } = {},
): Promise<readonly string[]> {
  const creators = await addCreators(db, count, { availableMinor: 40_00n });
  const batchId = await addBatch(db);
  const transferIds: string[] = [];
  for (const creatorId of creators) {
    const item = await addItem(db, { batchId, creatorId });
    transferIds.push(await addTransfer(db, item, { status: "claimed", lease: { token, ms: leaseMs } }));
  }
  return transferIds;
}

const begin = (
  transferIds: readonly string[],
  given: Partial<Parameters<typeof beginTransfers>[1]> = {},
): Promise<BegunSlice> =>
  beginTransfers(db, { transferIds, leaseToken, expected: "claimed", leaseMs: 20_000, ...given });

/** Puts the next free slot this far from now, and says where it is, in microseconds. */
async function moveNextSlot(fromNowMs: number, name: BudgetName = "transfers"): Promise<bigint> {
  await db.query(
    "UPDATE send_budgets SET next_slot_at = clock_timestamp() + $1 * interval '1 millisecond' WHERE name = $2",
    [fromNowMs, name],
  );
  return nextSlotUs(name);
}

async function nextSlotUs(name: BudgetName = "transfers"): Promise<bigint> {
  const [row] = await db.query<{ us: bigint }>(
    "SELECT (extract(epoch FROM next_slot_at) * 1000000)::bigint AS us FROM send_budgets WHERE name = $1",
    [name],
  );
  return row?.us ?? 0n;
}

describe("send slots", () => {
  test("are spaced at 98 % of the limit, and each is one caller's", async () => {
    await setBudget(db, "transfers", 100);
    const callers = await Promise.all([claimed(6), claimed(6), claimed(6), claimed(6)]);
    const first = await moveNextSlot(50);
    const slices = await Promise.all(callers.map((transferIds) => begin(transferIds)));

    expect(slices.map(({ begun }) => begun)).toEqual(callers);
    for (const { intervalMs } of slices) expect(intervalMs).toBeCloseTo(1_000 / 98, 3);
    expect((await nextSlotUs()) - first).toBe(24n * 10_204n);
  });

  test("of one slice follow each other in the order that was asked for", async () => {
    const transferIds = (await claimed(5)).toReversed();
    expect((await begin(transferIds)).begun).toEqual(transferIds);
  });

  test("are granted up to 0.8 s ahead, and the rest is told when to come again", async () => {
    await setBudget(db, "transfers", 10);
    const transferIds = await claimed(12);
    const first = await moveNextSlot(0);
    const slice = await begin(transferIds);
    expect(slice.begun).toEqual(transferIds.slice(0, 8));
    expect((await nextSlotUs()) - first).toBeGreaterThanOrEqual(8n * 102_041n);

    await moveNextSlot(2_000);
    const later = await begin(transferIds.slice(8));
    expect(later.begun).toEqual([]);
    expect(later.waitMs).toBeGreaterThan(1_000);
    expect(later.waitMs).toBeLessThanOrEqual(1_200);
  });

  test("that nobody took are gone: an idle hour allows no burst", async () => {
    const now = await moveNextSlot(0);
    await moveNextSlot(-3_600_000);
    const slice = await begin(await claimed(3));
    expect(slice.waitMs).toBe(0);
    expect(await nextSlotUs()).toBeGreaterThanOrEqual(now + 3n * 2_041n);
  });

  test("for reads are spaced too, one by one", async () => {
    await setBudget(db, "reads", 10);
    const first = await moveNextSlot(1_000, "reads");
    const waits = [await takeSlot(db, "reads"), await takeSlot(db, "reads"), await takeSlot(db, "reads")];
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_000 + 2 * 102.041);
    expect((await nextSlotUs("reads")) - first).toBe(3n * 102_041n);
  });

  test("are an error without a budget", async () => {
    await db.query("DELETE FROM send_budgets");
    await expect(begin([])).rejects.toThrow("no send budget");
    await expect(takeSlot(db, "reads")).rejects.toThrow("reads");
  });
});

describe("nothing begins", () => {
  /** What begins, and what it takes: nothing of the budget, nothing of a transfer, and no wait that promises more. */
  async function tryToBegin(transferIds: readonly string[]) {
    const before = await moveNextSlot(0);
    const { begun, waitMs } = await begin(transferIds);
    const slotsUs = (await nextSlotUs()) - before;
    return {
      begun,
      isToWait: waitMs > 0,
      slotsUs,
      sent: await countOf(db, "FROM transfers WHERE send_count > 0 AND id = ANY ($1)", [transferIds]),
    };
  }
  const nothing = { begun: [], isToWait: false, slotsUs: 0n, sent: 0 };

  test("while payouts are stopped, and everything when the last cause is lifted", async () => {
    const transferIds = await claimed(2);
    await stopPayouts(db, "operator", "ops", {});
    await stopPayouts(db, "invariant_breach", "worker", {});
    expect(await tryToBegin(transferIds)).toEqual(nothing);
    await liftStop(db, "operator", "ops");
    expect(await tryToBegin(transferIds)).toEqual(nothing);
    await liftStop(db, "invariant_breach", "ops");
    expect((await begin(transferIds)).begun).toEqual(transferIds);
  });

  test("after a stop has committed, also what waited for its turn before that", async () => {
    const transferIds = await claimed(2);
    let waiting: Promise<BegunSlice> | undefined;
    let stopping: Promise<void> | undefined;
    await db.transaction(async (tx) => {
      await tx.query("SELECT 1 FROM send_budgets WHERE name = 'transfers' FOR UPDATE");
      stopping = stopPayouts(db, "operator", "ops", {});
      await untilSessionsWait(1);
      waiting = begin(transferIds);
      await untilSessionsWait(2);
    });
    await stopping;
    expect((await waiting)?.begun).toEqual([]);
  });

  test("that another worker holds", async () => {
    expect(await tryToBegin(await claimed(2, { token: newId() }))).toEqual(nothing);
  });

  test("whose lease has ended", async () => {
    expect(await tryToBegin(await claimed(2, { leaseMs: -1_000 }))).toEqual(nothing);
  });

  test("a second time", async () => {
    const transferIds = await claimed(2);
    await begin(transferIds);
    expect((await begin(transferIds)).begun).toEqual([]);
    expect(await countOf(db, "FROM transfers WHERE send_count = 1 AND id = ANY ($1)", [transferIds])).toBe(2);
  });

  test("of others, but what is mine does", async () => {
    const others = await claimed(2, { token: newId() });
    const mine = await claimed(2);
    expect((await begin([...others, ...mine])).begun).toEqual(mine);
  });
});

/** Until this many sessions of the test's database wait for a lock. */
async function untilSessionsWait(count: number): Promise<void> {
  while (
    (await countOf(
      db,
      "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    )) < count
  );
}

describe("what begins", () => {
  test("has its first send, its count and a whole lease written down before the call", async () => {
    const [transferId = ""] = await claimed(1, { leaseMs: 1_000 });
    await begin([transferId], { leaseMs: 60_000 });
    expect(
      await db.query(
        `SELECT status, send_count AS "sendCount", first_sent_at IS NOT NULL AND first_sent_at <= last_sent_at AS "sentAt",
                lease_until > clock_timestamp() + interval '50 seconds' AS "leased"
           FROM transfers WHERE id = $1`,
        [transferId],
      ),
    ).toEqual([{ status: "begun", sendCount: 1, sentAt: true, leased: true }]);
  });

  test("again, unknown as it is, stays unknown and keeps its first send", async () => {
    const [creatorId = ""] = await addCreators(db, 1, { availableMinor: 40_00n });
    const item = await addItem(db, { batchId: await addBatch(db), creatorId });
    const transferId = await addTransfer(db, item, {
      status: "unknown",
      lease: { token: leaseToken, ms: 20_000 },
    });
    expect((await begin([transferId])).begun).toEqual([]);
    expect((await begin([transferId], { expected: "unknown" })).begun).toEqual([transferId]);
    expect(
      await db.query(
        `SELECT status, send_count AS "sendCount", first_sent_at < last_sent_at AS "keptFirst"
           FROM transfers WHERE id = $1`,
        [transferId],
      ),
    ).toEqual([{ status: "unknown", sendCount: 2, keptFirst: true }]);
  });
});
