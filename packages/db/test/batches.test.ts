import {
  itemTransitions,
  money,
  payoutReserved,
  payoutReturned,
  type ItemStatus,
} from "@payrun/payouts-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  allocateFunds,
  beginNextAttempt,
  completeBatchIfDone,
  finishPlanning,
  postEntries,
  startBatch,
  stageChunkJobs,
  type Database,
} from "../src/index.ts";
import { addCreators, at, countOf, expectSoundBooks, openBooks, seededNumbers, type Books } from "./books.ts";
import { addBatch, addItem, addTransfer, openPlannedBatch, planNextPage } from "./payouts.ts";

let books: Books;
let db: Database;
beforeEach(async () => {
  books = await openBooks({ poolSize: 12 });
  ({ db } = books);
});
afterEach(() => books.close());

/** What triggers counted, and what a count of the items says; both per batch, and per batch and currency. */
async function counted() {
  const kept = await db.query(
    `SELECT b.id, b.item_count, b.open_count, b.planned_count, b.sending_count, b.awaiting_funds_count, b.unknown_count, b.paid_count,
            b.failed_count, b.held_count, b.canceled_count, b.superseded_count, t.item_count AS total_items, t.paid_count AS total_paid,
            t.failed_count AS total_failed, t.amount_minor, t.paid_amount_minor
       FROM payout_batches b JOIN payout_batch_totals t ON t.batch_id = b.id ORDER BY b.id`,
  );
  const real = await db.query(
    `SELECT batch_id AS id, item_count, open_count, planned_count, sending_count, awaiting_funds_count, unknown_count, paid_count, failed_count,
            held_count, canceled_count, superseded_count, item_count AS total_items, paid_count AS total_paid, failed_count AS total_failed,
            amount_minor, paid_amount_minor
       FROM (SELECT batch_id, count(*)::int AS item_count,
                    count(*) FILTER (WHERE status IN ('planned', 'awaiting_funds', 'sending', 'unknown'))::int AS open_count,
                    count(*) FILTER (WHERE status = 'planned')::int AS planned_count,
                    count(*) FILTER (WHERE status = 'sending')::int AS sending_count,
                    count(*) FILTER (WHERE status = 'awaiting_funds')::int AS awaiting_funds_count,
                    count(*) FILTER (WHERE status = 'unknown')::int AS unknown_count,
                    count(*) FILTER (WHERE status IN ('paid', 'reversed'))::int AS paid_count,
                    count(*) FILTER (WHERE status = 'failed')::int AS failed_count,
                    count(*) FILTER (WHERE status = 'held')::int AS held_count,
                    count(*) FILTER (WHERE status = 'canceled')::int AS canceled_count,
                    count(*) FILTER (WHERE status = 'superseded')::int AS superseded_count,
                    sum(amount_minor)::bigint AS amount_minor,
                    coalesce(sum(amount_minor) FILTER (WHERE status IN ('paid', 'reversed')), 0)::bigint AS paid_amount_minor
               FROM payout_items GROUP BY batch_id) i ORDER BY batch_id`,
  );
  return { kept, real };
}

describe("a batch's counts and totals", () => {
  test("equal its items after random moves by four writers at once", async () => {
    const batches = await Promise.all([addBatch(db), addBatch(db), addBatch(db)]);
    const creators = await addCreators(db, 60, { availableMinor: 100_00n });
    const items = await Promise.all(
      creators.map(async (creatorId, index) => {
        const batchId = batches[index % 3] ?? "";
        const item = await addItem(db, { batchId, creatorId, amountMinor: BigInt(1_000 + index) });
        return { id: item.payoutItemId, status: "planned" as ItemStatus };
      }),
    );

    async function moveAtRandom(seed: number): Promise<void> {
      const below = seededNumbers(seed);
      const mine = items.filter((_, index) => index % 4 === seed);
      for (let page = 0; page < 6; page += 1) {
        const moves = mine.flatMap((item) => {
          const targets: readonly ItemStatus[] = itemTransitions[item.status];
          const to = targets[below(targets.length * 3)];
          return to === undefined ? [] : [{ item, to }];
        });
        await db.transaction((tx) =>
          tx.query(
            "UPDATE payout_items i SET status = n.status FROM unnest($1::uuid[], $2::item_status[]) AS n (id, status) WHERE i.id = n.id",
            [moves.map(({ item }) => item.id), moves.map(({ to }) => to)],
          ),
        );
        for (const { item, to } of moves) item.status = to;
      }
    }

    await Promise.all([0, 1, 2, 3].map(moveAtRandom));
    const { kept, real } = await counted();
    expect(kept).toEqual(real);
    expect(new Set(items.map(({ status }) => status)).size).toBeGreaterThan(3);
  });

  test("follow the amount of an item's next attempt", async () => {
    const [creatorId = ""] = await addCreators(db, 1, { availableMinor: 40_00n });
    const item = await addItem(db, { batchId: await addBatch(db), creatorId });
    await addTransfer(db, item, { status: "refused" });
    await db.query("UPDATE payout_items SET status = 'sending'");
    await db.query("UPDATE payout_items SET status = 'failed'");
    await db.transaction(async (tx) => {
      const facts = { ...item, attemptNo: 1, amount: money(40_00n, "USD"), effectiveAt: at };
      await postEntries(tx, [
        payoutReturned(facts),
        payoutReserved({ ...facts, attemptNo: 2, amount: money(30_00n, "USD") }),
      ]);
      await beginNextAttempt(tx, [
        { ...item, amountMinor: 30_00n, destinationAccountId: "acct_new", status: "planned", reason: null },
      ]);
    });
    const { kept, real } = await counted();
    expect(kept).toEqual(real);
    expect(kept).toMatchObject([{ amount_minor: 30_00n, planned_count: 1, failed_count: 0 }]);
    await expectSoundBooks(db);
  });
});

describe("a page of 5,000 creators", () => {
  test("is planned in 8 round trips: decisions, items, reservations and all", async () => {
    await addCreators(db, 5_000, { availableMinor: 40_00n });
    const { batchId } = await startBatch(db, { periodKey: "2026-12-01", scheduledFor: at }, "schedule");
    const before = db.roundTrips();
    await db.transaction((tx) => planNextPage(tx, batchId, { pageSize: 5_000, chunkSize: 25 }));
    expect(db.roundTrips() - before).toBe(8);
    expect(
      await countOf(db, "FROM payout_decisions WHERE outcome = 'eligible' AND amount_minor = 4000"),
    ).toBe(5_000);
    expect(await countOf(db, "FROM payout_items WHERE status = 'planned'")).toBe(5_000);
    expect(
      await countOf(
        db,
        "FROM payout_batches WHERE item_count = 5000 AND planned_count = 5000 AND next_ordinal = 5000",
      ),
    ).toBe(1);

    const staging = db.roundTrips();
    expect(await stageChunkJobs(db, batchId)).toBe(200);
    expect(db.roundTrips() - staging).toBe(1);
    await expectSoundBooks(db);
  });
});

describe("whoever comes at once", () => {
  test("ten schedulers start one batch, and its planning is staged once (spree#14606, bull#2207)", async () => {
    const date = { periodKey: "2026-12-01", scheduledFor: at };
    const started = await Promise.all(Array.from({ length: 10 }, () => startBatch(db, date, "schedule")));
    expect(started.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(started.map(({ batchId }) => batchId)).size).toBe(1);
    expect(await countOf(db, "FROM outbox WHERE name = 'create-payout-batch'")).toBe(1);
  });

  test("four planners share the pages, and nobody is planned twice", async () => {
    await addCreators(db, 40, { availableMinor: 40_00n });
    const { batchId } = await startBatch(db, { periodKey: "2026-12-01", scheduledFor: at }, "schedule");
    const plan = async () => {
      while (await db.transaction((tx) => planNextPage(tx, batchId, { pageSize: 3, chunkSize: 5 })));
    };
    await Promise.all([plan(), plan(), plan(), plan()]);
    expect(await countOf(db, "FROM payout_decisions")).toBe(40);
    expect(await db.query("SELECT chunk_no, count(*)::int FROM payout_items GROUP BY 1 ORDER BY 1")).toEqual(
      Array.from({ length: 8 }, (_, chunk) => ({ chunk_no: chunk, count: 5 })),
    );
    expect(await db.transaction((tx) => finishPlanning(tx, batchId))).toBe(false);
    await expectSoundBooks(db);
  });

  test("one of eight completes a batch that is done, and stages its reconciliation", async () => {
    const batchId = await openPlannedBatch(db);
    const completed = await Promise.all(
      Array.from({ length: 8 }, () => db.transaction((tx) => completeBatchIfDone(tx, batchId))),
    );
    expect(completed.filter((periodKey) => periodKey !== null)).toEqual(["2026-12-01"]);
    expect(await countOf(db, "FROM outbox WHERE name = 'reconcile-stripe'")).toBe(1);
  });

  test("nobody completes a batch that is in planning, or has an open item", async () => {
    const { batchId } = await startBatch(db, { periodKey: "2026-12-15", scheduledFor: at }, "admin");
    expect(await db.transaction((tx) => completeBatchIfDone(tx, batchId))).toBeNull();
    await addCreators(db, 1, { availableMinor: 40_00n });
    const open = await openPlannedBatch(db);
    expect(await db.transaction((tx) => completeBatchIfDone(tx, open))).toBeNull();
  });

  test("an item that waits for funds is let go once (an update that is not lost: prisma#8612)", async () => {
    const [creatorId = ""] = await addCreators(db, 1, { availableMinor: 40_00n });
    const { payoutItemId } = await addItem(db, {
      batchId: await addBatch(db),
      creatorId,
      status: "awaiting_funds",
    });
    const letGo = () =>
      db.transaction((tx) => allocateFunds(tx, { funded: [payoutItemId], short: [], shortReason: {} }));
    const released = await Promise.all([letGo(), letGo(), letGo(), letGo()]);
    expect(released.filter((count) => count > 0)).toEqual([1]);
  });
});
