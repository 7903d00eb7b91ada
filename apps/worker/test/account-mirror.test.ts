import { describe, expect, test } from "vitest";
import { refreshAccounts } from "../src/jobs/refresh-accounts.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { House } from "./house.ts";
import { requestsTo, switchFault } from "./stripe-side.ts";
import { attemptsAt, balancesOf, changeCreator, itemNow, plannedPayout, storyHouse } from "./story.ts";

const moneyBack = { available: 4000, inTransit: 0 };

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

  test("is read from the list, 100 a request, and one by one where the list does not bring an account", async () => {
    const house = await storyHouse();
    const creators = await house.addCreators(Array<number>(101).fill(0));
    await changeCreator(house, "stripe_account_id = 'acct_1TestGone', account_read_at = NULL", creators[0]);
    await refreshAccounts(house.deps);
    expect((await requestsTo(house, "GET", "/v1/accounts")).map((request) => request.path)).toEqual([
      "/v1/accounts",
      "/v1/accounts",
      "/v1/accounts/acct_1TestGone",
    ]);
    const errors = await house.db.query(
      "SELECT id, account_error FROM creators WHERE account_error IS NOT NULL",
    );
    expect(errors).toEqual([{ id: creators[0]?.creatorId, account_error: "account_invalid" }]);
  });
});
