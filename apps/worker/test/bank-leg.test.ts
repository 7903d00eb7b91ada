import { findBankPayout } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { readStaleBankPayouts } from "../src/jobs/record-bank-payout.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { House } from "./house.ts";
import { atStripe } from "./stripe-money.ts";
import { deliverNewest, requestsTo, switchFault } from "./stripe-side.ts";
import { itemNow, plannedPayout, storyHouse } from "./story.ts";

const DAY_SECONDS = 86_400;

/** One creator is paid; days later her Stripe balance is on its way to her bank. */
async function paidAndPaidOut(house: House) {
  const { batchId, creator, itemId } = await plannedPayout(house);
  await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
  await house.runJobs();
  await days(house, 1);
  const { accountId } = creator;
  await deliverNewest(house, "payout.created", accountId);
  await house.runJobs();
  const [row] = await house.db.query<{ id: string }>("SELECT id FROM bank_payouts");
  if (!row) throw new Error("nothing was paid out");
  return { accountId, itemId, bankPayoutId: row.id };
}

/** Lets days pass at Stripe. */
async function days(house: House, count: number): Promise<void> {
  await house.control("POST", "/clock", { advanceSeconds: count * DAY_SECONDS });
}

describe("the bank leg of a payout", () => {
  test("is followed until the money is in the bank, and names the item that it carries", async () => {
    const house = await storyHouse();
    const { accountId, itemId, bankPayoutId } = await paidAndPaidOut(house);
    expect(await findBankPayout(house.db, bankPayoutId)).toMatchObject({ status: "in_transit" });
    await days(house, 7);
    await deliverNewest(house, "payout.paid", accountId);
    await house.runJobs();
    expect(await findBankPayout(house.db, bankPayoutId)).toEqual({
      status: "in_bank",
      attribution: "complete",
      itemIds: [itemId],
    });
    const [leg] = await house.db.query(
      "SELECT amount_minor, currency, failure_code, trace_id IS NOT NULL AS traced FROM bank_payouts",
    );
    expect(leg).toEqual({ amount_minor: 4000n, currency: "USD", failure_code: null, traced: true });
    await expectBooksAgree(house);
  });

  test("that the bank returns days later is failed, and the item stays paid: its transfer exists", async () => {
    const house = await storyHouse();
    const { accountId, itemId, bankPayoutId } = await paidAndPaidOut(house);
    await days(house, 7);
    await deliverNewest(house, "payout.paid", accountId);
    await house.runJobs();
    await house.control("POST", `/payouts/${bankPayoutId}/fail`, { code: "account_closed" });
    await deliverNewest(house, "payout.failed", accountId);
    await house.runJobs();
    expect(await findBankPayout(house.db, bankPayoutId)).toMatchObject({
      status: "failed",
      itemIds: [itemId],
    });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    await expectBooksAgree(house);
  });

  test.for(["transfer.created", "transfer.reversed"])(
    "that is heard of before its transfer is known here names its item as soon as %s comes",
    async (type) => {
      const house = await storyHouse();
      const { batchId, creator, itemId } = await plannedPayout(house);
      await switchFault(house, { kind: "reset_after" });
      await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
      const { transfers } = await house.deps.provider.findTransfers({ payoutItemId: itemId });
      await atStripe(house, `transfers/${transfers[0]?.transferId}/reversals`, { amount: 500 });
      await days(house, 7);
      await deliverNewest(house, "payout.paid", creator.accountId);
      await house.runJobs();
      const [leg] = await house.db.query<{ id: string }>("SELECT id FROM bank_payouts");
      expect(await findBankPayout(house.db, leg?.id ?? "")).toMatchObject({ attribution: null, itemIds: [] });
      await deliverNewest(house, type);
      await house.runJobs();
      const [item] = await house.db.query("SELECT status, reversed_minor AS reversed FROM payout_items");
      expect(item).toEqual({ status: "paid", reversed: 500n });
      expect(await findBankPayout(house.db, leg?.id ?? "")).toMatchObject({
        attribution: "complete",
        itemIds: [itemId],
      });
    },
  );

  test("costs no call when a webhook comes again, or one from before comes late", async () => {
    const house = await storyHouse();
    const { accountId } = await paidAndPaidOut(house);
    await days(house, 7);
    await deliverNewest(house, "payout.paid", accountId);
    await house.runJobs();
    const before = await requestsTo(house, "GET", "/v1/payouts");
    await house.db.query("DELETE FROM stripe_events WHERE type LIKE 'payout.%'");
    for (const type of ["payout.paid", "payout.created"]) await deliverNewest(house, type, accountId);
    await house.runJobs();
    expect(await requestsTo(house, "GET", "/v1/payouts")).toHaveLength(before.length);
  });

  test("is read again where the webhook of its arrival never came", async () => {
    const house = await storyHouse();
    const { bankPayoutId } = await paidAndPaidOut(house);
    await days(house, 7);
    house.setNow(new Date(Date.now() + 8 * DAY_SECONDS * 1000));
    await house.db.query("UPDATE bank_payouts SET updated_at = now() - interval '25 hours'");
    await readStaleBankPayouts(house.deps);
    expect(await findBankPayout(house.db, bankPayoutId)).toMatchObject({
      status: "in_bank",
      attribution: "complete",
    });
  });
});
