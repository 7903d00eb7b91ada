import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  pruneOutbox,
  relayOutbox,
  stageChunkJobs,
  stageChunks,
  stageJobs,
  type Database,
  type OutboxRow,
} from "../src/index.ts";
import { addCreators, countOf, openBooks, type Books } from "./books.ts";
import { openPlannedBatch } from "./payouts.ts";

let books: Books;
let db: Database;
beforeAll(async () => {
  books = await openBooks();
  ({ db } = books);
});
beforeEach(async () => {
  await db.query("DELETE FROM outbox");
});
afterAll(() => books.close());

/** Stages jobs that are due by now: `available_at` is kept to the millisecond, and may round up. */
async function stage(count: number): Promise<void> {
  await stageJobs(
    db,
    Array.from({ length: count }, (_, index) => ({ name: "job", payload: { index } })),
  );
  await db.query("UPDATE outbox SET available_at = available_at - interval '1 second'");
}
const everything = (rows: readonly OutboxRow[]) => Promise.resolve(rows.map(({ id }) => id));
const unsent = () => countOf(db, "FROM outbox WHERE sent_at IS NULL");

/** Relays what is due; says which jobs were handed over. */
async function relay(
  send: (rows: readonly OutboxRow[]) => Promise<readonly bigint[]> = everything,
  limit = 100,
): Promise<readonly unknown[]> {
  const handedOver: unknown[] = [];
  await relayOutbox(db, {
    topic: "job",
    limit,
    send: (rows) => {
      handedOver.push(...rows.map(({ payload }) => payload["index"]));
      return send(rows);
    },
  });
  return handedOver;
}

describe("the outbox", () => {
  test("is emptied oldest first, a page at a time, in one transaction a page", async () => {
    await stage(5);
    const before = db.roundTrips();
    expect(await relay(everything, 3)).toEqual([0, 1, 2]);
    expect(db.roundTrips() - before).toBe(4);
    expect(await relay(everything, 3)).toEqual([3, 4]);
    expect(await relay()).toEqual([]);
  });

  test("shares no row between relays that send at the same time", async () => {
    await stage(40);
    let sending = 0;
    let allSend: () => void = () => undefined;
    const together = new Promise<void>((resolve) => {
      allSend = resolve;
    });
    const slow = async (rows: readonly OutboxRow[]) => {
      sending += 1;
      if (sending === 4) allSend();
      await together;
      return everything(rows);
    };
    const relayed = await Promise.all([relay(slow, 10), relay(slow, 10), relay(slow, 10), relay(slow, 10)]);
    expect(relayed.flat().toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 40 }, (_, index) => index),
    );
    expect(await unsent()).toBe(0);
  });

  test("stages a key once until it is sent, and again after that", async () => {
    const job = { name: "reconcile-stripe", payload: {}, dedupeKey: "reconcile/1" };
    await Promise.all([stageJobs(db, [job]), stageJobs(db, [job, job]), stageJobs(db, [job])]);
    expect(await unsent()).toBe(1);
    await relay();
    await stageJobs(db, [job]);
    expect(await countOf(db, "FROM outbox")).toBe(2);
  });

  test("stages nothing of a transaction that is rolled back", async () => {
    const work = db.transaction(async (tx) => {
      await stageJobs(tx, [{ name: "job", payload: {} }]);
      throw new RangeError("no");
    });
    await expect(work).rejects.toThrow(RangeError);
    expect(await unsent()).toBe(0);
  });

  test("stages one job for every chunk that has planned items", async () => {
    await addCreators(db, 7, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db, { chunkSize: 3 });
    expect(await countOf(db, "FROM outbox WHERE name = 'process-payout-chunk'")).toBe(3);
    expect(await stageChunkJobs(db, batchId)).toBe(0);
    await stageChunks(db, [
      { batchId, chunkNo: 0 },
      { batchId, chunkNo: 0 },
      { batchId, chunkNo: 1 },
    ]);
    expect(await countOf(db, "FROM outbox WHERE name = 'process-payout-chunk'")).toBe(3);
    await relay();
    await stageChunks(
      db,
      [
        { batchId, chunkNo: 0 },
        { batchId, chunkNo: 0 },
      ],
      { delayMs: 60_000 },
    );
    expect(await relay()).toEqual([]);
    expect(await unsent()).toBe(1);
  });
});

describe("a row that was not handed over", () => {
  const waits = async () => {
    const rows = await db.query<{ seconds: number }>(
      "SELECT round(extract(epoch FROM available_at - clock_timestamp()))::int AS seconds FROM outbox WHERE sent_at IS NULL ORDER BY id",
    );
    return rows.map(({ seconds }) => seconds);
  };

  test("comes again after 1 s, 2 s, 4 s and so on up to 10 minutes; what was handed over does not", async () => {
    await stage(3);
    expect(await relay((rows) => everything(rows.filter(({ payload }) => payload["index"] !== 1)))).toEqual([
      0, 1, 2,
    ]);
    expect(await waits()).toEqual([1]);
    expect(await relay()).toEqual([]);
    for (const seconds of [2, 4, 8]) {
      await db.query(
        "UPDATE outbox SET available_at = clock_timestamp() - interval '1 second' WHERE sent_at IS NULL",
      );
      expect(await relay(() => Promise.resolve([]))).toEqual([1]);
      expect(await waits()).toEqual([seconds]);
    }
    await db.query(
      "UPDATE outbox SET available_at = clock_timestamp() - interval '1 second', attempts = 40 WHERE sent_at IS NULL",
    );
    await relay(() => Promise.resolve([]));
    expect(await waits()).toEqual([600]);
  });

  test("because its queue is away comes again at once", async () => {
    await stage(2);
    await expect(relay(() => Promise.reject(new RangeError("queue away")))).rejects.toThrow("queue away");
    expect(await relay()).toEqual([0, 1]);
  });
});

test("what was sent more than a day ago is deleted, and nothing else", async () => {
  await stage(3);
  await relay(everything, 2);
  await db.query(
    "UPDATE outbox SET sent_at = sent_at - interval '25 hours' WHERE id = (SELECT min(id) FROM outbox)",
  );
  expect(await pruneOutbox(db)).toBe(1);
  expect(await countOf(db, "FROM outbox")).toBe(2);
});
