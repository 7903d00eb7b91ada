import { describe, expect, test } from "vitest";
import { mayStillFail } from "../src/index.ts";
import { answers, page, refuses, stripeThat } from "./stripe-that.ts";

const accountId = "acct_1";
const payoutId = "po_1";
const created = 1_796_090_400;

function payout(given: object = {}) {
  return {
    id: payoutId,
    object: "payout",
    amount: 6000,
    arrival_date: created + 2 * 86_400,
    automatic: true,
    balance_transaction: "txn_po",
    created,
    currency: "eur",
    destination: "ba_1",
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    method: "standard",
    status: "paid",
    trace_id: { status: "supported", value: "trace_1" },
    ...given,
  };
}

function moved(id: string, net: number, source: unknown, type = "payment") {
  return { id, object: "balance_transaction", type, amount: net, fee: 0, net, currency: "eur", source };
}

function payment(id: string, transfer: string | null) {
  return { id, object: "charge", source_transfer: transfer };
}

const itself = moved("txn_po", -6000, payout(), "payout");

describe("a bank payout", () => {
  test("is told in Payrun's words and ISO units", async () => {
    const { server, provider } = await stripeThat([answers(200, payout({ amount: 500, currency: "isk" }))]);
    expect(await provider.readBankPayout({ accountId, payoutId })).toEqual({
      kind: "bank_payout",
      payout: {
        payoutId,
        accountId,
        amountMinor: 5n,
        currency: "ISK",
        status: "in_bank",
        createdAt: new Date("2026-12-01T02:00:00Z"),
        arrivalDate: new Date("2026-12-03T02:00:00Z"),
        automatic: true,
        instant: false,
        traceId: "trace_1",
        failure: null,
        destinationId: "ba_1",
        balanceTransactionId: "txn_po",
        failureBalanceTransactionId: null,
      },
    });
    expect(server.seen[0]).toMatchObject({ method: "GET", path: "/v1/payouts/po_1", account: accountId });
  });

  test.for([
    { stripe: "pending", status: "in_transit" },
    { stripe: "in_transit", status: "in_transit" },
    { stripe: "paid", status: "in_bank" },
    { stripe: "canceled", status: "canceled" },
  ])("that Stripe calls $stripe is $status", async ({ stripe, status }) => {
    const traceId = { status: "pending", value: null };
    const { provider } = await stripeThat([answers(200, payout({ status: stripe, trace_id: traceId }))]);
    expect(await provider.readBankPayout({ accountId, payoutId })).toMatchObject({
      payout: { status, traceId: null },
    });
  });

  test.for([
    { stripeCode: "account_closed", kind: "account_closed" },
    { stripeCode: "no_account", kind: "account_closed" },
    { stripeCode: "bank_account_restricted", kind: "account_blocked" },
    { stripeCode: "incorrect_account_holder_name", kind: "holder_differs" },
    { stripeCode: "invalid_account_number", kind: "details_wrong" },
    { stripeCode: "declined", kind: "bank_declined" },
    { stripeCode: "could_not_process", kind: "not_processed" },
    { stripeCode: "insufficient_funds", kind: "balance_short" },
    { stripeCode: "something_new", kind: "other" },
  ])("that failed with $stripeCode: $kind", async ({ stripeCode, kind }) => {
    const failed = payout({
      status: "failed",
      failure_code: stripeCode,
      failure_message: "The bank said no.",
      failure_balance_transaction: "txn_back",
      trace_id: null,
    });
    const { provider } = await stripeThat([answers(200, failed)]);
    expect(await provider.readBankPayout({ accountId, payoutId })).toMatchObject({
      payout: {
        status: "failed",
        failure: { kind, stripeCode, message: "The bank said no." },
        failureBalanceTransactionId: "txn_back",
      },
    });
  });

  test("in a state that nobody knows stops the reader", async () => {
    const { provider } = await stripeThat([answers(200, payout({ status: "lost" }))]);
    await expect(provider.readBankPayout({ accountId, payoutId })).rejects.toThrow("unknown status lost");
  });

  test("may still come back for ten days after it arrived, and not after", () => {
    const arrivalDate = new Date("2026-12-01T00:00:00Z");
    const at = (iso: string) => mayStillFail({ status: "in_bank", arrivalDate }, new Date(iso));
    expect([at("2026-12-10T23:59:59Z"), at("2026-12-11T00:00:00Z")]).toEqual([true, false]);
    const late = new Date("2027-12-01T00:00:00Z");
    expect(mayStillFail({ status: "in_transit", arrivalDate }, late)).toBe(true);
    expect(mayStillFail({ status: "failed", arrivalDate }, arrivalDate)).toBe(false);
    expect(mayStillFail({ status: "canceled", arrivalDate }, arrivalDate)).toBe(false);
  });
});

describe("the bank payouts of an account", () => {
  const createdFrom = new Date(created * 1000);

  test("are listed over all pages", async () => {
    const { server, provider } = await stripeThat([
      page(true, payout()),
      page(false, payout({ id: "po_0" })),
    ]);
    expect(await provider.listBankPayouts({ accountId, createdFrom })).toMatchObject({
      kind: "bank_payouts",
      payouts: [{ payoutId: "po_1" }, { payoutId: "po_0" }],
    });
    expect(server.seen.map(({ account }) => account)).toEqual([accountId, accountId]);
    expect(server.seen.map(({ path }) => path)).toEqual([
      `/v1/payouts?limit=100&created[gte]=${created}`,
      `/v1/payouts?limit=100&starting_after=po_1&created[gte]=${created}`,
    ]);
  });

  test("are all of them or none: a page that breaks off throws", async () => {
    const { provider } = await stripeThat([page(true, payout()), { do: "reset" }]);
    await expect(provider.listBankPayouts({ accountId, createdFrom })).rejects.toThrow("connection_lost");
  });

  test("are out of reach with the account", async () => {
    const { provider } = await stripeThat([refuses(403, { code: "account_invalid" })]);
    const unreachable = { kind: "unreachable", accountId, reason: "account_invalid" };
    expect(await provider.listBankPayouts({ accountId, createdFrom })).toEqual(unreachable);
    expect(await provider.readBankPayout({ accountId, payoutId })).toEqual(unreachable);
    expect(await provider.transfersInBankPayout({ accountId, payoutId })).toEqual(unreachable);
  });
});

describe("what a bank payout carries", () => {
  test("is told transfer by transfer over all pages, and adds up to the cent", async () => {
    const { server, provider } = await stripeThat([
      answers(200, payout()),
      page(true, itself, moved("txn_2", 4000, payment("py_2", "tr_2"))),
      page(
        false,
        moved("txn_1", 3500, payment("py_1", "tr_1")),
        moved(
          "txn_r",
          -1000,
          { id: "pyr_1", object: "refund", source_transfer_reversal: "trr_1" },
          "payment_refund",
        ),
        moved("txn_f", -400, payout({ id: "po_0" }), "payout_failure"),
        moved("txn_a", -100, null, "adjustment"),
      ),
    ]);
    expect(await provider.transfersInBankPayout({ accountId, payoutId })).toMatchObject({
      attribution: "complete",
      transfers: [
        { transferId: "tr_2", paymentId: "py_2", netMinor: 40_00n, balanceTransactionId: "txn_2" },
        { transferId: "tr_1", paymentId: "py_1", netMinor: 35_00n, balanceTransactionId: "txn_1" },
      ],
      reversals: [{ stripeReversalId: "trr_1", netMinor: -10_00n }],
      returned: [{ payoutId: "po_0", netMinor: -4_00n }],
      others: [{ type: "adjustment", netMinor: -1_00n }],
      addsUp: true,
    });
    expect(server.seen.map(({ account }) => account)).toEqual([accountId, accountId, accountId]);
    expect(server.seen.slice(1).map(({ path }) => path)).toEqual([
      "/v1/balance_transactions?limit=100&payout=po_1&expand[0]=data.source",
      "/v1/balance_transactions?limit=100&starting_after=txn_2&payout=po_1&expand[0]=data.source",
    ]);
  });

  test("is said not to add up when it does not", async () => {
    const { provider } = await stripeThat([
      answers(200, payout()),
      page(false, itself, moved("txn_1", 5999, payment("py_1", "tr_1"))),
    ]);
    expect(await provider.transfersInBankPayout({ accountId, payoutId })).toMatchObject({ addsUp: false });
  });

  test("includes payments that are no transfer's apart from them", async () => {
    const { provider } = await stripeThat([
      answers(200, payout()),
      page(false, itself, moved("txn_1", 6000, payment("ch_1", null), "charge")),
    ]);
    expect(await provider.transfersInBankPayout({ accountId, payoutId })).toMatchObject({
      transfers: [],
      others: [{ type: "charge", netMinor: 60_00n }],
      addsUp: true,
    });
  });

  test.for([
    { when: "somebody asked for it", given: { automatic: false }, why: "manual" },
    { when: "it is instant", given: { automatic: false, method: "instant" }, why: "instant" },
  ])("is not told by Stripe when $when", async ({ given, why }) => {
    const { server, provider } = await stripeThat([answers(200, payout(given))]);
    expect(await provider.transfersInBankPayout({ accountId, payoutId })).toMatchObject({
      kind: "contents",
      attribution: "none",
      why,
    });
    expect(server.seen).toHaveLength(1);
  });

  test.for([
    { when: "Stripe says so", list: refuses(400, { code: "payout_reconciliation_not_ready" }) },
    { when: "nothing is attributed yet", list: page(false) },
  ])("is not ready when $when", async ({ list }) => {
    const { provider } = await stripeThat([answers(200, payout({ status: "pending" })), list]);
    expect(await provider.transfersInBankPayout({ accountId, payoutId })).toMatchObject({
      attribution: "none",
      why: "not_ready",
    });
  });

  test("is told whole or not at all", async () => {
    const { provider } = await stripeThat([
      answers(200, payout()),
      page(true, itself, moved("txn_2", 4000, payment("py_2", "tr_2"))),
      { do: "cut_body" },
    ]);
    await expect(provider.transfersInBankPayout({ accountId, payoutId })).rejects.toThrow("connection_lost");
  });
});
