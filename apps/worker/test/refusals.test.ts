import { startProcessing } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { refreshAccounts } from "../src/jobs/refresh-accounts.ts";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { nextScheduleDate } from "./house.ts";
import { makeDue } from "./operational-clock.ts";
import { clearFaults, deliverAccountUpdated, sends, switchFault } from "./stripe-side.ts";
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

const moneyBack = { available: 4000, inTransit: 0 };

describe("a refusal that the creator cures", () => {
  test("silent failures, capability lost between check and call: held with a reason, and paid when the account is ready", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await house.control("PATCH", `/accounts/${creator.accountId}`, {
      capabilities: { transfers: "inactive" },
    });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({
      status: "held",
      attemptNo: 1,
      reasonCode: "insufficient_capabilities_for_transfer",
    });
    expect(await balancesOf(house, creator)).toEqual(moneyBack);
    const [mirror] = await house.db.query("SELECT transfers_active FROM creators WHERE id = $1", [
      creator.creatorId,
    ]);
    expect(mirror).toEqual({ transfers_active: false });
    await retryFailedPayouts(house.deps, {});
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held" });

    await house.control("PATCH", `/accounts/${creator.accountId}`, { capabilities: { transfers: "active" } });
    await deliverAccountUpdated(house, creator.accountId);
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    expect(await attemptsAt(house, itemId)).toMatchObject([{ status: "refused" }, { status: "paid" }]);
    await expectBooksAgree(house);
  });

  test("the daily refresh finds the account ready again when no webhook told it", async () => {
    const house = await storyHouse();
    const { creator, itemId } = await plannedPayout(house);
    await house.control("PATCH", `/accounts/${creator.accountId}`, {
      capabilities: { transfers: "inactive" },
    });
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held" });
    await house.control("PATCH", `/accounts/${creator.accountId}`, { capabilities: { transfers: "active" } });
    await refreshAccounts(house.deps);
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    await expectBooksAgree(house);
  });

  test("an account out of reach at the call is held, its unexecuted key is never used again", async () => {
    const house = await storyHouse();
    const { itemId, creator } = await plannedPayout(house);
    await switchFault(house, { kind: "403" });
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held", reasonCode: "account_invalid" });
    expect(await balancesOf(house, creator)).toEqual(moneyBack);
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    expect((await sends(house)).map((send) => send.idempotencyKey)).toEqual(
      [1, 2].map((no) => `payrun_simulator_${itemId}_${no}`),
    );
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    await expectBooksAgree(house);
  });
});

describe("a refusal that nobody cures by waiting", () => {
  test.for([
    { when: "the account is closed", facts: { closed: true }, code: "account_closed" },
    { when: "the account is deleted", facts: { deleted: true }, code: "resource_missing" },
  ])("$when: failed, money back, never tried again by itself", async ({ facts, code }) => {
    const house = await storyHouse();
    const { batchId, itemId, creator } = await plannedPayout(house);
    await house.control("PATCH", `/accounts/${creator.accountId}`, facts);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "failed", reasonCode: code });
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    expect(await sends(house)).toHaveLength(1);
    expect(await balancesOf(house, creator)).toEqual(moneyBack);
    await expectBooksAgree(house);
  });

  test("an unclassified Stripe error looped weekly, nobody told: here it fails once and alarms once", async () => {
    const house = await storyHouse();
    const { batchId, items } = await plannedBatch(house, [4000, 4000, 4000]);
    await switchFault(house, { kind: "error", code: "brand_new_code", count: 3 });
    await house.runJobs();
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    expect((await house.items(batchId)).map((item) => item.status)).toEqual(["failed", "failed", "failed"]);
    expect(await sends(house)).toHaveLength(items.length);
    expect(await openAlarmKinds(house)).toEqual(["unmapped_code"]);
    await expectBooksAgree(house);
  });

  test("a refunded attempt is never resumed under its old key, and a passing refusal gets three attempts at most", async () => {
    const house = await storyHouse();
    const { itemId, creator } = await plannedPayout(house);
    await switchFault(house, { kind: "error", code: "payouts_limit_exceeded", count: 9 });
    await house.runJobs();
    for (let day = 0; day < 4; day += 1) {
      expect(await balancesOf(house, creator)).toEqual(moneyBack);
      await retryFailedPayouts(house.deps, {});
      await house.runJobs();
    }
    expect((await sends(house)).map((send) => send.idempotencyKey)).toEqual(
      [1, 2, 3].map((no) => `payrun_simulator_${itemId}_${no}`),
    );
    expect(await itemNow(house, itemId)).toMatchObject({ status: "failed", attemptNo: 3 });
    await expectBooksAgree(house);
  });

  test("retries at once, twice and in parallel, make one next attempt", async () => {
    const house = await storyHouse();
    const { itemId } = await plannedPayout(house);
    await switchFault(house, { kind: "error", code: "payouts_limit_exceeded" });
    await house.runJobs();
    await Promise.all([1, 2, 3].map(() => retryFailedPayouts(house.deps, {})));
    await house.runJobs();
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    expect(await sends(house)).toHaveLength(2);
    await expectBooksAgree(house);
  });

  test("the next batch carries the money of failed and held items", async () => {
    const house = await storyHouse();
    const { batchId, creators } = await plannedBatch(house, [4000, 5000]);
    const [failed, held] = creators;
    if (!failed || !held) throw new Error("two creators");
    await switchFault(house, {
      kind: "error",
      code: "account_closed",
      match: { destination: failed.accountId },
    });
    await house.db.query("UPDATE creators SET paused_by_admin_at = now() WHERE id = $1", [held.creatorId]);
    await house.runJobs();
    await house.db.query("UPDATE creators SET paused_by_admin_at = NULL");
    await house.earn(failed, 100);
    house.setNow(new Date("2026-12-15T02:00:05Z"));
    const next = await planBatch(house, nextScheduleDate);
    await house.runJobs();
    expect((await itemsOf(house, batchId, creators)).map((item) => item.status)).toEqual([
      "superseded",
      "superseded",
    ]);
    expect((await itemsOf(house, next, creators)).map((item) => [item.status, item.amountMinor])).toEqual([
      ["paid", 4100n],
      ["paid", 5000n],
    ]);
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    expect(await sends(house)).toHaveLength(3);
    await expectBooksAgree(house);
  });
});

describe("Stripe rejects our key", () => {
  test("the batch pauses, its items stay planned with their keys, and go when a person resumes it", async () => {
    const house = await storyHouse({ chunkSize: 2 });
    const { batchId, items } = await plannedBatch(house, [4000, 4000, 4000, 4000]);
    await switchFault(house, { kind: "401", count: 2 });
    await processPayoutChunk(house.deps, { batchId, chunkNo: items.length > 2 ? 1 : 0 });
    await house.runJobs();
    expect(await batchNow(house, batchId)).toMatchObject({
      status: "paused",
      reasonCode: "stripe_key_rejected",
    });
    expect((await house.items(batchId)).map((item) => [item.status, item.attemptNo])).toEqual(
      Array.from({ length: 4 }, () => ["planned", 1]),
    );
    expect(await openAlarmKinds(house)).toEqual(["batch_paused", "stripe_key_rejected"]);
    expect(await sends(house)).toHaveLength(2);
    await expectBooksAgree(house);

    await clearFaults(house);
    await makeDue(house);
    await house.db.transaction((tx) => startProcessing(tx, batchId));
    await house.runJobs();
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    const keys = (await sends(house)).map((send) => send.idempotencyKey);
    expect(keys).toHaveLength(6);
    expect(new Set(keys).size).toBe(4);
    await expectBooksAgree(house);
  });
});

describe("too many refusals", () => {
  test.for([
    { refused: 6, status: "processing", brake: null },
    { refused: 7, status: "paused", brake: "too_many_refusals" },
  ])("$refused of 125 finished: $status", async ({ refused, status, brake }) => {
    const house = await storyHouse();
    const amounts = Array.from({ length: 126 }, () => 4000);
    const { batchId } = await plannedBatch(house, amounts);
    const pay = (chunkNo: number) => processPayoutChunk(house.deps, { batchId, chunkNo });
    await Promise.all([0, 1, 2, 3].map(pay));
    await switchFault(house, { kind: "error", code: "account_closed", count: refused });
    await pay(4);
    expect(await batchNow(house, batchId)).toMatchObject({ status, reasonCode: brake, openCount: 1 });
    await pay(5);
    expect(await sends(house)).toHaveLength(status === "paused" ? 125 : 126);
    await expectBooksAgree(house);
  });
});
