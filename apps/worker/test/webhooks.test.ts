import { storeStripeEvent } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { applyStripeEvent } from "../src/jobs/apply-stripe-event.ts";
import { outcomeOf } from "../src/pay/outcome-of.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { recordOutcomesOf } from "../src/pay/record-outcomes-of.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { deliverAccountUpdated, deliverNewest, sends, switchFault, transferByHand } from "./stripe-side.ts";
import { sweepOnce } from "./sweep-once.ts";
import { workerOf } from "./worker-by-hand.ts";
import { balancesOf, batchNow, itemNow, plannedBatch, plannedPayout, storyHouse } from "./story.ts";

describe("a webhook tells of the transfer", () => {
  test("before the worker has recorded it: settled once, and the worker's record changes nothing", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    const worker = await workerOf(house, batchId);
    await worker.begin();
    const paid = outcomeOf(worker.attempt, await worker.call(), house.deps.time);
    await deliverNewest(house, "transfer.created");
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    await recordOutcomesOf(house.deps, [paid], worker.leaseToken);
    await expectBooksAgree(house);
  });

  test("at the same moment as the worker and twice: settled once", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedPayout(house);
    const worker = await workerOf(house, batchId);
    await worker.begin();
    const paid = outcomeOf(worker.attempt, await worker.call(), house.deps.time);
    await deliverNewest(house, "transfer.created");
    await deliverNewest(house, "transfer.created");
    await Promise.all([
      house.runJobs(),
      ...[1, 2, 3].map(() => recordOutcomesOf(house.deps, [paid], worker.leaseToken)),
    ]);
    const [settled] = await house.db.query(
      "SELECT count(*)::int AS n FROM journal_entries WHERE kind = 'payout_settled'",
    );
    expect(settled).toEqual({ n: 1 });
    await expectBooksAgree(house);
  });

  test("of an outcome that is unknown: it is paid without another send", async () => {
    const house = await storyHouse();
    const { batchId, itemId } = await plannedPayout(house);
    await switchFault(house, { kind: "500_after" });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown" });
    await deliverNewest(house, "transfer.created");
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid" });
    expect(await sends(house)).toHaveLength(1);
    await expectBooksAgree(house);
  });

  test("that was refused here: a person looks, and she gets nothing more until then", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await switchFault(house, { kind: "error", code: "account_closed" });
    await house.runJobs();
    const transferId = await transferByHand(house, {
      amountMinor: 4000,
      currency: "USD",
      attemptNo: 1,
      destination: creator.accountId,
      payoutItemId: itemId,
      batchId,
    });
    await deliverNewest(house, "transfer.created");
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "failed" });
    expect(await balancesOf(house, creator)).toEqual({ available: 0, inTransit: 0 });
    const [hold] = await house.db.query("SELECT placed_by_id FROM holds WHERE released_at IS NULL");
    expect(hold).toEqual({ placed_by_id: "reconciliation" });
    const findings = await house.db.query(
      "SELECT kind FROM reconciliation_findings WHERE stripe_transfer_id = $1",
      [transferId],
    );
    expect(findings).toContainEqual({ kind: "duplicate" });
    await expectBooksAgree(house, { adopted: [transferId] });
  });

  test("that Stripe does not have: nothing is believed", async () => {
    const house = await storyHouse();
    const { creator, itemId } = await plannedPayout(house);
    const object = { id: "tr_forged", metadata: { payout_item_id: itemId, attempt_no: "1" } };
    await storeStripeEvent(house.db, {
      id: "evt_forged",
      type: "transfer.created",
      account: null,
      livemode: false,
      createdAt: new Date(),
      payload: { id: "evt_forged", object: "event", type: "transfer.created", data: { object } },
    });
    await applyStripeEvent(house.deps, { eventId: "evt_forged" });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "planned" });
    expect(await balancesOf(house, creator)).toEqual({ available: 0, inTransit: 4000 });
    await house.runJobs();
    await expectBooksAgree(house);
  });
});

describe("a webhook", () => {
  test.for([
    { what: "of a type that nobody knows", type: "tax.settings.updated", payload: {} },
    { what: "without an object", type: "transfer.created", payload: {} },
    {
      what: "about another program's transfer",
      type: "transfer.created",
      payload: { data: { object: { metadata: { payout_item_id: "42", attempt_no: "1" } } } },
    },
    {
      what: "with an attempt that is no number",
      type: "transfer.created",
      payload: { data: { object: { metadata: { payout_item_id: "42", attempt_no: "one" } } } },
    },
    { what: "that names no account", type: "account.updated", payload: {} },
  ])("$what is applied once and changes nothing", async ({ type, payload }) => {
    const house = await storyHouse();
    await storeStripeEvent(house.db, {
      id: "evt_odd",
      type,
      account: null,
      livemode: false,
      createdAt: new Date(),
      payload,
    });
    await house.runJobs();
    const [event] = await house.db.query(
      "SELECT applied_at IS NOT NULL AS applied, attempts FROM stripe_events",
    );
    expect(event).toEqual({ applied: true, attempts: 1 });
    await applyStripeEvent(house.deps, { eventId: "evt_odd" });
    const [again] = await house.db.query("SELECT attempts FROM stripe_events");
    expect(again).toEqual({ attempts: 1 });
  });

  test("missed webhooks kept payouts stuck for months: one whose job was lost is found by the sweeper", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await house.control("PATCH", `/accounts/${creator.accountId}`, {
      capabilities: { transfers: "inactive" },
    });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    await house.control("PATCH", `/accounts/${creator.accountId}`, { capabilities: { transfers: "active" } });
    await deliverAccountUpdated(house, creator.accountId);
    await house.db.query("UPDATE outbox SET sent_at = now()");
    await house.db.query("UPDATE stripe_events SET received_at = received_at - interval '2 min'");
    await sweepOnce(house);
    await house.runJobs();
    expect(await itemNow(house, itemId)).toMatchObject({ status: "paid", attemptNo: 2 });
    await expectBooksAgree(house);
  });

  test("that cannot be checked at Stripe now stays unapplied, and is applied when Stripe answers", async () => {
    const house = await storyHouse();
    const { creator } = await plannedPayout(house);
    await deliverAccountUpdated(house, creator.accountId);
    const [{ id } = { id: "" }] = await house.db.query<{ id: string }>("SELECT id FROM stripe_events");
    await switchFault(house, { kind: "500_before", match: { method: "GET", path: "/v1/accounts/*" } });
    await expect(applyStripeEvent(house.deps, { eventId: id })).rejects.toThrow();
    await applyStripeEvent(house.deps, { eventId: id });
    const [event] = await house.db.query(
      "SELECT applied_at IS NOT NULL AS applied, attempts FROM stripe_events",
    );
    expect(event).toEqual({ applied: true, attempts: 2 });
  });

  test("balance.available funds the batches that wait, at once", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(house, [4000], { funds: { usd: 0 } });
    await house.fund({ usd: 4000 });
    await storeStripeEvent(house.db, {
      id: "evt_balance",
      type: "balance.available",
      account: null,
      livemode: false,
      createdAt: new Date(),
      payload: {},
    });
    await house.runJobs();
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    await expectBooksAgree(house);
  });
});
