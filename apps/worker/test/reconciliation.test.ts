import { activeStop } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { checkInvariants } from "../src/jobs/check-invariants.ts";
import { reconcileBatch, reconcileRecent } from "../src/jobs/reconcile-stripe.ts";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { House } from "./house.ts";
import { asSuperuser } from "./operational-clock.ts";
import { sends, switchFault, transferByHand, type Fault } from "./stripe-side.ts";
import {
  itemNow,
  itemsOf,
  openAlarmKinds,
  planBatch,
  plannedBatch,
  plannedPayout,
  storyHouse,
  type PlannedStory,
} from "./story.ts";

async function paidBatch(): Promise<PlannedStory & { readonly house: House }> {
  const house = await storyHouse();
  const planned = await plannedBatch(house, [4000, 5000, 6000]);
  await house.runJobs();
  return { house, ...planned };
}

/** A payout of a completed batch that is retried, and how the retry's call ends. */
async function retriedPayout(fault: Fault) {
  const house = await storyHouse();
  const payout = await plannedPayout(house);
  await switchFault(house, { kind: "error", code: "payouts_limit_exceeded" });
  await house.runJobs();
  await switchFault(house, fault);
  await retryFailedPayouts(house.deps, {});
  await house.runJobs();
  return { house, ...payout };
}

async function differences(house: House, batchId: string): Promise<object> {
  const [batch] = await house.db.query("SELECT difference_count FROM payout_batches WHERE id = $1", [
    batchId,
  ]);
  const findings = await house.db.query(
    "SELECT kind, stripe_transfer_id FROM reconciliation_findings WHERE resolved_at IS NULL ORDER BY kind",
  );
  return { count: batch?.["difference_count"], kinds: findings.map((finding) => finding["kind"]) };
}

describe("at its end a batch is compared with Stripe, both ways and one by one", () => {
  test("a clean run has no difference, however often it is compared", async () => {
    const { house, batchId } = await paidBatch();
    expect(await differences(house, batchId)).toEqual({ count: 0, kinds: [] });
    await Promise.all([reconcileBatch(house.deps, batchId), reconcileRecent(house.deps)]);
    expect(await differences(house, batchId)).toEqual({ count: 0, kinds: [] });
    await expectBooksAgree(house);
  });

  test("failed, held and canceled items are no differences", async () => {
    const house = await storyHouse();
    const { batchId, creators } = await plannedBatch(house, [4000, 5000, 6000]);
    await switchFault(house, {
      kind: "error",
      code: "account_closed",
      match: { destination: creators[0]?.accountId ?? "" },
    });
    await house.db.query("UPDATE creators SET paused_by_admin_at = now() WHERE id = $1", [
      creators[1]?.creatorId,
    ]);
    await house.runJobs();
    expect(await differences(house, batchId)).toEqual({ count: 0, kinds: [] });
    await expectBooksAgree(house);
  });

  test("a second transfer for one item is found, once", async () => {
    const { house, batchId, creators, items } = await paidBatch();
    const destination = creators[0]?.accountId ?? "";
    const payoutItemId = items[0]?.id ?? "";
    await transferByHand(house, {
      amountMinor: 4000,
      currency: "USD",
      attemptNo: 1,
      destination,
      payoutItemId,
      batchId,
    });
    await reconcileBatch(house.deps, batchId);
    await reconcileBatch(house.deps, batchId);
    expect(await differences(house, batchId)).toEqual({ count: 1, kinds: ["duplicate"] });
  });

  test("a difference that has gone is resolved", async () => {
    const { house, batchId, items } = await paidBatch();
    const change = (by: number) =>
      asSuperuser(house, "UPDATE transfers SET amount_minor = amount_minor + $1 WHERE payout_item_id = $2", [
        by,
        items[0]?.id,
      ]);
    await change(1);
    await reconcileBatch(house.deps, batchId);
    expect(await differences(house, batchId)).toEqual({ count: 1, kinds: ["amount"] });
    await change(-1);
    await reconcileBatch(house.deps, batchId);
    expect(await differences(house, batchId)).toEqual({ count: 0, kinds: [] });
    await expectBooksAgree(house);
  });

  test("a retry whose answer was lost is no difference: its money is in transit", async () => {
    const { house, batchId, itemId } = await retriedPayout({ kind: "reset_after" });
    expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown", attemptNo: 2 });
    await reconcileRecent(house.deps);
    expect(await differences(house, batchId)).toEqual({ count: 0, kinds: [] });
    await expectBooksAgree(house);
  });

  test("a transfer that nobody here knows is missing here", async () => {
    const { house, batchId, creators } = await paidBatch();
    const destination = creators[0]?.accountId ?? "";
    await transferByHand(house, {
      amountMinor: 1,
      currency: "USD",
      attemptNo: 1,
      destination,
      payoutItemId: crypto.randomUUID(),
      batchId,
    });
    await reconcileBatch(house.deps, batchId);
    expect(await differences(house, batchId)).toEqual({ count: 1, kinds: ["theirs_without_ours"] });
  });

  test("a paid item whose transfer Stripe does not have is missing there", async () => {
    const { house, batchId, items } = await paidBatch();
    await asSuperuser(
      house,
      "UPDATE transfers SET stripe_transfer_id = 'tr_gone' WHERE payout_item_id = $1",
      [items[0]?.id],
    );
    await reconcileBatch(house.deps, batchId);
    expect(await differences(house, batchId)).toEqual({
      count: 2,
      kinds: ["duplicate", "ours_without_theirs"],
    });
  });

  test.for([
    { what: "amount", change: "amount_minor = amount_minor + 1" },
    { what: "currency", change: "currency = 'EUR'" },
    { what: "destination", change: "destination_account_id = 'acct_1TestOther'" },
  ])("another $what is found", async ({ what, change }) => {
    const { house, batchId, items } = await paidBatch();
    await asSuperuser(house, `UPDATE transfers SET ${change} WHERE payout_item_id = $1`, [items[0]?.id]);
    await reconcileBatch(house.deps, batchId);
    expect(await differences(house, batchId)).toEqual({ count: 1, kinds: [what] });
  });

  test("a list that breaks off proves nothing: the former result stays, the job comes again", async () => {
    const { house, batchId } = await paidBatch();
    await switchFault(house, { kind: "500_before", match: { method: "GET", path: "/v1/transfers" } });
    await expect(reconcileBatch(house.deps, batchId)).rejects.toThrow();
    await reconcileBatch(house.deps, batchId);
    expect(await differences(house, batchId)).toEqual({ count: 0, kinds: [] });
  });
});

describe("a law of the ledger is broken", () => {
  test("rewriting drifting amounts helps nobody: it stops payouts and alarms once, and is never repaired", async () => {
    const house = await storyHouse();
    await house.fund({ usd: 1_000_000 });
    const [creator] = await house.addCreators([4000]);
    if (!creator) throw new Error("one creator");
    const batchId = await planBatch(house);
    await checkInvariants(house.deps);
    expect(await activeStop(house.db)).toBeNull();
    const corrupt = (by: number) =>
      asSuperuser(
        house,
        "UPDATE ledger_accounts SET balance_minor = balance_minor + $1 WHERE kind = 'creator_held'",
        [by],
      );
    await corrupt(1);
    await Promise.all([checkInvariants(house.deps), checkInvariants(house.deps)]);
    expect(await activeStop(house.db)).toMatchObject({ reasonCode: "invariant_breach" });
    expect(await openAlarmKinds(house)).toEqual(["invariant_breach", "invariant_breach"]);
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await sends(house)).toHaveLength(0);
    expect(await itemsOf(house, batchId, [creator])).toMatchObject([{ status: "planned" }]);

    await corrupt(-1);
    await checkInvariants(house.deps);
    expect(await openAlarmKinds(house)).toEqual([]);
    // A person lifts the stop: that the books agree again does not say why they did not.
    expect(await activeStop(house.db)).toMatchObject({ reasonCode: "invariant_breach" });
    await house.booksBalance();
  });

  test.for([
    { law: "paid_items_are_settled", change: "UPDATE transfers SET status = 'refused'" },
    { law: "counts_match_items", change: "UPDATE payout_batches SET paid_count = paid_count + 1" },
    { law: "open_items_are_in_transit", change: "UPDATE payout_items SET status = 'unknown'" },
    {
      law: "entry_balances",
      change:
        "UPDATE postings SET amount_minor = amount_minor + 1 WHERE line_no = 0 AND journal_entry_id = (SELECT min(id) FROM journal_entries)",
    },
  ])("$law is noticed", async ({ law, change }) => {
    const { house } = await paidBatch();
    await asSuperuser(house, change);
    await checkInvariants(house.deps);
    const subjects = await house.db.query(
      "SELECT DISTINCT subject FROM alarms WHERE kind = 'invariant_breach'",
    );
    expect(subjects.map((alarm) => alarm["subject"])).toContain(law);
    expect(await activeStop(house.db)).toMatchObject({ reasonCode: "invariant_breach" });
  });
});
