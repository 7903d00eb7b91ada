import { randomUUID } from "node:crypto";
import { assignFinding, closeFinding } from "@payrun/db";
import { expect, test } from "vitest";
import { reconcileBatch, reconcileRecent } from "../src/jobs/reconcile-stripe.ts";
import type { House } from "./house.ts";
import { asSuperuser } from "./operational-clock.ts";
import { atStripe, cashOnBothSides, openFindingsOf } from "./stripe-money.ts";
import { deliverNewest, switchFault, transferByHand } from "./stripe-side.ts";
import { balancesOf, openAlarmKinds, plannedPayout, storyHouse } from "./story.ts";

const ACTOR = "admin/ana";

async function paidHouse() {
  const house = await storyHouse();
  const payout = await plannedPayout(house);
  await house.runJobs();
  return { house, ...payout };
}

async function findings(house: House) {
  return house.db.query<{
    id: string;
    kind: string;
    resolvedBy: string | null;
    resolution: Readonly<Record<string, unknown>> | null;
  }>(
    `SELECT id, kind, resolved_by AS "resolvedBy", resolution FROM reconciliation_findings ORDER BY opened_at`,
  );
}

/** A second transfer for a paid attempt. */
async function paidTwice() {
  const story = await paidHouse();
  const { house, batchId, creator, itemId } = story;
  const stripeTransferId = await transferByHand(house, {
    amountMinor: 4000,
    currency: "USD",
    attemptNo: 1,
    destination: creator.accountId,
    payoutItemId: itemId,
    batchId,
  });
  await reconcileBatch(house.deps, batchId);
  const [finding] = await findings(house);
  if (!finding) throw new Error("the second transfer was not found");
  return { ...story, stripeTransferId, findingId: finding.id };
}

test("a difference that has gone is closed by the comparison that no longer finds it, with its alarm", async () => {
  const { house, batchId } = await paidHouse();
  const shift = (by: number) =>
    asSuperuser(house, "UPDATE transfers SET amount_minor = amount_minor + $1", [by]);
  await shift(1);
  await reconcileBatch(house.deps, batchId);
  expect(await openAlarmKinds(house)).toEqual(["differs_from_stripe"]);
  await shift(-1);
  await reconcileRecent(house.deps);
  expect(await findings(house)).toMatchObject([
    { kind: "amount", resolvedBy: "comparison", resolution: { comparisonId: expect.any(String) as string } },
  ]);
  expect(await openAlarmKinds(house)).toEqual([]);
});

test("a comparison that breaks off closes nothing", async () => {
  const { house, batchId } = await paidTwice();
  await asSuperuser(house, "UPDATE reconciliation_findings SET kind = 'late'");
  await switchFault(house, { kind: "500_before", match: { method: "GET", path: "/v1/transfers" } });
  await expect(reconcileBatch(house.deps, batchId)).rejects.toThrow();
  expect(await openFindingsOf(house)).toMatchObject([{ kind: "late" }]);
});

test("a person closes a second transfer with a reason: it stays closed, with its line in the audit log", async () => {
  const { house, batchId, findingId } = await paidTwice();
  const closing = { findingId, actor: ACTOR, reason: "Ana keeps it as an advance" } as const;
  expect(await closeFinding(house.db, closing)).toBeNull();
  expect(await closeFinding(house.db, closing)).toMatchObject({
    code: "finding_already_closed",
    resolvedBy: ACTOR,
  });
  await reconcileBatch(house.deps, batchId);
  await reconcileRecent(house.deps);
  expect(await openFindingsOf(house)).toEqual([]);
  expect(await findings(house)).toMatchObject([
    { resolvedBy: ACTOR, resolution: { reason: closing.reason } },
  ]);
  const log = await house.db.query(
    "SELECT actor, action, subject_id AS subject FROM audit_log WHERE subject_type = 'reconciliation_finding'",
  );
  expect(log).toEqual([{ actor: ACTOR, action: "finding.close", subject: findingId }]);
});

test("what a person closed is opened again when the evidence changes", async () => {
  const { house, batchId, findingId, stripeTransferId } = await paidTwice();
  await closeFinding(house.db, { findingId, actor: ACTOR, reason: "it comes back tomorrow" });
  await atStripe(house, `transfers/${stripeTransferId}/reversals`, { amount: 1000 });
  await reconcileBatch(house.deps, batchId);
  expect(await openFindingsOf(house)).toMatchObject([{ kind: "duplicate", subject: stripeTransferId }]);
});

test("what the books must follow is closed by no person", async () => {
  const { house, batchId } = await paidHouse();
  await asSuperuser(house, "UPDATE transfers SET amount_minor = amount_minor + 1");
  await reconcileBatch(house.deps, batchId);
  const [finding] = await findings(house);
  const findingId = finding?.id ?? "";
  expect(await closeFinding(house.db, { findingId, actor: ACTOR, reason: "a cent" })).toEqual({
    code: "finding_closes_by_itself",
    kind: "amount",
  });
  expect(await closeFinding(house.db, { findingId: randomUUID(), actor: ACTOR, reason: "?" })).toEqual({
    code: "finding_not_found",
  });
  expect(await openFindingsOf(house)).toHaveLength(1);
});

test("a finding is given to one admin by name, and stays hers at the next comparison", async () => {
  const { house, batchId, findingId } = await paidTwice();
  expect(await assignFinding(house.db, { findingId, owner: "admin/bea", actor: ACTOR })).toBeNull();
  await reconcileBatch(house.deps, batchId);
  expect(await openFindingsOf(house)).toMatchObject([{ owner: "admin/bea" }]);
});

test("Stripe forgot a batch: each payout is missed there, and the cash that the books gave away for it is explained", async () => {
  const house = await storyHouse();
  const { batchId } = await plannedPayout(house);
  await reconcileRecent(house.deps);
  await house.control("POST", "/snapshots", { name: "before" });
  await house.runJobs();
  expect(await openFindingsOf(house)).toEqual([]);
  await house.control("POST", "/snapshots/before/restore");
  await reconcileBatch(house.deps, batchId);
  expect(await openFindingsOf(house)).toMatchObject([{ kind: "ours_without_theirs", batchId }]);
  const { ledger, stripe } = await cashOnBothSides(house);
  expect((stripe["USD"] ?? 0n) - (ledger["USD"] ?? 0n)).toBe(4000n);
  const [cash] = await house.db.query(
    `SELECT ledger_minor AS ledger, stripe_minor AS stripe, unexplained_minor AS unexplained FROM cash_comparisons WHERE currency = 'USD'`,
  );
  expect(cash).toEqual({ ledger: ledger["USD"], stripe: stripe["USD"], unexplained: 0n });
});

test("cash that no movement explains is found to the cent, and closed once it is explained", async () => {
  const { house, batchId } = await paidHouse();
  await house.fund({ usd: 500 });
  await reconcileBatch(house.deps, batchId);
  expect(await openFindingsOf(house)).toEqual([]);
  // As if Stripe's list did not count the transfer that its balance knows.
  const hideTransfer = (isHidden: boolean) =>
    asSuperuser(
      house,
      `UPDATE balance_transactions SET type = CASE WHEN $1 THEN 'reserve_transaction' ELSE 'transfer' END, created_at = created_at - interval '1 year'
        WHERE type IN ('transfer', 'reserve_transaction')`,
      [isHidden],
    );
  await hideTransfer(true);
  await reconcileBatch(house.deps, batchId);
  expect(await openFindingsOf(house)).toMatchObject([
    { kind: "amount", subject: "platform:cash/USD", owner: "finance" },
  ]);
  await hideTransfer(false);
  await reconcileBatch(house.deps, batchId);
  expect(await openFindingsOf(house)).toEqual([]);
});

test("a reversal that no list shows any more is recorded by its movement", async () => {
  const { house, creator } = await paidHouse();
  const [transfer] = await house.db.query<{ id: string }>("SELECT stripe_transfer_id AS id FROM transfers");
  await atStripe(house, `transfers/${transfer?.id}/reversals`, { amount: 1500 });
  // The batch is older than any comparison looks: only the movement tells.
  await house.db.query("UPDATE payout_batches SET completed_at = completed_at - interval '100 days'");
  await reconcileRecent(house.deps);
  expect(await openFindingsOf(house)).toEqual([]);
  expect(await balancesOf(house, creator)).toEqual({ available: 1500, inTransit: 0 });
  const { ledger, stripe } = await cashOnBothSides(house);
  expect(ledger).toEqual(stripe);
  await house.booksBalance();
});

test("a transfer that was adopted and comes back whole gives the debt back, and its finding closes by itself", async () => {
  const house = await storyHouse();
  const { batchId, creator, itemId } = await plannedPayout(house);
  await switchFault(house, { kind: "error", code: "account_closed" });
  await house.runJobs();
  const payout = { amountMinor: 4000, currency: "USD", attemptNo: 1, payoutItemId: itemId, batchId };
  const transferId = await transferByHand(house, { ...payout, destination: creator.accountId });
  await deliverNewest(house, "transfer.created");
  await house.runJobs();
  await reconcileRecent(house.deps);
  expect(await openFindingsOf(house)).toMatchObject([{ kind: "duplicate", subject: transferId, batchId }]);
  expect(await balancesOf(house, creator)).toEqual({ available: 0, inTransit: 0 });
  await atStripe(house, `transfers/${transferId}/reversals`, { amount: 4000 });
  await reconcileRecent(house.deps);
  expect(await openFindingsOf(house)).toEqual([]);
  expect(await balancesOf(house, creator)).toEqual({ available: 4000, inTransit: 0 });
  const { ledger, stripe } = await cashOnBothSides(house);
  expect(ledger).toEqual(stripe);
  await house.booksBalance();
});
