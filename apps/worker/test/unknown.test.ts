import { describe, expect, test } from "vitest";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { resolveUnknownTransfers } from "../src/unknown/resolve-unknown-transfers.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { Creator, House } from "./house.ts";
import { passMinutes } from "./operational-clock.ts";
import { requestsTo, sends, switchFault, transferByHand, type Fault } from "./stripe-side.ts";
import { attemptsAt, balancesOf, itemNow, openAlarmKinds, plannedPayout, storyHouse } from "./story.ts";

const HOURS = 60;

/** A payout of $40.00 whose first answer was lost to a fault. */
async function lostAnswer(
  fault: Fault,
): Promise<{ house: House; creator: Creator; itemId: string; batchId: string }> {
  const house = await storyHouse({ timeoutMs: 600 });
  const { batchId, creator, itemId } = await plannedPayout(house);
  await switchFault(house, fault);
  await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
  expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown" });
  return { house, creator, itemId, batchId };
}

/** A look whose time has come, even where nothing is to be done yet. */
async function lookAgain(house: House): Promise<void> {
  await house.db.query(
    "UPDATE transfers SET next_resolve_at = operational_now() WHERE next_resolve_at IS NOT NULL",
  );
  await resolveUnknownTransfers(house.deps);
}

const inTransit = { available: 0, inTransit: 4000 };
const moneyBack = { available: 4000, inTransit: 0 };

describe("while Stripe remembers the key", () => {
  test("an unknown outcome keeps its money in transit, and the same key and bytes settle it", async () => {
    const { house, creator, itemId } = await lostAnswer({ kind: "reset_after" });
    expect(await balancesOf(house, creator)).toEqual(inTransit);
    await passMinutes(house, 1);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    expect(await sends(house)).toEqual([
      { idempotencyKey: `payrun_simulator_${itemId}_1`, status: null, replayed: false },
      { idempotencyKey: `payrun_simulator_${itemId}_1`, status: 200, replayed: true },
    ]);
    await expectBooksAgree(house);
  });

  test("nothing is sent again before its time: 1, 5 and 15 minutes, then hourly", async () => {
    const { house, itemId } = await lostAnswer({ kind: "reset_before", count: 5 });
    for (const [minutes, sendCount] of [
      [0, 1],
      [1, 2],
      [4, 2],
      [1, 3],
      [14, 3],
      [1, 4],
      [59, 4],
      [1, 5],
    ] as const) {
      await passMinutes(house, minutes);
      await lookAgain(house);
      expect(await attemptsAt(house, itemId)).toMatchObject([{ status: "unknown", sendCount }]);
    }
    await passMinutes(house, HOURS);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    await expectBooksAgree(house);
  });

  test("a rate limit after a lost answer proves nothing: it stays unknown", async () => {
    const { house, itemId, creator } = await lostAnswer({ kind: "reset_after" });
    await switchFault(house, { kind: "429" });
    await passMinutes(house, 1);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown", attemptNo: 1 });
    expect(await balancesOf(house, creator)).toEqual(inTransit);
    await passMinutes(house, 5);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    await expectBooksAgree(house);
  });

  test.for(["401", "403"])(
    "a %s after a lost answer neither pauses nor holds: it stays unknown",
    async (kind) => {
      const { house, itemId, batchId } = await lostAnswer({ kind: "reset_after" });
      await switchFault(house, { kind });
      await passMinutes(house, 1);
      await lookAgain(house);
      expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown" });
      const [batch] = await house.db.query("SELECT status FROM payout_batches WHERE id = $1", [batchId]);
      expect(batch).toEqual({ status: "processing" });
      await expectBooksAgree(house);
    },
  );

  test("a saved refusal that answers a later try is definite: the money returns", async () => {
    const { house, itemId, creator } = await lostAnswer({ kind: "reset_before" });
    await house.control("PATCH", `/accounts/${creator.accountId}`, { closed: true });
    await passMinutes(house, 1);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "failed", reasonCode: "account_closed" });
    expect(await balancesOf(house, creator)).toEqual(moneyBack);
    await expectBooksAgree(house);
  });
});

describe("once Stripe may have forgotten the key", () => {
  test("unknown outcome released the money, key pruned after 24 h, paid twice: here it is looked up, never sent", async () => {
    const { house, itemId, creator } = await lostAnswer({ kind: "reset_after" });
    await house.control("POST", "/clock", { advanceSeconds: 25 * 60 * 60 });
    await passMinutes(house, 25 * HOURS);
    expect(await balancesOf(house, creator)).toEqual(inTransit);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 1 });
    expect(await sends(house)).toHaveLength(1);
    await expectBooksAgree(house);
  });

  test("23 hours are the border: at 22:59 the key is sent again, past it only look-ups", async () => {
    const early = await lostAnswer({ kind: "reset_before" });
    await passMinutes(early.house, 23 * HOURS - 1);
    await lookAgain(early.house);
    expect(await sends(early.house)).toHaveLength(2);
    const late = await lostAnswer({ kind: "reset_before" });
    await passMinutes(late.house, 23 * HOURS);
    await lookAgain(late.house);
    expect(await sends(late.house)).toHaveLength(1);
    expect(await itemNow(late.house, late.itemId)).toMatchObject({ status: "unknown" });
  });

  test("two complete look-ups ten minutes apart that find nothing prove it absent: failed, money back", async () => {
    const { house, itemId, creator } = await lostAnswer({ kind: "reset_before" });
    await passMinutes(house, 23 * HOURS);
    await lookAgain(house);
    await passMinutes(house, 9);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown" });
    expect(await balancesOf(house, creator)).toEqual(inTransit);
    await passMinutes(house, 1);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "failed", reasonCode: "absent" });
    expect(await attemptsAt(house, itemId)).toMatchObject([{ status: "absent" }]);
    expect(await balancesOf(house, creator)).toEqual(moneyBack);
    expect(await sends(house)).toHaveLength(1);
    await expectBooksAgree(house);
  });

  test("an incomplete look-up proves nothing, and is repeated a minute later", async () => {
    const { house, itemId } = await lostAnswer({ kind: "reset_before" });
    await passMinutes(house, 24 * HOURS);
    await switchFault(house, {
      kind: "500_before",
      count: 2,
      match: { method: "GET", path: "/v1/transfers" },
    });
    for (const minutes of [0, 11, 11]) {
      await passMinutes(house, minutes);
      await lookAgain(house);
      expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown" });
    }
    await passMinutes(house, 10);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "failed", reasonCode: "absent" });
    expect((await requestsTo(house, "GET", "/v1/transfers")).length).toBe(4);
    await expectBooksAgree(house);
  });

  test("two transfers for one attempt are for two people: unknown, in transit, never due again", async () => {
    const { house, itemId, batchId, creator } = await lostAnswer({ kind: "reset_after" });
    await transferByHand(house, {
      amountMinor: 4000,
      currency: "USD",
      attemptNo: 1,
      destination: creator.accountId,
      payoutItemId: itemId,
      batchId,
    });
    await passMinutes(house, 23 * HOURS);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown", reasonCode: "needs_two_people" });
    expect(await balancesOf(house, creator)).toEqual(inTransit);
    expect(await openAlarmKinds(house)).toEqual(["unknown_needs_admin"]);
    await passMinutes(house, 100 * HOURS);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown" });
    expect(await sends(house)).toHaveLength(2);
    await house.booksBalance();
  });

  test("a transfer of another amount is for two people too", async () => {
    const { house, itemId, batchId, creator } = await lostAnswer({ kind: "reset_before" });
    await transferByHand(house, {
      amountMinor: 4001,
      currency: "USD",
      attemptNo: 1,
      destination: creator.accountId,
      payoutItemId: itemId,
      batchId,
    });
    await passMinutes(house, 23 * HOURS);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown", reasonCode: "needs_two_people" });
    await house.booksBalance();
  });

  test("a 500 that Stripe replays for a day is found by the look-up before the third try", async () => {
    const { house, itemId } = await lostAnswer({ kind: "500_after" });
    await passMinutes(house, 1);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown" });
    await passMinutes(house, 5);
    await lookAgain(house);
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    expect(await sends(house)).toHaveLength(2);
    await expectBooksAgree(house);
  });
});
