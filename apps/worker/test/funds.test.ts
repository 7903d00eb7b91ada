import { fundBatch } from "../src/plan/open-batch.ts";
import { describe, expect, test } from "vitest";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { nextScheduleDate } from "./house.ts";
import { makeDue } from "./operational-clock.ts";
import { sends, switchFault } from "./stripe-side.ts";
import { sweepOnce } from "./sweep-once.ts";
import {
  attemptsAt,
  balancesOf,
  batchNow,
  itemNow,
  itemsOf,
  openAlarmKinds,
  planBatch,
  plannedBatch,
  plannedPayout,
  storyHouse,
} from "./story.ts";

describe("the platform's balance is short when Stripe is called", () => {
  test("a refusal for funds waits under the next attempt and key, so no saved refusal is replayed for a day", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await house.fund({ usd: 3999 });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({
      status: "awaiting_funds",
      attemptNo: 2,
      reasonCode: "platform_balance_short",
    });
    expect(await balancesOf(house, creator)).toEqual({ available: 0, inTransit: 4000 });
    expect(await batchNow(house, batchId)).toMatchObject({ status: "awaiting_funds", openCount: 1 });
    expect(await openAlarmKinds(house)).toEqual(["funds_short"]);
    await expectBooksAgree(house);

    await house.fund({ usd: 4000 });
    await sweepOnce(house);
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    expect((await sends(house)).map((send) => send.idempotencyKey)).toEqual(
      [1, 2].map((no) => `payrun_simulator_${itemId}_${no}`),
    );
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    await expectBooksAgree(house);
  });

  test("platform balance short looked like a quiet month: here the rest of the currency waits unsent, the others go on", async () => {
    const house = await storyHouse({ chunkSize: 2 });
    const euros = await house.addCreators([4000, 4000], { currency: "EUR" });
    const { batchId, creators } = await plannedBatch(house, [4000, 4000, 4000, 4000]);
    await house.fund({ usd: 100 });
    const { rows } = {
      rows: await house.db.query<{ chunkNo: number }>(
        `SELECT DISTINCT chunk_no AS "chunkNo" FROM payout_items WHERE currency = 'USD' ORDER BY 1`,
      ),
    };
    await processPayoutChunk(house.deps, { batchId, chunkNo: rows[0]?.chunkNo ?? 0 });
    const dollars = await itemsOf(house, batchId, creators);
    expect(dollars.map((item) => item.status)).toEqual(Array<string>(4).fill("awaiting_funds"));
    expect(dollars.filter((item) => item.attemptNo === 2).length).toBeLessThanOrEqual(2);
    const sendsOfDollars = await sends(house);
    await house.runJobs();
    expect((await itemsOf(house, batchId, euros)).map((item) => item.status)).toEqual(["paid", "paid"]);
    expect(await sends(house)).toHaveLength(sendsOfDollars.length + 2);
    await sweepOnce(house);
    expect(await batchNow(house, batchId)).toMatchObject({ status: "awaiting_funds", openCount: 4 });

    await house.fund({ usd: 16_000 });
    await sweepOnce(house);
    await house.runJobs();
    expect((await itemsOf(house, batchId, creators)).map((item) => item.status)).toEqual(
      Array<string>(4).fill("paid"),
    );
    await expectBooksAgree(house);
  });

  test("a chargeback while the call is under way, then short funds: the debt is settled, nothing is stuck", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 100_000 });
    const [creator, other] = await house.addCreators([4000, 4000]);
    if (!creator || !other) throw new Error("two creators");
    const earning = await house.earn(creator, 500);
    const batchId = await planBatch(house);
    await house.fund({ usd: 100 });
    await switchFault(house, { kind: "reset_before", count: 2 });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    await house.chargeBack(earning, 600);
    expect(await balancesOf(house, creator)).toEqual({ available: -500, inTransit: 4500 });
    await house.db.query("UPDATE transfers SET last_sent_at = last_sent_at - interval '1 minute'");
    await sweepOnce(house, { due: true });

    const [item, others] = await itemsOf(house, batchId, [creator, other]);
    expect(others).toMatchObject({ status: "awaiting_funds", attemptNo: 2 });
    expect(item).toMatchObject({ status: "held", reasonCode: "debt" });
    expect(await balancesOf(house, creator)).toEqual({ available: 4000, inTransit: 0 });
    await expectBooksAgree(house);

    await house.fund({ usd: 8000 });
    await retryFailedPayouts(house.deps, {});
    await sweepOnce(house);
    await house.runJobs();
    expect(
      (await itemsOf(house, batchId, [creator, other])).map((each) => [each.status, each.amountMinor]),
    ).toEqual([
      ["paid", 4000n],
      ["paid", 4000n],
    ]);
    await expectBooksAgree(house);
  });

  test("short funds for a retry after the batch completed: it waits, and is funded like any other", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    await switchFault(house, { kind: "error", code: "payouts_limit_exceeded" });
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "failed" });
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    await house.fund({ usd: 0 });
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "awaiting_funds", attemptNo: 3 });
    await house.fund({ usd: 4000 });
    await sweepOnce(house);
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 3 });
    await expectBooksAgree(house);
  });
});

describe("the platform's balance is short before the first call", () => {
  test("whoever fits is paid, smallest first, nobody is failed, and the batch goes on waiting for the rest", async () => {
    const house = await storyHouse();
    const { batchId, creators } = await plannedBatch(house, [5000, 3000, 9000, 4000], {
      funds: { usd: 8500 },
    });
    await house.runJobs();
    const statuses = async () => (await itemsOf(house, batchId, creators)).map((item) => item.status);
    expect(await statuses()).toEqual(["awaiting_funds", "paid", "awaiting_funds", "paid"]);
    expect(await sends(house)).toHaveLength(2);
    await sweepOnce(house);
    expect(await batchNow(house, batchId)).toMatchObject({ status: "awaiting_funds", openCount: 2 });
    await house.fund({ usd: 5000 });
    await sweepOnce(house);
    await house.runJobs();
    expect(await statuses()).toEqual(["paid", "paid", "awaiting_funds", "paid"]);
    await expectBooksAgree(house);
  });

  test("nothing fits: nothing is sent, the batch waits and alarms", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(house, [4000, 5000], { funds: { usd: 0 } });
    await house.runJobs();
    expect(await batchNow(house, batchId)).toMatchObject({
      status: "awaiting_funds",
      reasonCode: "platform_balance_short",
    });
    expect(await openAlarmKinds(house)).toEqual(["funds_short"]);
    expect(await sends(house)).toHaveLength(0);
    await expectBooksAgree(house);
  });

  test("whoever was left out last time is first, however large, and her money is carried by the next batch", async () => {
    const house = await storyHouse();
    const { batchId, creators } = await plannedBatch(house, [9000, 3000], { funds: { usd: 3000 } });
    await house.runJobs();
    const [large, small] = creators;
    if (!large || !small) throw new Error("two creators");
    await house.earn(large, 1000);
    await house.earn(small, 4000);
    await house.fund({ usd: 11_000 });
    house.setNow(new Date("2026-12-15T02:00:05Z"));
    const next = await planBatch(house, nextScheduleDate);
    expect((await itemsOf(house, batchId, creators)).map((item) => item.status)).toEqual([
      "superseded",
      "paid",
    ]);
    await house.runJobs();
    const items = await itemsOf(house, next, creators);
    expect(items.map((item) => [item.status, item.amountMinor])).toEqual([
      ["paid", 10_000n],
      ["awaiting_funds", 4000n],
    ]);
    await sweepOnce(house);
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    await expectBooksAgree(house);
  });

  test("two fundings of one batch at once let nobody go twice", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(house, [4000, 4000, 4000], { funds: { usd: 0 } });
    await house.fund({ usd: 8000 });
    await Promise.all([
      fundBatch(house.deps, batchId),
      fundBatch(house.deps, batchId),
      fundBatch(house.deps, batchId),
    ]);
    await house.runJobs();
    await makeDue(house);
    await house.runJobs();
    expect(await sends(house)).toHaveLength(2);
    expect((await attemptsAt(house, (await house.items(batchId))[0]?.id ?? "")).length).toBeLessThanOrEqual(
      1,
    );
    await expectBooksAgree(house);
  });
});
