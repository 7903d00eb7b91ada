import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { refreshAccounts } from "../src/jobs/refresh-accounts.ts";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { nextScheduleDate, type Creator, type House } from "./house.ts";
import { deliverAccountUpdated, sends } from "./stripe-side.ts";
import {
  balancesOf,
  changeCreator,
  itemNow,
  itemsOf,
  planBatch,
  plannedPayout,
  storyHouse,
} from "./story.ts";

/** The platform adds a bank to an account that it made by hand, as its owner does in the dashboard. */
async function nameBank(house: House, { accountId }: Creator, number: string): Promise<void> {
  const answer = await fetch(`${house.stripe.url}/v1/accounts/${accountId}/external_accounts`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_house" },
    body: new URLSearchParams({
      "external_account[object]": "bank_account",
      "external_account[country]": "US",
      "external_account[currency]": "usd",
      "external_account[routing_number]": "110000000",
      "external_account[account_number]": number,
      default_for_currency: "true",
    }),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

async function reasonsOf(house: House, batchId: string): Promise<unknown> {
  const [row] = await house.db.query<{ reasons: unknown }>(
    "SELECT reasons FROM payout_decisions WHERE batch_id = $1",
    [batchId],
  );
  return row?.reasons;
}

const told = async (house: House) =>
  (
    await house.db.query<{ data: unknown }>(
      "SELECT data FROM notifications WHERE kind = 'destination_changed' ORDER BY created_at",
    )
  ).map((row) => row.data);

describe("a bank that changed inside Stripe", () => {
  test("pauses payouts for 48 hours: skipped with her numbers, paid on the date after", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 100_000 });
    const [creator] = await house.addCreators([4000]);
    if (!creator) throw new Error("one creator");
    house.setNow(new Date("2026-11-29T02:00:01Z"));
    await refreshAccounts(house.deps);
    await nameBank(house, creator, "000111111116");
    await deliverAccountUpdated(house, creator.accountId);
    await house.runJobs();

    house.setNow(new Date("2026-12-01T02:00:05Z"));
    const first = await planBatch(house);
    expect(await house.items(first)).toEqual([]);
    expect(await reasonsOf(house, first)).toEqual([
      {
        code: "destination_changed_recently",
        changedAt: "2026-11-29T02:00:01.000Z",
        coolDownHours: 48,
        payableFrom: "2026-12-01T02:00:01.000Z",
      },
    ]);
    house.setNow(nextScheduleDate.scheduledFor);
    const second = await planBatch(house, nextScheduleDate);
    await house.runJobs();
    expect(await itemsOf(house, second, [creator])).toMatchObject([{ status: "paid", amountMinor: 4000n }]);
    await expectBooksAgree(house);
  });

  test("exactly 48 hours before the date costs nothing", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 100_000 });
    const [creator] = await house.addCreators([4000]);
    if (!creator) throw new Error("one creator");
    house.setNow(new Date("2026-11-29T02:00:00Z"));
    await refreshAccounts(house.deps);
    await nameBank(house, creator, "000111111116");
    await refreshAccounts(house.deps);
    const batchId = await planBatch(house);
    expect(await itemsOf(house, batchId, [creator])).toMatchObject([{ status: "planned" }]);
  });

  test("is told once, however often and by whatever way it is seen; the first bank is none", async () => {
    const house = await storyHouse();
    const [creator] = await house.addCreators([0]);
    if (!creator) throw new Error("one creator");
    await refreshAccounts(house.deps);
    expect(await told(house)).toEqual([]);
    await nameBank(house, creator, "000111111116");
    await deliverAccountUpdated(house, creator.accountId);
    await house.runJobs();
    await refreshAccounts(house.deps);
    expect(await told(house)).toEqual([
      {
        changedAt: "2026-12-01T02:00:05.000Z",
        payableFrom: "2026-12-03T02:00:05.000Z",
        last4: "1116",
        bankName: "STRIPE TEST BANK",
      },
    ]);
  });

  test("after the plan: held with the money back, and paid by the daily retry once the cool-down is over", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await refreshAccounts(house.deps);
    await nameBank(house, creator, "000111111116");
    await refreshAccounts(house.deps);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({
      status: "held",
      reasonCode: "destination_changed_recently",
    });
    expect(await balancesOf(house, creator)).toEqual({ available: 4000, inTransit: 0 });

    house.setNow(new Date("2026-12-03T02:00:04Z"));
    await retryFailedPayouts(house.deps, {});
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held", attemptNo: 1 });
    house.setNow(new Date("2026-12-03T02:00:05Z"));
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    await expectBooksAgree(house);
  });

  test("seen only when her account is read before the call: nothing is sent to it", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await refreshAccounts(house.deps);
    await nameBank(house, creator, "000111111116");
    await changeCreator(house, "account_read_at = NULL", creator);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({
      status: "held",
      reasonCode: "destination_changed_recently",
    });
    expect(await sends(house)).toEqual([]);
    await expectBooksAgree(house);
  });

  test("is heard of from the bank's own events, too", async () => {
    const house = await storyHouse();
    const [creator] = await house.addCreators([0]);
    if (!creator) throw new Error("one creator");
    await refreshAccounts(house.deps);
    await nameBank(house, creator, "000111111116");
    const id = `evt_${randomUUID()}`;
    await house.db.query(
      `INSERT INTO stripe_events (id, type, account, livemode, payload, created_at)
       VALUES ($1, 'account.external_account.created', $2, false, '{}', now())`,
      [id, creator.accountId],
    );
    await house.db.query(
      `INSERT INTO outbox (topic, name, payload) VALUES ('job', 'apply-stripe-event', jsonb_build_object('eventId', $1::text))`,
      [id],
    );
    await house.runJobs();
    expect(await told(house)).toHaveLength(1);
  });
});

describe("a creator who is paid monthly", () => {
  test("gets her money on the 1st, and on the 15th the date of the next one", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 100_000 });
    const [creator] = await house.addCreators([4000]);
    await changeCreator(house, "cadence = 'monthly'", creator);
    if (!creator) throw new Error("one creator");
    const first = await planBatch(house);
    await house.runJobs();
    expect(await itemsOf(house, first, [creator])).toMatchObject([{ status: "paid", amountMinor: 4000n }]);

    await house.earn(creator, 6000, "2026-12-02T00:00:00Z");
    house.setNow(nextScheduleDate.scheduledFor);
    const second = await planBatch(house, nextScheduleDate);
    expect(await itemsOf(house, second, [creator])).toEqual([]);
    expect(await reasonsOf(house, second)).toEqual([
      {
        code: "not_this_date",
        cadence: "monthly",
        periodKey: "2026-12-15",
        nextPeriodKey: "2027-01-01",
        nextAt: "2027-01-01T02:00:00.000Z",
      },
    ]);
    await expectBooksAgree(house);
  });

  test.for(["missed", "canceled"])(
    "is paid on the 15th where the batch of the 1st was %s",
    async (status) => {
      const house = await storyHouse();
      await house.fund({ usd: 100_000 });
      const [creator] = await house.addCreators([4000]);
      await changeCreator(house, "cadence = 'monthly'", creator);
      if (!creator) throw new Error("one creator");
      await house.db.query(
        `INSERT INTO payout_batches (id, period_key, status, scheduled_for, cutoff_at, started_by)
       VALUES ($1, '2026-12-01', $2::batch_status, '2026-12-01T02:00:00Z', '2026-12-01T02:00:00Z', 'schedule')`,
        [randomUUID(), status],
      );
      house.setNow(nextScheduleDate.scheduledFor);
      const batch = await planBatch(house, nextScheduleDate);
      await house.runJobs();
      expect(await itemsOf(house, batch, [creator])).toMatchObject([{ status: "paid", amountMinor: 4000n }]);
      await expectBooksAgree(house);
    },
  );

  test("and was held on the 1st is paid by the retry, whatever day it is", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await changeCreator(house, "cadence = 'monthly', paused_by_creator_at = now()", creator);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "held", reasonCode: "paused_by_creator" });
    await changeCreator(house, "paused_by_creator_at = NULL", creator);
    house.setNow(new Date("2026-12-05T09:00:00Z"));
    await retryFailedPayouts(house.deps, { creatorIds: [creator.creatorId] });
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    await expectBooksAgree(house);
  });
});
