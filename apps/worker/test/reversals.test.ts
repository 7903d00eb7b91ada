import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applyStripeEvent } from "../src/jobs/apply-stripe-event.ts";
import { reconcileBatch } from "../src/jobs/reconcile-stripe.ts";
import { openHouse, type House } from "./house.ts";

/** As an operator would at Stripe: no Payrun code reverses transfers yet. */
async function reverse(house: House, stripeTransferId: string, amount: number): Promise<void> {
  const answer = await fetch(`${house.stripe.url}/v1/transfers/${stripeTransferId}/reversals`, {
    method: "POST",
    headers: {
      authorization: "Bearer sk_test_operator",
      "content-type": "application/x-www-form-urlencoded",
    },
    body: `amount=${amount}`,
  });
  expect(answer.status).toBe(200);
}

async function onePaid(house: House) {
  await house.fund({ usd: 1_000_000 });
  const [creator] = await house.addCreators([5_000]);
  const { batchId } = await house.start();
  await house.runJobs();
  const [transfer] = await house.db.query<{ id: string; itemId: string }>(
    `SELECT stripe_transfer_id AS id, payout_item_id AS "itemId" FROM transfers WHERE status = 'paid'`,
  );
  if (!creator || !transfer) throw new Error("nothing was paid");
  const state = async () => {
    const [row] = await house.db.query(
      `SELECT i.status, i.reversed_minor AS reversed, a.balance_minor AS available FROM payout_items i
         JOIN ledger_accounts a ON a.creator_id = i.creator_id AND a.kind = 'creator_available' WHERE i.id = $1`,
      [transfer.itemId],
    );
    return row;
  };
  return { batchId, transferId: transfer.id, itemId: transfer.itemId, state };
}

describe("a transfer that is reversed at Stripe", () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  test("in part stays paid, with the part back in the creator's balance, once", async () => {
    const { transferId, itemId, state } = await onePaid(house);
    await reverse(house, transferId, 2_000);
    for (const eventId of ["evt_1", "evt_2"]) {
      await house.db.query(
        `INSERT INTO stripe_events (id, type, livemode, payload, created_at) VALUES ($1, 'transfer.reversed', false, $2, now())`,
        [
          eventId,
          JSON.stringify({ data: { object: { metadata: { payout_item_id: itemId, attempt_no: "1" } } } }),
        ],
      );
      await applyStripeEvent(house.deps, { eventId });
    }
    expect(await state()).toEqual({ status: "paid", reversed: 2_000n, available: 2_000n });
    await house.booksBalance();
  });

  test("whole, in two parts and without a webhook, is found by reconciliation and ends reversed", async () => {
    const { batchId, transferId, state } = await onePaid(house);
    await reverse(house, transferId, 2_000);
    await reconcileBatch(house.deps, batchId);
    await reverse(house, transferId, 3_000);
    await reconcileBatch(house.deps, batchId);
    await reconcileBatch(house.deps, batchId);
    expect(await state()).toEqual({ status: "reversed", reversed: 5_000n, available: 5_000n });
    const [batch] = await house.db.query(
      "SELECT difference_count AS differences, paid_count AS paid FROM payout_batches",
    );
    expect(batch).toEqual({ differences: 0, paid: 1 });
    await house.booksBalance();
  });

  test("in more parts than a transfer shows is recorded part by part, once", async () => {
    const { batchId, transferId, state } = await onePaid(house);
    for (let part = 0; part < 11; part += 1) await reverse(house, transferId, 100);
    await reconcileBatch(house.deps, batchId);
    await reconcileBatch(house.deps, batchId);
    expect(await state()).toEqual({ status: "paid", reversed: 1_100n, available: 1_100n });
    await house.booksBalance();
  });

  test("and whose list of parts cannot be read stays an open finding until it can, however often it is reconciled", async () => {
    const { batchId, transferId, state } = await onePaid(house);
    for (let part = 0; part < 11; part += 1) await reverse(house, transferId, 100);
    await house.control("POST", "/faults", {
      kind: "broken_json",
      match: { method: "GET", path: `/v1/transfers/${transferId}/reversals` },
      count: 4,
    });
    await reconcileBatch(house.deps, batchId);
    await reconcileBatch(house.deps, batchId);
    const openFindings = () =>
      house.db.query("SELECT kind, subject FROM reconciliation_findings WHERE resolved_at IS NULL");
    expect(await openFindings()).toEqual([{ kind: "reversed", subject: transferId }]);
    expect(await state()).toMatchObject({ reversed: 1_000n, available: 1_000n });
    const [batch] = await house.db.query("SELECT difference_count AS differences FROM payout_batches");
    expect(batch).toEqual({ differences: 1 });
    await reconcileBatch(house.deps, batchId);
    expect(await openFindings()).toEqual([]);
    expect(await state()).toEqual({ status: "paid", reversed: 1_100n, available: 1_100n });
    await house.booksBalance();
  });
});
