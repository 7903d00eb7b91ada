import { activeStop } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { handlersBehind } from "../src/gate.ts";
import { jobHandlers } from "../src/handlers.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { guardRestoredDatabase } from "../src/restore/guard-restored-database.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { House } from "./house.ts";
import { endLeases } from "./operational-clock.ts";
import { backUp, restore } from "./restored-house.ts";
import { runStagedJobs } from "./run-staged-jobs.ts";
import { sends, switchFault, transferByHand } from "./stripe-side.ts";
import { sweepOnce } from "./sweep-once.ts";
import { balancesOf, itemsOf, planBatch, plannedBatch, plannedPayout, storyHouse } from "./story.ts";

/** All jobs that are staged, each behind the gate that a worker puts there. */
async function runGated(house: House): Promise<void> {
  const gate = handlersBehind(jobHandlers(house.deps), () => guardRestoredDatabase(house.deps), house.db);
  await gate.open();
  await runStagedJobs(house.db, gate.handlers);
}

async function transferIds(house: House): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const page of house.deps.provider.listTransfers({ createdFrom: new Date(0) }))
    ids.push(...page.map((transfer) => transfer.transferId));
  return ids;
}

describe("a database restored from a backup pays nothing that Stripe already has", () => {
  test("when the backup is from after the plan: every item is adopted as paid, nothing is sent again", async () => {
    const house = await storyHouse();
    const { batchId, creators } = await plannedBatch(house, [4000, 5000, 6000]);
    const backup = await backUp(house);
    await house.runJobs();
    const restored = await restore(house, backup);
    await runGated(restored);
    expect((await itemsOf(restored, batchId, creators)).map((item) => item.status)).toEqual([
      "paid",
      "paid",
      "paid",
    ]);
    expect(await sends(restored)).toHaveLength(3);
    expect(await activeStop(restored.db)).toBeNull();
    await expectBooksAgree(restored);
  });

  test("when the backup is from the middle of the batch: the paid half is adopted, the rest is paid once", async () => {
    const house = await storyHouse({ chunkSize: 2 });
    const { batchId, creators } = await plannedBatch(house, [4000, 5000, 6000, 7000, 8000]);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    const backup = await backUp(house);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 1 });
    const before = (await sends(house)).length;
    const restored = await restore(house, backup);
    await runGated(restored);
    expect(new Set((await itemsOf(restored, batchId, creators)).map((item) => item.status))).toEqual(
      new Set(["paid"]),
    );
    expect(await sends(restored)).toHaveLength(5);
    expect(before).toBeLessThan(5);
    await expectBooksAgree(restored);
  });

  test("when the backup is from between claim and record: the attempt is settled, not sent under a new key", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await switchFault(house, { kind: "reset_after" });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    await house.db.query("UPDATE transfers SET status = 'unknown', lease_token = NULL, lease_until = NULL");
    const backup = await backUp(house);
    const restored = await restore(house, backup);
    await runGated(restored);
    await endLeases(restored);
    await restored.db.query("UPDATE transfers SET last_sent_at = last_sent_at - interval '1 minute'");
    await sweepOnce(restored, { due: true });
    expect(await itemsOf(restored, batchId, [creator])).toMatchObject([
      { id: itemId, status: "paid", attemptNo: 1 },
    ]);
    await expectBooksAgree(restored);
  });

  test("when a later attempt was paid: the item of the first one is held, its money covers what she was paid", async () => {
    const house = await storyHouse();
    const { batchId, creator } = await plannedPayout(house);
    const backup = await backUp(house);
    await switchFault(house, { kind: "error", code: "balance_insufficient" });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    await sweepOnce(house);
    await house.runJobs();
    const restored = await restore(house, backup);
    await runGated(restored);
    expect(await itemsOf(restored, batchId, [creator])).toMatchObject([
      { status: "held", reasonCode: "on_hold" },
    ]);
    expect(await balancesOf(restored, creator)).toEqual({ available: 0, inTransit: 0 });
    expect((await sends(restored)).map((send) => send.status)).toEqual([400, 200]);
    await expectBooksAgree(restored, { adopted: await transferIds(restored) });
  });

  test("when the backup is from before the plan: she owes what she has been paid, is held, and a new plan pays her nothing", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 1_000_000 });
    const [creator] = await house.addCreators([4000]);
    if (!creator) throw new Error("one creator");
    const backup = await backUp(house);
    await planBatch(house);
    await house.runJobs();
    const restored = await restore(house, backup);
    await runGated(restored);
    expect(await balancesOf(restored, creator)).toEqual({ available: -4000, inTransit: 0 });
    expect(await activeStop(restored.db)).toBeNull();
    const batchId = await planBatch(restored);
    await runGated(restored);
    expect(await itemsOf(restored, batchId, [creator])).toEqual([]);
    expect(await sends(restored)).toHaveLength(1);
    expect(await balancesOf(restored, creator)).toEqual({ available: 0, inTransit: 0 });
    await expectBooksAgree(restored, { adopted: await transferIds(restored) });
  });

  test("when a transfer went to an account that nobody here has: payouts stay stopped until a person has looked", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await house.control("POST", "/accounts", { accounts: [{ id: "acct_1TestStranger", country: "US" }] });
    await transferByHand(house, {
      amountMinor: 900,
      currency: "USD",
      attemptNo: 1,
      destination: "acct_1TestStranger",
      payoutItemId: crypto.randomUUID(),
      batchId,
    });
    await runGated(house);
    expect(await activeStop(house.db)).toMatchObject({ reasonCode: "restored_database" });
    expect(await itemsOf(house, batchId, [creator])).toMatchObject([{ id: itemId, status: "planned" }]);
    await house.booksBalance();
  });
});

describe("a database that lost nothing", () => {
  test("raises no alarm: paid, unknown, refused and returned attempts are all known", async () => {
    const house = await storyHouse();
    const { batchId, creators } = await plannedBatch(house, [4000, 5000, 6000, 7000]);
    const [lost, refused] = creators;
    await switchFault(house, { kind: "reset_after", match: { destination: lost?.accountId ?? "" } });
    await switchFault(house, {
      kind: "error",
      code: "account_closed",
      match: { destination: refused?.accountId ?? "" },
    });
    await house.runJobs();
    await guardRestoredDatabase(house.deps);
    expect(await house.db.query("SELECT reason_code FROM payout_stops")).toEqual([]);
    expect((await itemsOf(house, batchId, creators)).map((item) => item.status)).toEqual([
      "unknown",
      "failed",
      "paid",
      "paid",
    ]);
    await expectBooksAgree(house);
  });

  test("is asked again after a lost connection, and jobs wait for Stripe's answer", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedPayout(house);
    const gate = handlersBehind(jobHandlers(house.deps), () => guardRestoredDatabase(house.deps), house.db);
    await gate.open();
    await backUp(house).then((backup) => backup.drop());
    await house.db.query("SELECT 1");
    await switchFault(house, { kind: "500_before", match: { method: "GET", path: "/v1/transfers" } });
    const chunk = { batchId, chunkNo: 0 };
    await expect(gate.handlers["process-payout-chunk"](chunk)).rejects.toThrow();
    expect(await sends(house)).toHaveLength(0);
    await gate.handlers["process-payout-chunk"](chunk);
    expect(await sends(house)).toHaveLength(1);
    await expectBooksAgree(house);
  });
});
