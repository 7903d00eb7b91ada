import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  findBankPayout,
  linkBankPayout,
  newId,
  saveBankPayouts,
  type BankPayoutReading,
  type BankPayoutStatus,
} from "../src/index.ts";
import { addCreators, openBooks, refusal, type Books } from "./books.ts";
import { addBatch, addItem, addTransfer } from "./payouts.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const reading = (facts: Partial<BankPayoutReading> = {}): BankPayoutReading => ({
  bankPayoutId: `po_${newId()}`,
  accountId: "acct_star",
  amountMinor: 40_00n,
  currency: "USD",
  status: "pending",
  failureCode: null,
  traceId: null,
  arrivalDate: new Date("2026-12-03T00:00:00Z"),
  ...facts,
});

describe("a bank payout", () => {
  test.for([
    { from: "pending", to: "in_transit", then: "in_transit" },
    { from: "in_transit", to: "paid", then: "paid" },
    { from: "paid", to: "failed", then: "failed" },
    { from: "paid", to: "in_transit", then: "paid" },
    { from: "failed", to: "paid", then: "failed" },
    { from: "pending", to: "canceled", then: "canceled" },
  ] satisfies readonly Record<"from" | "to" | "then", BankPayoutStatus>[])(
    "that was $from and is read as $to is $then",
    async ({ from, to, then }) => {
      const first = reading({ status: from });
      await saveBankPayouts(books.db, [first]);
      await saveBankPayouts(books.db, [{ ...first, status: to }]);
      expect(await findBankPayout(books.db, first.bankPayoutId)).toEqual({ status: then, itemCount: 0 });
    },
  );

  test("keeps the failure and the trace of the latest reading", async () => {
    const sent = reading({ status: "paid", traceId: "TRACE1" });
    await saveBankPayouts(books.db, [sent]);
    await saveBankPayouts(books.db, [
      { ...sent, status: "failed", failureCode: "account_closed", traceId: null },
    ]);
    const [row] = await books.db.query(
      "SELECT status, failure_code, trace_id, amount_minor FROM bank_payouts WHERE id = $1",
      [sent.bankPayoutId],
    );
    expect(row).toEqual({
      status: "failed",
      failure_code: "account_closed",
      trace_id: "TRACE1",
      amount_minor: 4000n,
    });
  });

  test("carries the items of its transfers, each once, and no stranger's", async () => {
    const [creatorId = ""] = await addCreators(books.db, 1, { availableMinor: 100_00n });
    const item = await addItem(books.db, {
      batchId: await addBatch(books.db),
      creatorId,
      amountMinor: 40_00n,
    });
    const stripeTransferId = `tr_${await addTransfer(books.db, item, { status: "paid" })}`;
    const payout = reading();
    await saveBankPayouts(books.db, [payout]);
    const { bankPayoutId } = payout;
    const carried = { bankPayoutId, stripeTransferIds: [stripeTransferId, "tr_of_somebody_else"] };
    expect([await linkBankPayout(books.db, carried), await linkBankPayout(books.db, carried)]).toEqual([
      1, 1,
    ]);
    expect(await findBankPayout(books.db, bankPayoutId)).toEqual({ status: "pending", itemCount: 1 });
  });

  test("without a known status, or of nothing, is refused", async () => {
    const insert = (status: string, amountMinor: number) =>
      refusal(
        books.db.query(
          "INSERT INTO bank_payouts (id, stripe_account_id, amount_minor, currency, status) VALUES ($1, 'acct_star', $2, 'USD', $3)",
          [newId(), amountMinor, status],
        ),
      );
    expect([await insert("lost", 1), await insert("paid", 0)]).toEqual([
      "bank_payout_status",
      "bank_payout_amount",
    ]);
  });

  test("is unknown until it was read", async () => {
    expect(await findBankPayout(books.db, "po_never_seen")).toBeNull();
  });
});
