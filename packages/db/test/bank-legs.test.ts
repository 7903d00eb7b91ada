import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  findBankPayout,
  newId,
  saveBankPayout,
  staleBankPayouts,
  type BankPayoutReading,
  type BankPayoutStatus,
} from "../src/index.ts";
import { addCreators, openBooks, refusal, type Books } from "./books.ts";
import { addBatch, addItem, addTransfer } from "./payouts.ts";

let books: Books;
let batchId: string;
beforeAll(async () => {
  books = await openBooks();
  batchId = await addBatch(books.db);
});
afterAll(() => books.close());

const reading = (facts: Partial<BankPayoutReading> = {}): BankPayoutReading => ({
  bankPayoutId: `po_${newId()}`,
  accountId: "acct_star",
  amountMinor: 40_00n,
  currency: "USD",
  status: "in_transit",
  attribution: null,
  failureCode: null,
  traceId: null,
  arrivalDate: new Date("2026-12-03T00:00:00Z"),
  stripeTransferIds: [],
  returnedPayoutIds: [],
  ...facts,
});
const save = (facts: BankPayoutReading) => books.db.transaction((tx) => saveBankPayout(tx, facts));

async function paidItem(): Promise<{ readonly payoutItemId: string; readonly stripeTransferId: string }> {
  const [creatorId = ""] = await addCreators(books.db, 1, { availableMinor: 100_00n });
  const item = await addItem(books.db, { batchId, creatorId, amountMinor: 40_00n });
  const transferId = await addTransfer(books.db, item, { status: "paid" });
  return { payoutItemId: item.payoutItemId, stripeTransferId: `tr_${transferId}` };
}

describe("a bank payout", () => {
  test.for([
    { from: "in_transit", to: "in_bank", then: "in_bank" },
    { from: "in_bank", to: "failed", then: "failed" },
    { from: "in_bank", to: "in_transit", then: "in_bank" },
    { from: "failed", to: "in_bank", then: "failed" },
    { from: "in_transit", to: "canceled", then: "canceled" },
  ] satisfies readonly Record<"from" | "to" | "then", BankPayoutStatus>[])(
    "that was $from and is read as $to is $then",
    async ({ from, to, then }) => {
      const first = reading({ status: from });
      await save(first);
      await save({ ...first, status: to });
      expect(await findBankPayout(books.db, first.bankPayoutId)).toMatchObject({ status: then });
    },
  );

  test("keeps its trace and its items when a later reading has none", async () => {
    const { payoutItemId, stripeTransferId } = await paidItem();
    const sent = reading({
      status: "in_bank",
      attribution: "complete",
      traceId: "TRACE1",
      stripeTransferIds: [stripeTransferId, "tr_of_somebody_else"],
    });
    await save(sent);
    await save({
      ...sent,
      status: "failed",
      attribution: null,
      failureCode: "account_closed",
      traceId: null,
    });
    const [row] = await books.db.query(
      "SELECT failure_code, trace_id, amount_minor FROM bank_payouts WHERE id = $1",
      [sent.bankPayoutId],
    );
    expect(row).toEqual({ failure_code: "account_closed", trace_id: "TRACE1", amount_minor: 4000n });
    expect(await findBankPayout(books.db, sent.bankPayoutId)).toEqual({
      status: "failed",
      attribution: "complete",
      itemIds: [payoutItemId],
    });
  });

  test("that sends returned money again carries the items of what came back", async () => {
    const { payoutItemId, stripeTransferId } = await paidItem();
    const failed = reading({
      status: "failed",
      attribution: "complete",
      stripeTransferIds: [stripeTransferId],
    });
    await save(failed);
    const again = reading({ attribution: "complete", returnedPayoutIds: [failed.bankPayoutId] });
    await save(again);
    await save(again);
    expect(await findBankPayout(books.db, again.bankPayoutId)).toMatchObject({ itemIds: [payoutItemId] });
  });

  test("without a known status, an unknown attribution, or of nothing, is refused", async () => {
    const insert = (status: string, amountMinor: number, attribution: string | null = null) =>
      refusal(
        books.db.query(
          `INSERT INTO bank_payouts (id, stripe_account_id, amount_minor, currency, status, attribution)
           VALUES ($1, 'acct_star', $2, 'USD', $3, $4)`,
          [newId(), amountMinor, status, attribution],
        ),
      );
    expect([
      await insert("lost", 1),
      await insert("in_bank", 0),
      await insert("in_bank", 1, "guess"),
    ]).toEqual(["bank_payout_status", "bank_payout_amount", "bank_payout_attribution"]);
  });

  test("is unknown until it was read", async () => {
    expect(await findBankPayout(books.db, "po_never_seen")).toBeNull();
  });
});

test("a bank payout is stale a day after its last reading while it is late or nobody said what it carries", async () => {
  const late = reading({ attribution: "complete" });
  const unattributed = reading({ status: "in_bank" });
  const fresh = reading();
  const done = reading({ status: "in_bank", attribution: "complete" });
  for (const facts of [late, unattributed, fresh, done]) await save(facts);
  await books.db.query(
    "UPDATE bank_payouts SET updated_at = now() - interval '25 hours' WHERE id = ANY ($1)",
    [[late, unattributed, done].map((facts) => facts.bankPayoutId)],
  );
  const now = new Date("2026-12-04T00:00:00Z");
  const stale = await staleBankPayouts(books.db, { now, limit: 100 });
  expect(stale.map((row) => row.bankPayoutId).toSorted()).toEqual(
    [late.bankPayoutId, unattributed.bankPayoutId].toSorted(),
  );
  const early = await staleBankPayouts(books.db, { now: new Date("2026-12-02T00:00:00Z"), limit: 100 });
  expect(early.map((row) => row.bankPayoutId)).toEqual([unattributed.bankPayoutId]);
});
