import { describe, expect, test } from "vitest";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { createPayoutBatch } from "../src/plan/create-payout-batch.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { sends } from "./stripe-side.ts";
import { batchNow, plannedBatch, storyHouse } from "./story.ts";

const TWENTY = Array.from({ length: 20 }, (_, index) => 3_000 + 100 * index);

describe("a batch of 60 creators in three chunks and three currencies", () => {
  test("pays everyone once, in her own currency", async () => {
    const house = await storyHouse();
    await house.addCreators(TWENTY, { currency: "EUR" });
    await house.addCreators(TWENTY, { currency: "JPY" });
    const { batchId } = await plannedBatch(house, TWENTY);
    await house.runJobs();

    const items = await house.items(batchId);
    expect(items.map((item) => item.status)).toEqual(Array<string>(60).fill("paid"));
    const totals = await house.db.query(
      "SELECT currency, paid_count, paid_amount_minor FROM payout_batch_totals WHERE batch_id = $1 ORDER BY currency",
      [batchId],
    );
    expect(totals).toEqual(
      ["EUR", "JPY", "USD"].map((currency) => ({ currency, paid_count: 20, paid_amount_minor: 79_000n })),
    );
    expect(await sends(house)).toHaveLength(60);
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed", openCount: 0 });
    const chunks = await house.db.query("SELECT DISTINCT chunk_no FROM payout_items ORDER BY 1");
    expect(chunks.map((row) => row["chunk_no"])).toEqual([0, 1, 2]);
    await expectBooksAgree(house);
  });

  test("a creator who earned in two currencies has two items, and both are paid in full", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 10_000, eur: 10_000 });
    const [creator] = await house.addCreators([4000], { currency: "EUR" });
    if (!creator) throw new Error("one creator");
    await house.earn(creator, 5000);
    await house.start();
    await house.runJobs();
    const items = await house.db.query("SELECT currency, amount_minor, status FROM payout_items ORDER BY 1");
    expect(items).toEqual([
      { currency: "EUR", amount_minor: 4000n, status: "paid" },
      { currency: "USD", amount_minor: 5000n, status: "paid" },
    ]);
    await expectBooksAgree(house);
  });

  test("ten starters and ten planners at once make one batch, and each creator has one decision and one item", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 1_000_000 });
    await house.addCreators(TWENTY);
    const started = await Promise.all(Array.from({ length: 10 }, () => house.start()));
    expect(new Set(started.map((batch) => batch.batchId)).size).toBe(1);
    expect(started.filter((batch) => batch.created)).toHaveLength(1);
    const { batchId } = started[0] ?? { batchId: "" };
    await Promise.all(started.map(() => createPayoutBatch(house.deps, { batchId })));
    await house.runJobs();

    const [counts] = await house.db.query(
      "SELECT (SELECT count(*)::int FROM payout_decisions) AS decisions, (SELECT count(*)::int FROM payout_items) AS items",
    );
    expect(counts).toEqual({ decisions: 20, items: 20 });
    expect(await sends(house)).toHaveLength(20);
    await expectBooksAgree(house);
  });
});

describe("at-least-once delivery", () => {
  test("a chunk job delivered five times at once sends each item once", async () => {
    const house = await storyHouse();
    const { batchId, items } = await plannedBatch(house, TWENTY);
    const chunk = { batchId, chunkNo: 0 };
    await Promise.all(Array.from({ length: 5 }, () => processPayoutChunk(house.deps, chunk)));
    expect(await sends(house)).toHaveLength(items.length);
    expect(new Set((await sends(house)).map((send) => send.idempotencyKey)).size).toBe(items.length);
    await expectBooksAgree(house);
  });

  test("a chunk job delivered twice at once gives the money of held items back once", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(house, TWENTY);
    await house.db.query("UPDATE creators SET paused_by_admin_at = now()");
    const chunk = { batchId, chunkNo: 0 };
    await Promise.all(Array.from({ length: 5 }, () => processPayoutChunk(house.deps, chunk)));
    expect(new Set((await house.items(batchId)).map((item) => item.status))).toEqual(new Set(["held"]));
    expect(await sends(house)).toHaveLength(0);
    await expectBooksAgree(house);
  });

  test("two workers on one batch share its chunks and pay everyone once", async () => {
    const house = await storyHouse({ chunkSize: 5 });
    const { batchId, items } = await plannedBatch(house, TWENTY);
    const worker = async () => {
      for (const chunkNo of [0, 1, 2, 3]) await processPayoutChunk(house.deps, { batchId, chunkNo });
    };
    await Promise.all([worker(), worker()]);
    expect(await sends(house)).toHaveLength(items.length);
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed", openCount: 0 });
    await expectBooksAgree(house);
  });

  test("a chunk at full speed costs at most 10 round trips", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(house, [...TWENTY, ...TWENTY]);
    const before = house.db.roundTrips();
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(house.db.roundTrips() - before).toBeLessThanOrEqual(10);
    expect((await house.items(batchId)).filter((item) => item.status === "paid")).toHaveLength(25);
    await expectBooksAgree(house);
  });
});
