import { leaseDueUnknowns, newId, liftStop, stopPayouts } from "@payrun/db";
import { describe, expect, test } from "vitest";
import type { Deps } from "../src/deps.ts";
import { recordOutcomesOf } from "../src/pay/record-outcomes-of.ts";
import { outcomeOf } from "../src/pay/outcome-of.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { sendAttempts } from "../src/pay/send-attempts.ts";
import { takeOver } from "../src/unknown/take-over.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { endLeases, passMinutes } from "./operational-clock.ts";
import { sends, switchFault } from "./stripe-side.ts";
import { workerOf } from "./worker-by-hand.ts";
import { sweepOnce } from "./sweep-once.ts";
import {
  attemptsAt,
  balancesOf,
  batchNow,
  itemNow,
  plannedBatch,
  plannedPayout,
  storyHouse,
} from "./story.ts";

describe("a worker dies", () => {
  test("after the claim: the item is planned again and paid with the same key", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    const { attempt } = await workerOf(house, batchId);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "sending" });
    await sweepOnce(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "sending" });
    await endLeases(house);
    await sweepOnce(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "planned", attemptNo: 1 });
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    expect(await sends(house)).toMatchObject([{ idempotencyKey: attempt.idempotencyKey }]);
    await expectBooksAgree(house);
  });

  test("after it began and before the call: the same key is sent at once, not after a minute", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    const worker = await workerOf(house, batchId);
    expect((await worker.begin()).begun).toEqual([worker.attempt.transferId]);
    await endLeases(house);
    await sweepOnce(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    expect(await sends(house)).toMatchObject([
      { idempotencyKey: worker.attempt.idempotencyKey, replayed: false },
    ]);
    await expectBooksAgree(house);
  });

  test("after the call and before the record: the answer is replayed, and one transfer is settled once", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    const worker = await workerOf(house, batchId);
    await worker.begin();
    await worker.call();
    await endLeases(house);
    await sweepOnce(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    expect((await sends(house)).map((send) => send.replayed)).toEqual([false, true]);
    await expectBooksAgree(house);
  });

  test("in the middle of a sweep that sends again: the next sweep goes on", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    const worker = await workerOf(house, batchId);
    await worker.begin();
    await endLeases(house);
    await takeOver(house.deps);
    const [taken] = await leaseDueUnknowns(house.db, { leaseToken: newId(), leaseMs: 20_000, limit: 1 });
    expect(taken).toMatchObject({ status: "unknown", payoutItemId: itemId });
    await sweepOnce(house);
    expect(await sends(house)).toHaveLength(0);
    await endLeases(house);
    await sweepOnce(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    await expectBooksAgree(house);
  });

  test("and comes back after its lease: it can begin nothing, and gives nothing back that is no longer its own", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    const worker = await workerOf(house, batchId);
    await endLeases(house);
    expect((await worker.begin()).begun).toEqual([]);
    await sweepOnce(house);
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    await sendAttempts(house.deps, [worker.attempt], { leaseToken: worker.leaseToken, expected: "claimed" });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    expect(await sends(house)).toHaveLength(1);
    await expectBooksAgree(house);
  });

  test("not, but sleeps between the begin and the call for longer than its lease: it calls nothing when it wakes", async () => {
    const house = await storyHouse({ leaseMs: 200 });
    const { batchId, itemId } = await plannedPayout(house);
    const { db } = house;
    const sleepy: Deps["db"] = {
      ...db,
      query: async (text, values) => {
        const rows = await db.query(text, values);
        if (text.includes("begun AS (")) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        return rows as never;
      },
    };
    await processPayoutChunk({ ...house.deps, db: sleepy }, { batchId, chunkNo: 0 });
    expect(await sends(house)).toHaveLength(0);
    await endLeases(house);
    await sweepOnce(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    expect(await sends(house)).toHaveLength(1);
    await expectBooksAgree(house);
  });

  test("with a refusal in hand: only the holder of the lease may record it, so no money returns behind a payment", async () => {
    const house = await storyHouse();
    const { batchId, itemId, creator } = await plannedPayout(house);
    const slow = await workerOf(house, batchId);
    await slow.begin();
    await switchFault(house, { kind: "error", code: "account_closed", saved: false });
    const refusal = outcomeOf(slow.attempt, await slow.call(), house.deps.time);
    expect(refusal).toMatchObject({ status: "refused", itemStatus: "failed" });
    await endLeases(house);
    await sweepOnce(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    await recordOutcomesOf(house.deps, [refusal], slow.leaseToken);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    expect(await balancesOf(house, creator)).toEqual({ available: 0, inTransit: 0 });
    await expectBooksAgree(house);
  });

  test("with a payment in hand: whoever proves it may record it, after the lease too", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    const slow = await workerOf(house, batchId);
    await slow.begin();
    const paid = outcomeOf(slow.attempt, await slow.call(), house.deps.time);
    await endLeases(house);
    await takeOver(house.deps);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown" });
    await recordOutcomesOf(house.deps, [paid], slow.leaseToken);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    await expectBooksAgree(house);
  });
});

describe("a stop falls between the steps", () => {
  test("after the claim: nothing begins, the item is planned again and keeps its key", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    const worker = await workerOf(house, batchId);
    await stopPayouts(house.db, "operator", "ada", {});
    await sendAttempts(house.deps, [worker.attempt], { leaseToken: worker.leaseToken, expected: "claimed" });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "planned", attemptNo: 1 });
    expect(await sends(house)).toHaveLength(0);
    await liftStop(house.db, "operator", "ada");
    await house.runJobs();
    expect(await sends(house)).toMatchObject([{ idempotencyKey: worker.attempt.idempotencyKey }]);
    await expectBooksAgree(house);
  });

  test("after a lost answer: nothing is sent again, the money stays in transit, and it goes on when lifted", async () => {
    const house = await storyHouse();
    const { batchId, itemId, creator } = await plannedPayout(house);
    await switchFault(house, { kind: "reset_before" });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    await stopPayouts(house.db, "operator", "ada", {});
    await passMinutes(house, 1);
    await sweepOnce(house, { due: true });
    expect(await sends(house)).toHaveLength(1);
    expect(await balancesOf(house, creator)).toEqual({ available: 0, inTransit: 4000 });
    await liftStop(house.db, "operator", "ada");
    await endLeases(house);
    await sweepOnce(house, { due: true });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    await expectBooksAgree(house);
  });
});

describe("PostgreSQL is away when the answer is to be written", () => {
  test("the worker keeps the answer and writes it when the server is back", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    const { db } = house;
    let transactions = 0;
    const shaky: Deps["db"] = {
      ...db,
      transaction: (work) => {
        transactions += 1;
        if (transactions === 2)
          return Promise.reject(Object.assign(new Error("shutting down"), { code: "57P01" }));
        return db.transaction(work);
      },
    };
    await processPayoutChunk({ ...house.deps, db: shaky }, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    expect(await sends(house)).toHaveLength(1);
    await expectBooksAgree(house);
  });
});

describe("the queue loses its jobs", () => {
  test("the sweeper stages the chunks of a batch in which nothing moves, and all are paid", async () => {
    const house = await storyHouse({ chunkSize: 2 });
    const { batchId, items } = await plannedBatch(house, [4000, 4000, 4000]);
    await house.db.query("UPDATE outbox SET sent_at = now() WHERE topic = 'job'");
    await sweepOnce(house);
    await house.runJobs();
    expect(await sends(house)).toHaveLength(0);
    await house.db.query("UPDATE payout_items SET moved_at = moved_at - interval '13 s'");
    await sweepOnce(house);
    await house.runJobs();
    expect(await sends(house)).toHaveLength(items.length);
    expect(await attemptsAt(house, items[0]?.id ?? "")).toMatchObject([{ status: "paid", attemptNo: 1 }]);
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    await expectBooksAgree(house);
  });
});
