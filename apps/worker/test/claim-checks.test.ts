import { placeHolds, releaseHold, stopPayouts, liftStop } from "@payrun/db";
import { acceptCreators } from "@payrun/intake";
import { describe, expect, test } from "vitest";
import { refreshAccounts } from "../src/jobs/refresh-accounts.ts";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { nextScheduleDate, type Creator, type House } from "./house.ts";
import { requestsTo, sends, switchFault } from "./stripe-side.ts";
import { sweepOnce } from "./sweep-once.ts";
import {
  attemptsAt,
  balancesOf,
  batchNow,
  itemNow,
  itemsOf,
  planBatch,
  plannedBatch,
  plannedPayout,
  storyHouse,
} from "./story.ts";

const moneyBack = { available: 4000, inTransit: 0 };

function changeCreator(house: House, statement: string, creator: Creator): Promise<unknown> {
  return house.db.query(`UPDATE creators SET ${statement} WHERE id = $1`, [creator.creatorId]);
}

describe("between plan and claim", () => {
  test("a hold was placed: held with the money back; released: paid under the next attempt", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    const [holdId = ""] = await placeHolds(house.db, [
      {
        creatorId: creator.creatorId,
        reason: "asked by the bank",
        placedBy: "person",
        placedById: "ada",
        until: null,
      },
    ]);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({
      status: "held",
      reasonCode: "on_hold",
      attemptNo: 1,
    });
    expect(await balancesOf(house, creator)).toEqual(moneyBack);
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    await retryFailedPayouts(house.deps, {});
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held" });

    expect(await releaseHold(house.db, holdId, "cleared")).toEqual({ kind: "released" });
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    await expectBooksAgree(house);
  });

  test.for([
    { when: "an admin paused her", change: "paused_by_admin_at = now()", code: "paused_by_admin" },
    { when: "she paused herself", change: "paused_by_creator_at = now()", code: "paused_by_creator" },
    { when: "the host reports a sanction", change: "sanctions = 'blocked'", code: "sanctions_blocked" },
    {
      when: "her account lost the capability",
      change: "transfers_active = false",
      code: "transfers_inactive",
    },
    {
      when: "Stripe misses a document",
      change: "requirements_past_due = '{individual.id_number}'",
      code: "requirements_past_due",
    },
  ])("$when: held with that reason, money back, nothing sent", async ({ change, code }) => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await changeCreator(house, change, creator);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held", reasonCode: code });
    expect(await balancesOf(house, creator)).toEqual(moneyBack);
    expect(await sends(house)).toHaveLength(0);
    await expectBooksAgree(house);
  });

  test("bank or account changed in flight, money stranded: here the item is canceled and the next batch pays the new one", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    const accountId = `${creator.accountId}New`;
    await house.control("POST", "/accounts", { accounts: [{ id: accountId, country: "US" }] });
    const [row] = await house.db.query<{ handle: string }>("SELECT handle FROM creators WHERE id = $1", [
      creator.creatorId,
    ]);
    const changed = {
      sourceId: creator.sourceId,
      handle: row?.handle,
      country: "US",
      currency: "USD",
      stripeAccountId: accountId,
    };
    const { results } = await acceptCreators({ db: house.db, now: new Date("2026-12-01T02:01:00Z") }, [
      changed,
    ]);
    expect(results[0]).toMatchObject({ status: "updated" });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({
      status: "canceled",
      reasonCode: "destination_changed",
    });
    expect(await balancesOf(house, creator)).toEqual(moneyBack);
    await expectBooksAgree(house);

    await house.runJobs();
    house.setNow(nextScheduleDate.scheduledFor);
    const next = await planBatch(house, nextScheduleDate);
    await house.runJobs();
    expect(await itemsOf(house, next, [creator])).toMatchObject([{ status: "paid", amountMinor: 4000n }]);
    const [destination] = await house.db.query("SELECT destination_account_id FROM transfers");
    expect(destination).toEqual({ destination_account_id: accountId });
    await expectBooksAgree(house);
  });

  test("a chargeback left enough: what is left is paid under the second attempt, the debt is settled", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 100_000 });
    const [creator] = await house.addCreators([4000]);
    if (!creator) throw new Error("one creator");
    const earning = await house.earn(creator, 1400);
    const batchId = await planBatch(house);
    await house.chargeBack(earning, 1500);
    expect(await balancesOf(house, creator)).toEqual({ available: -1400, inTransit: 5400 });
    await house.runJobs();
    const [item] = await itemsOf(house, batchId, [creator]);
    expect(item).toMatchObject({ status: "paid", attemptNo: 2, amountMinor: 4000n });
    expect(await balancesOf(house, creator)).toEqual({ available: 0, inTransit: 0 });
    expect((await sends(house)).map((send) => send.idempotencyKey)).toEqual([
      `payrun_simulator_${item?.id}_2`,
    ]);
    await expectBooksAgree(house);
  });

  test.for([
    { left: 2500, charged: 1600, status: "paid", available: 0 },
    { left: 2499, charged: 1601, status: "canceled", available: 2499 },
  ])(
    "a chargeback left $left of a minimum of 2500: $status",
    async ({ left, charged, status, available }) => {
      const house = await storyHouse();
      await house.fund({ usd: 100_000 });
      const [creator] = await house.addCreators([left]);
      if (!creator) throw new Error("one creator");
      const earning = await house.earn(creator, charged - 100);
      const batchId = await planBatch(house);
      await house.chargeBack(earning, charged);
      await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
      const [item] = await itemsOf(house, batchId, [creator]);
      expect(item).toMatchObject({
        status,
        ...(status === "canceled" ? { reasonCode: "debt" } : { attemptNo: 2 }),
      });
      expect(await balancesOf(house, creator)).toEqual({ available, inTransit: 0 });
      await expectBooksAgree(house);
    },
  );

  test("payouts were stopped: nothing begins and nothing is held; lifted, all are paid with their first keys", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(house, [4000, 5000]);
    await stopPayouts(house.db, "operator", "ada", {});
    await house.runJobs();
    await sweepOnce(house);
    expect((await house.items(batchId)).map((item) => item.status)).toEqual(["planned", "planned"]);
    expect(await sends(house)).toHaveLength(0);
    await liftStop(house.db, "operator", "ada");
    await house.db.query("UPDATE payout_items SET moved_at = moved_at - interval '13 s'");
    await sweepOnce(house);
    await house.runJobs();
    expect((await house.items(batchId)).map((item) => [item.status, item.attemptNo])).toEqual([
      ["paid", 1],
      ["paid", 1],
    ]);
    await expectBooksAgree(house);
  });
});

describe("the mirror of the account", () => {
  const readsOf = async (house: House) => (await requestsTo(house, "GET", "/v1/accounts/")).length;

  test.for([
    { age: "23 hours 59 minutes", reads: 0 },
    { age: "24 hours 1 minute", reads: 1 },
  ])("$age old is read live $reads times before the call", async ({ age, reads }) => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    await house.db.query("UPDATE creators SET account_read_at = clock_timestamp() - $1::interval", [age]);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await readsOf(house)).toBe(reads);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    await expectBooksAgree(house);
  });

  test("a negative connected balance swallows transfers: read before the call, held with the money back", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await house.control("PATCH", `/accounts/${creator.accountId}`, {
      mayGoNegative: true,
      balance: { usd: -500 },
    });
    await changeCreator(house, "account_read_at = NULL", creator);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held", reasonCode: "account_negative" });
    expect(await attemptsAt(house, itemId)).toMatchObject([{ status: "not_sent", sendCount: 0 }]);
    expect(await balancesOf(house, creator)).toEqual(moneyBack);
    await expectBooksAgree(house);
  });

  test("the daily list of accounts does not forget that one is below zero; it is paid once its balance is not", async () => {
    const house = await storyHouse();
    const { creator, itemId } = await plannedPayout(house);
    await house.control("PATCH", `/accounts/${creator.accountId}`, {
      mayGoNegative: true,
      balance: { usd: -500 },
    });
    await changeCreator(house, "account_negative = true", creator);
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held", reasonCode: "account_negative" });
    await refreshAccounts(house.deps);
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held", attemptNo: 1 });
    await house.control("PATCH", `/accounts/${creator.accountId}`, { balance: { usd: 0 } });
    await refreshAccounts(house.deps);
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    await expectBooksAgree(house);
  });

  test("that Stripe is slow to tell costs nobody her turn: the lease is renewed while the worker reads", async () => {
    const house = await storyHouse({ leaseMs: 300 });
    const { batchId, creator, itemId } = await plannedPayout(house);
    await changeCreator(house, "account_read_at = NULL", creator);
    await switchFault(house, {
      kind: "latency_ms",
      latencyMs: 700,
      match: { method: "GET", path: "/v1/accounts/*" },
    });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    await expectBooksAgree(house);
  });

  test("that cannot be read for weather sends nothing and holds nobody: planned again with the same key", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await changeCreator(house, "account_read_at = NULL", creator);
    await switchFault(house, { kind: "500_before", match: { method: "GET", path: "/v1/accounts/*" } });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "planned", reasonCode: "account_not_read" });
    await house.db.query("UPDATE payout_items SET not_before = NULL");
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    expect(await attemptsAt(house, itemId)).toHaveLength(1);
    await expectBooksAgree(house);
  });
});
