import { describe, expect, test } from "vitest";
import {
  adjustment,
  chargeSeen,
  chargeUndone,
  creatorAvailable,
  debtWrittenOff,
  earningRecorded,
  earningReleased,
  earningReversed,
  ledgerTable,
  lossAbsorbed,
  money,
  platformLosses,
  reversalUndone,
  stripeFee,
  tokenPurchaseReinstated,
  tokenPurchaseReversed,
  tokensBought,
  transferAdopted,
  transferReversed,
} from "../src/index.ts";

const effectiveAt = new Date("2026-12-01T02:00:00Z");
const usd = (amountMinor: bigint) => money(amountMinor, "USD");

describe("the books of an earning", () => {
  const earning = { earningId: "e1", creatorId: "ana", net: usd(8_00n), fee: usd(2_00n), effectiveAt };
  const byTokens = { kind: "tokens", fanId: "zoe" } as const;

  test("bought with tokens, recorded, released", () => {
    const entries = [
      tokensBought({ purchaseId: "p1", fanId: "zoe", amount: usd(50_00n), effectiveAt }),
      earningRecorded({ ...earning, fundedBy: byTokens }),
      earningReleased({ earningId: "e1", creatorId: "ana", amount: usd(8_00n), effectiveAt }),
    ];
    expect(ledgerTable(entries)).toMatchInlineSnapshot(`
      "purchase/p1/bought   debit   platform:clearing      5000 USD
      purchase/p1/bought   credit  fan:zoe:tokens         5000 USD
      earning/e1/recorded  debit   fan:zoe:tokens         1000 USD
      earning/e1/recorded  credit  creator:ana:held        800 USD
      earning/e1/recorded  credit  platform:fees           200 USD
      earning/e1/released  debit   creator:ana:held        800 USD
      earning/e1/released  credit  creator:ana:available   800 USD"
    `);
  });

  test("paid in money, without a fee: no posting of zero", () => {
    const free = { ...earning, net: usd(10_00n), fee: usd(0n), fundedBy: { kind: "money" } } as const;
    expect(ledgerTable([earningRecorded(free)])).toMatchInlineSnapshot(`
      "earning/e1/recorded  debit   platform:clearing  1000 USD
      earning/e1/recorded  credit  creator:ana:held   1000 USD"
    `);
  });

  test("charged back after the release, in money, and the dispute won", () => {
    const reversal = { reversalId: "r1", creatorId: "ana", net: usd(8_00n), fee: usd(2_00n), effectiveAt };
    const entries = [
      earningReversed({ ...reversal, from: "available", refundTo: { kind: "money" } }),
      reversalUndone({ ...reversal, creditTo: "available", takenFrom: { kind: "money" } }),
    ];
    expect(ledgerTable(entries)).toMatchInlineSnapshot(`
      "reversal/r1/reversed  debit   creator:ana:available   800 USD
      reversal/r1/reversed  debit   platform:fees           200 USD
      reversal/r1/reversed  credit  platform:clearing      1000 USD
      reversal/r1/undone    debit   platform:clearing      1000 USD
      reversal/r1/undone    credit  creator:ana:available   800 USD
      reversal/r1/undone    credit  platform:fees           200 USD"
    `);
  });

  test("refunded in tokens inside the hold, then reinstated when half of the tokens are spent", () => {
    const reversal = { reversalId: "r1", creatorId: "ana", net: usd(8_00n), fee: usd(2_00n), effectiveAt };
    const takenFrom = { ...byTokens, fromTokens: usd(5_00n), fromLosses: usd(5_00n) };
    const entries = [
      earningReversed({ ...reversal, from: "held", refundTo: byTokens }),
      reversalUndone({ ...reversal, creditTo: "held", takenFrom }),
    ];
    expect(ledgerTable(entries)).toMatchInlineSnapshot(`
      "reversal/r1/reversed  debit   creator:ana:held   800 USD
      reversal/r1/reversed  debit   platform:fees      200 USD
      reversal/r1/reversed  credit  fan:zoe:tokens    1000 USD
      reversal/r1/undone    debit   fan:zoe:tokens     500 USD
      reversal/r1/undone    debit   platform:losses    500 USD
      reversal/r1/undone    credit  creator:ana:held   800 USD
      reversal/r1/undone    credit  platform:fees      200 USD"
    `);
  });

  test("whose tokens all came back to the platform's losses", () => {
    const takenFrom = { ...byTokens, fromTokens: usd(0n), fromLosses: usd(10_00n) };
    const undone = reversalUndone({
      reversalId: "r1",
      creatorId: "ana",
      net: usd(8_00n),
      fee: usd(2_00n),
      creditTo: "available",
      takenFrom,
      effectiveAt,
    });
    expect(ledgerTable([undone])).toMatchInlineSnapshot(`
      "reversal/r1/undone  debit   platform:losses        1000 USD
      reversal/r1/undone  credit  creator:ana:available   800 USD
      reversal/r1/undone  credit  platform:fees           200 USD"
    `);
  });
});

test("the books of a token purchase that is charged back and won", () => {
  const facts = { reversalId: "r2", fanId: "zoe", amount: usd(20_00n), effectiveAt };
  expect(ledgerTable([tokenPurchaseReversed(facts), tokenPurchaseReinstated(facts)])).toMatchInlineSnapshot(`
    "purchase-reversal/r2/reversed    debit   fan:zoe:tokens     2000 USD
    purchase-reversal/r2/reversed    credit  platform:clearing  2000 USD
    purchase-reversal/r2/reinstated  debit   platform:clearing  2000 USD
    purchase-reversal/r2/reinstated  credit  fan:zoe:tokens     2000 USD"
  `);
});

test("the books of what Stripe reports", () => {
  const transaction = (balanceTransactionId: string, amountMinor: bigint) => ({
    balanceTransactionId,
    amount: usd(amountMinor),
    effectiveAt,
  });
  const creator = { creatorId: "ana", effectiveAt };
  const entries = [
    chargeSeen(transaction("txn_1", 100_00n)),
    stripeFee(transaction("txn_1", 3_20n)),
    chargeUndone(transaction("txn_2", 10_00n)),
    lossAbsorbed(transaction("txn_3", 1_00n)),
    transferReversed({ ...creator, stripeReversalId: "trr_1", amount: usd(5_00n) }),
    transferAdopted({ ...creator, stripeTransferId: "tr_1", amount: usd(40_00n) }),
  ];
  expect(ledgerTable(entries)).toMatchInlineSnapshot(`
    "balance-transaction/txn_1/charge-seen    debit   platform:cash          10000 USD
    balance-transaction/txn_1/charge-seen    credit  platform:clearing      10000 USD
    balance-transaction/txn_1/fee            debit   platform:stripe_fees     320 USD
    balance-transaction/txn_1/fee            credit  platform:cash            320 USD
    balance-transaction/txn_2/charge-undone  debit   platform:clearing       1000 USD
    balance-transaction/txn_2/charge-undone  credit  platform:cash           1000 USD
    balance-transaction/txn_3/loss-absorbed  debit   platform:losses          100 USD
    balance-transaction/txn_3/loss-absorbed  credit  platform:cash            100 USD
    transfer-reversal/trr_1/reversed         debit   platform:cash            500 USD
    transfer-reversal/trr_1/reversed         credit  creator:ana:available    500 USD
    transfer/tr_1/adopted                    debit   creator:ana:available   4000 USD
    transfer/tr_1/adopted                    credit  platform:cash           4000 USD"
  `);
});

test("the books of what two people decide", () => {
  const entries = [
    adjustment({
      adjustmentId: "a1",
      debitAccount: platformLosses,
      creditAccount: creatorAvailable("ana"),
      amount: usd(5_00n),
      effectiveAt,
    }),
    debtWrittenOff({ writeOffId: "w1", creatorId: "ana", amount: usd(12_00n), effectiveAt }),
  ];
  expect(ledgerTable(entries)).toMatchInlineSnapshot(`
    "adjustment/a1/posted  debit   platform:losses         500 USD
    adjustment/a1/posted  credit  creator:ana:available   500 USD
    debt/w1/written-off   debit   platform:losses        1200 USD
    debt/w1/written-off   credit  creator:ana:available  1200 USD"
  `);
});
