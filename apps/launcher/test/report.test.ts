import { describe, expect, test } from "vitest";
import { findFailure, type BatchReport } from "../src/batch/batch-report.ts";
import { reportJson } from "../src/batch/report-json.ts";
import { reportText } from "../src/batch/report-text.ts";

const good: BatchReport = {
  result: {
    batchId: "01a20835-b77b-72d8-ae67-f3ee13d3f100",
    periodKey: "2026-11-15",
    status: "completed",
    statusReason: null,
    creators: 12,
    eligible: 9,
    skipped: { below_minimum: 2, on_hold: 1 },
    itemCounts: { paid: 6, reversed: 1, held: 1, failed: 1 },
    reasons: [],
    paidMinor: { EUR: 0n, JPY: 123_641n, USD: 9_007_199_254_740_993n },
    plannedAt: new Date("2026-11-15T02:00:01Z"),
    completedAt: new Date("2026-11-15T02:00:09Z"),
    differenceCount: 0,
  },
  ledger: [
    { currency: "JPY", debitMinor: 500_000n, creditMinor: 500_000n },
    { currency: "USD", debitMinor: 9_007_199_254_740_993n, creditMinor: 9_007_199_254_740_993n },
  ],
  stripe: {
    transfers: 7,
    amountMinor: new Map([
      ["USD", 9_007_199_254_740_993n],
      ["JPY", 123_641n],
    ]),
    differences: 0,
  },
  skipped: [
    { title: "Below the minimum", count: 2 },
    { title: "Your payouts are on hold", count: 1 },
  ],
  unpaid: [
    { status: "failed", title: "Failed for good (account_closed)", count: 1 },
    {
      status: "held",
      title: "Held until the creator acts (insufficient_capabilities_for_transfer)",
      count: 1,
    },
  ],
  seconds: 12.3,
};

function changed(result: Partial<BatchReport["result"]>, rest: Partial<BatchReport> = {}): BatchReport {
  return { ...good, ...rest, result: { ...good.result, ...result } };
}

test("the JSON has the contract's names, zeros included, and amounts as exact decimal strings", () => {
  expect(reportJson(good)).toEqual({
    periodKey: "2026-11-15",
    status: "completed",
    creators: 12,
    eligible: 9,
    skipped: { below_minimum: 2, on_hold: 1 },
    paid: 7,
    failed: 1,
    unknown: 0,
    held: 1,
    awaitingFunds: 0,
    canceled: 0,
    superseded: 0,
    planned: 0,
    sending: 0,
    amountMinor: { JPY: "123641", USD: "9007199254740993" },
    ledger: {
      JPY: { debitMinor: "500000", creditMinor: "500000" },
      USD: { debitMinor: "9007199254740993", creditMinor: "9007199254740993" },
    },
    stripe: { transfers: 7, amountMinor: { JPY: "123641", USD: "9007199254740993" } },
    differences: 0,
    seconds: 12.3,
  });
});

test("the result reads at one glance", () => {
  expect(reportText(good)).toMatchInlineSnapshot(`
    "
    Payout batch of 2026-11-15: completed, 12.3 s

      Creators             12
      Eligible              9   payouts, one for each creator and currency
      Paid                  7   ¥123,641 + $90,071,992,547,409.93
      Failed                1   Failed for good (account_closed)
      Held                  1   Held until the creator acts (insufficient_capabilities_for_transfer)
      Skipped               3
                            2   Below the minimum
                            1   Your payouts are on hold

      Ledger              JPY   debits ¥500,000 = credits ¥500,000
                          USD   debits $90,071,992,547,409.93 = credits $90,071,992,547,409.93
      Stripe                7   transfers, ¥123,641 + $90,071,992,547,409.93
      Differences           0   between the books and Stripe, compared one by one"
  `);
});

describe("the command succeeds", () => {
  test("when everything ended with its reason and the books agree with Stripe", () => {
    expect(findFailure(good)).toBeNull();
  });

  test("when nobody was eligible", () => {
    const nobody = { transfers: 0, amountMinor: new Map(), differences: 0 };
    expect(findFailure(changed({ itemCounts: {} }, { stripe: nobody, unpaid: [] }))).toBeNull();
  });
});

describe("the command fails, and says why,", () => {
  test.for([
    {
      when: "a batch that is not completed",
      report: changed({ status: "paused" }),
      reason: "The batch of 2026-11-15 is not completed: it is paused.",
    },
    {
      when: "an item that has not ended",
      report: changed({ itemCounts: { ...good.result.itemCounts, unknown: 1 } }),
      reason: "The batch of 2026-11-15 is completed with 1 payouts that have not ended.",
    },
    {
      when: "a failure without a reason",
      report: changed({}, { unpaid: [{ status: "failed", title: "", count: 1 }] }),
      reason: "The batch of 2026-11-15 has 1 failed payouts without a reason.",
    },
    {
      when: "eligible creators of whom none was paid",
      report: changed({ itemCounts: { failed: 2 } }),
      reason: "The batch of 2026-11-15 has 2 eligible payouts and paid none.",
    },
    {
      when: "books that do not balance",
      report: changed({}, { ledger: [{ currency: "USD", debitMinor: 2n, creditMinor: 1n }] }),
      reason: "The books do not balance in USD.",
    },
    {
      when: "a difference to Stripe",
      report: changed({}, { stripe: { ...good.stripe, differences: 2 } }),
      reason: "The batch of 2026-11-15 differs from Stripe in 2 places.",
    },
    {
      when: "a transfer more than was paid",
      report: changed({}, { stripe: { ...good.stripe, transfers: 8 } }),
      reason: "Stripe has 8 transfers of 2026-11-15, and 7 are paid.",
    },
  ])("for $when", ({ report, reason }) => {
    expect(findFailure(report)).toBe(reason);
  });
});
