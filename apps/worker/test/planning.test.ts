import { lockBatchInPlanning, liftStop, placeHolds, stopPayouts } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { releaseEarnings } from "../src/jobs/release-earnings.ts";
import { createPayoutBatch } from "../src/plan/create-payout-batch.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { nextScheduleDate, scheduleDate, type House } from "./house.ts";
import { switchFault } from "./stripe-side.ts";
import { sweepOnce } from "./sweep-once.ts";
import { batchNow, itemsOf, openAlarmKinds, planBatch, plannedBatch, storyHouse } from "./story.ts";

async function decisions(house: House): Promise<readonly object[]> {
  return house.db.query(
    "SELECT outcome, reasons -> 0 ->> 'code' AS code, count(*)::int AS n FROM payout_decisions GROUP BY 1, 2 ORDER BY 1, 2",
  );
}

describe("why wasn't I paid?", () => {
  test("every creator has a decision with the reason of highest rank, and its numbers", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 1_000_000 });
    const [paid, held, paused, inactive, poor, none] = await house.addCreators([
      4000, 4000, 4000, 4000, 2499, 0,
    ]);
    if (!paid || !held || !paused || !inactive || !poor || !none) throw new Error("six creators");
    await placeHolds(house.db, [
      {
        creatorId: held.creatorId,
        reason: "a chargeback wave",
        placedBy: "rule",
        placedById: "disputes",
        until: null,
      },
    ]);
    await house.db.query("UPDATE creators SET paused_by_admin_at = now() WHERE id = ANY ($1)", [
      [held.creatorId, paused.creatorId],
    ]);
    await house.db.query("UPDATE creators SET transfers_active = false WHERE id = $1", [inactive.creatorId]);
    await planBatch(house);
    expect(await decisions(house)).toEqual([
      { outcome: "eligible", code: null, n: 1 },
      { outcome: "skipped", code: "below_minimum", n: 1 },
      { outcome: "skipped", code: "nothing_available", n: 1 },
      { outcome: "skipped", code: "on_hold", n: 1 },
      { outcome: "skipped", code: "paused_by_admin", n: 1 },
      { outcome: "skipped", code: "transfers_inactive", n: 1 },
    ]);
    const [reasons] = await house.db.query("SELECT reasons FROM payout_decisions WHERE creator_id = $1", [
      poor.creatorId,
    ]);
    expect(reasons).toEqual({
      reasons: [
        {
          code: "below_minimum",
          availableMinor: "2499",
          minimumMinor: "2500",
          minimumSetBy: "platform",
          missingMinor: "1",
          currency: "USD",
        },
      ],
    });
    await house.runJobs();
    await expectBooksAgree(house);
  });

  test("a stop that is in force when the plan runs costs nobody her payout: the plan waits for its end", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 1_000_000 });
    const creators = await house.addCreators([4000, 5000]);
    await stopPayouts(house.db, "operator", "ada", {});
    const batchId = await planBatch(house);
    await sweepOnce(house);
    await house.runJobs();
    expect(await batchNow(house, batchId)).toMatchObject({ status: "planning" });
    expect(await decisions(house)).toEqual([]);
    await liftStop(house.db, "operator", "ada");
    await sweepOnce(house);
    await house.runJobs();
    expect((await itemsOf(house, batchId, creators)).map((item) => item.status)).toEqual(["paid", "paid"]);
    await expectBooksAgree(house);
  });
});

describe("a late or interrupted plan reserves what it would have reserved in time", () => {
  test("what matures after the cutoff stays out, though the plan starts two days late and the release ran before it", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 1_000_000 });
    const [creator] = await house.addCreators([4000]);
    if (!creator) throw new Error("one creator");
    await house.earn(creator, 700, "2026-11-24T02:00:00Z");
    await house.earn(creator, 900, "2026-11-24T02:00:01Z");
    house.setNow(new Date("2026-12-03T12:00:00Z"));
    await releaseEarnings(house.deps);
    const batchId = await planBatch(house);
    expect(await itemsOf(house, batchId, [creator])).toMatchObject([{ amountMinor: 4700n }]);
    await releaseEarnings(house.deps);
    const [held] = await house.db.query("SELECT count(*)::int AS n FROM earnings WHERE released_at IS NULL");
    expect(held).toEqual({ n: 0 });
    await house.runJobs();
    await expectBooksAgree(house);
  });

  test("the release does not pass a schedule date whose batch is half planned", async () => {
    const house = await storyHouse();
    const [creator] = await house.addCreators([4000]);
    if (!creator) throw new Error("one creator");
    await house.earn(creator, 900, "2026-11-25T00:00:00Z");
    await house.start();
    house.setNow(new Date("2026-12-02T12:00:00Z"));
    await releaseEarnings(house.deps);
    const [held] = await house.db.query("SELECT count(*)::int AS n FROM earnings WHERE released_at IS NULL");
    expect(held).toEqual({ n: 1 });
    await house.booksBalance();
  });

  test("one long walk died with every deploy and began again: here each page stays, and the rest is planned once", async () => {
    const house = await storyHouse({ planPageSize: 3 });
    await house.fund({ usd: 1_000_000 });
    const creators = await house.addCreators(Array.from({ length: 8 }, () => 4000));
    const { batchId } = await house.start();
    await expect(createPayoutBatch(dyingAfterPages(house, 1), { batchId })).rejects.toThrow(
      "the planner died",
    );
    expect(await decisions(house)).toEqual([{ outcome: "eligible", code: null, n: 3 }]);
    const first = await house.items(batchId);
    const planned = creators.find((creator) => creator.creatorId === first[0]?.creatorId);
    if (!planned) throw new Error("the first page has an item");
    await house.earn(planned, 5000);
    await createPayoutBatch(house.deps, { batchId });
    const items = await house.items(batchId);
    expect(items).toHaveLength(8);
    expect(items.slice(0, 3).map((item) => item.id)).toEqual(first.map((item) => item.id));
    expect(items.map((item) => item.amountMinor)).toEqual(Array<bigint>(8).fill(4000n));
    await house.runJobs();
    await expectBooksAgree(house);
  });

  test("planned, and then Stripe does not say the balance: the sweeper opens the batch later, planned once", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 1_000_000 });
    await house.addCreators([4000]);
    const { batchId } = await house.start();
    await switchFault(house, { kind: "500_before", match: { method: "GET", path: "/v1/balance" } });
    await expect(createPayoutBatch(house.deps, { batchId })).rejects.toThrow();
    expect(await batchNow(house, batchId)).toMatchObject({ status: "planning" });
    await sweepOnce(house);
    await house.runJobs();
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    await expectBooksAgree(house);
  });
});

/** The deps of a planner that dies before it plans one page more. */
function dyingAfterPages(house: House, pages: number): House["deps"] {
  const { db } = house.deps;
  let planned = 0;
  return {
    ...house.deps,
    db: {
      ...db,
      transaction: (work) =>
        db.transaction(async (tx) => {
          const result = await work(tx);
          if (result === true && ++planned > pages) throw new Error("the planner died");
          return result;
        }),
    },
  };
}

describe("the next batch", () => {
  test("is vetoed by an open item: planned, sending or unknown money is never planned twice", async () => {
    const house = await storyHouse();
    const { batchId, creators } = await plannedBatch(house, [4000, 4000, 4000]);
    const [planned, sending, unknown] = creators;
    if (!planned || !sending || !unknown) throw new Error("three creators");
    await house.db.query("UPDATE payout_items SET status = 'sending' WHERE creator_id = ANY ($1)", [
      [sending.creatorId, unknown.creatorId],
    ]);
    await house.db.query("UPDATE payout_items SET status = 'unknown' WHERE creator_id = $1", [
      unknown.creatorId,
    ]);
    for (const creator of creators) await house.earn(creator, 3000);
    house.setNow(nextScheduleDate.scheduledFor);
    const next = await planBatch(house, nextScheduleDate);
    expect(await itemsOf(house, next, creators)).toEqual([]);
    const reasons = await house.db.query(
      "SELECT DISTINCT reasons -> 0 ->> 'code' AS code FROM payout_decisions WHERE batch_id = $1",
      [next],
    );
    expect(reasons).toEqual([{ code: "open_item_exists" }]);
    expect(await batchNow(house, batchId)).toMatchObject({ openCount: 3 });
    await house.booksBalance();
  });

  test("of a month in which nobody earned completes with no item", async () => {
    const house = await storyHouse();
    await house.addCreators([0, 0]);
    const batchId = await planBatch(house, scheduleDate);
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed", openCount: 0 });
    expect(await openAlarmKinds(house)).toEqual([]);
    await house.db.transaction(async (tx) => expect(await lockBatchInPlanning(tx, batchId)).toBeNull());
    await expectBooksAgree(house);
  });
});
