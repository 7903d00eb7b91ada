import { placeHolds, releaseHold, stopPayouts, liftStop } from "@payrun/db";
import { acceptCreators } from "@payrun/intake";
import { describe, expect, test } from "vitest";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { nextScheduleDate } from "./house.ts";
import { sends } from "./stripe-side.ts";
import { sweepOnce } from "./sweep-once.ts";
import {
  balancesOf,
  batchNow,
  changeCreator,
  itemNow,
  itemsOf,
  planBatch,
  plannedBatch,
  plannedPayout,
  storyHouse,
} from "./story.ts";

const moneyBack = { available: 4000, inTransit: 0 };

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
