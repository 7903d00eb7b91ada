import { describe, expect, test } from "vitest";
import { startDueBatch } from "../src/jobs/start-due-batch.ts";
import { watchSchedule } from "../src/jobs/watch-schedule.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { House } from "./house.ts";
import { passMinutes } from "./operational-clock.ts";
import { switchFault } from "./stripe-side.ts";
import { sweepOnce } from "./sweep-once.ts";
import { openAlarmKinds, plannedBatch, plannedPayout, storyHouse } from "./story.ts";

function batches(house: House): Promise<readonly object[]> {
  return house.db.query("SELECT period_key, status, item_count FROM payout_batches ORDER BY scheduled_for");
}

describe("a schedule date is due", () => {
  test("at 02:00:00 UTC and not a second before", async () => {
    const house = await storyHouse();
    await house.db.query("UPDATE installation SET first_started_at = '2026-11-16T00:00:00Z'");
    house.setNow(new Date("2026-12-01T01:59:59Z"));
    await startDueBatch(house.deps);
    expect(await batches(house)).toEqual([]);
    house.setNow(new Date("2026-12-01T02:00:00Z"));
    await startDueBatch(house.deps);
    expect(await batches(house)).toEqual([{ period_key: "2026-12-01", status: "planning", item_count: 0 }]);
  });

  test("payouts never created because nothing scheduled them: the sweeper starts what is due without any queue", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 1_000_000 });
    await house.addCreators([4000]);
    await sweepOnce(house);
    await house.runJobs();
    expect(await batches(house)).toEqual([{ period_key: "2026-12-01", status: "completed", item_count: 1 }]);
    await expectBooksAgree(house);
  });

  test("cron ran twice around a daylight-saving change: ten starts in one hour are one batch", async () => {
    const house = await storyHouse();
    await Promise.all(Array.from({ length: 10 }, () => startDueBatch(house.deps)));
    house.setNow(new Date("2026-12-01T03:00:00Z"));
    await startDueBatch(house.deps);
    expect(await batches(house)).toHaveLength(1);
  });

  test("after three weeks away: the older dates are missed with an alarm, the money is in the latest", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 1_000_000 });
    await house.addCreators([4000]);
    house.setNow(new Date("2027-01-05T09:00:00Z"));
    await Promise.all([1, 2, 3].map(() => startDueBatch(house.deps)));
    await house.runJobs();
    expect(await batches(house)).toEqual([
      { period_key: "2026-12-01", status: "missed", item_count: 0 },
      { period_key: "2026-12-15", status: "missed", item_count: 0 },
      { period_key: "2027-01-01", status: "completed", item_count: 1 },
    ]);
    expect(await openAlarmKinds(house)).toEqual(["missed_date", "missed_date"]);
    await expectBooksAgree(house);
  });

  test("only from the first start on: earlier dates are neither due nor missed", async () => {
    const house = await storyHouse();
    await house.db.query("UPDATE installation SET first_started_at = '2026-12-01T03:00:00Z'");
    house.setNow(new Date("2026-12-14T00:00:00Z"));
    await startDueBatch(house.deps);
    expect(await batches(house)).toEqual([]);
    house.setNow(new Date("2026-12-15T02:00:00Z"));
    await startDueBatch(house.deps);
    expect(await batches(house)).toEqual([{ period_key: "2026-12-15", status: "planning", item_count: 0 }]);
  });
});

describe("the watch alarms, and clears the alarm when its cause has gone", () => {
  async function alarmsNow(house: House): Promise<readonly string[]> {
    await watchSchedule(house.deps);
    return openAlarmKinds(house);
  }

  test("no batch ten minutes after the date", async () => {
    const house = await storyHouse();
    house.setNow(new Date("2026-12-01T02:09:59Z"));
    expect(await alarmsNow(house)).toEqual([]);
    house.setNow(new Date("2026-12-01T02:10:00Z"));
    expect(await alarmsNow(house)).toEqual(["batch_did_not_start"]);
    await house.start();
    expect(await alarmsNow(house)).toEqual([]);
  });

  test("no item moved for ten minutes while the budget was free", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(house, [4000, 4000]);
    expect(await alarmsNow(house)).toEqual([]);
    await house.db.query(
      "UPDATE payout_batches SET processing_at = processing_at - interval '11 min'; UPDATE payout_items SET moved_at = moved_at - interval '11 min'",
    );
    expect(await alarmsNow(house)).toEqual(["stalled"]);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await alarmsNow(house)).toEqual([]);
    await expectBooksAgree(house);
  });

  test("eligible and nobody paid after fifteen minutes", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(house, [4000], { funds: { usd: 0 } });
    await house.db.query("UPDATE alarms SET cleared_at = now()");
    await house.db.query("UPDATE payout_batches SET planned_at = planned_at - interval '16 min'");
    expect(await alarmsNow(house)).toEqual(["nothing_paid"]);
    await house.fund({ usd: 4000 });
    await sweepOnce(house);
    await house.runJobs();
    expect(await alarmsNow(house)).toEqual([]);
    const [batch] = await house.db.query("SELECT status FROM payout_batches WHERE id = $1", [batchId]);
    expect(batch).toEqual({ status: "completed" });
    await expectBooksAgree(house);
  });

  test("an outcome unknown for more than thirty minutes", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedPayout(house);
    await switchFault(house, { kind: "reset_after" });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    await passMinutes(house, 29);
    expect(await alarmsNow(house)).not.toContain("unknown_too_long");
    await passMinutes(house, 2);
    expect(await alarmsNow(house)).toContain("unknown_too_long");
    await sweepOnce(house, { due: true });
    expect(await alarmsNow(house)).toEqual([]);
    await expectBooksAgree(house);
  });
});
