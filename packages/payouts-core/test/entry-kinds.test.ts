import { expect, test } from "vitest";
import {
  type JournalEntry,
  adjustment,
  chargeSeen,
  chargeUndone,
  creatorAvailable,
  debtWrittenOff,
  earningRecorded,
  earningReleased,
  earningReversed,
  lossAbsorbed,
  lossRecovered,
  money,
  openingBalance,
  payoutReserved,
  payoutReturned,
  payoutSettled,
  platformLosses,
  stripeFee,
  stripeFeeReturned,
  tokenPurchaseReinstated,
  tokenPurchaseReversed,
  tokensBought,
  transferAdopted,
  transferReversed,
} from "../src/index.ts";

const effectiveAt = new Date("2026-12-01T02:00:00Z");
const amount = money(40_00n, "USD");
const creatorId = "ana";
const payout = { payoutItemId: "item_1", attemptNo: 1, creatorId, amount, effectiveAt };
const movement = { balanceTransactionId: "txn_1", amount, effectiveAt };
const purchase = { fanId: "f1", amount, effectiveAt };
const shares = { creatorId, net: amount, fee: money(10_00n, "USD"), effectiveAt };
const byMoney = { kind: "money" } as const;

const entries: readonly (readonly [string, JournalEntry])[] = [
  ["payout_reserved", payoutReserved(payout)],
  ["payout_settled", payoutSettled(payout)],
  ["payout_returned", payoutReturned(payout)],
  ["transfer_reversed", transferReversed({ stripeReversalId: "trr_1", creatorId, amount, effectiveAt })],
  ["transfer_adopted", transferAdopted({ stripeTransferId: "tr_1", creatorId, amount, effectiveAt })],
  ["earning_recorded", earningRecorded({ earningId: "e1", fundedBy: byMoney, ...shares })],
  ["earning_released", earningReleased({ earningId: "e1", creatorId, amount, effectiveAt })],
  ["earning_reversed", earningReversed({ reversalId: "r1", from: "held", refundTo: byMoney, ...shares })],
  ["charge_seen", chargeSeen(movement)],
  ["charge_undone", chargeUndone(movement)],
  ["stripe_fee", stripeFee(movement)],
  ["stripe_fee_returned", stripeFeeReturned(movement)],
  ["loss_absorbed", lossAbsorbed(movement)],
  ["loss_recovered", lossRecovered(movement)],
  ["opening_balance", openingBalance({ balance: amount, effectiveAt })],
  ["debt_written_off", debtWrittenOff({ writeOffId: "w1", creatorId, amount, effectiveAt })],
  ["tokens_bought", tokensBought({ purchaseId: "p1", ...purchase })],
  ["token_purchase_reversed", tokenPurchaseReversed({ reversalId: "r1", ...purchase })],
  ["token_purchase_reinstated", tokenPurchaseReinstated({ reversalId: "r1", ...purchase })],
  [
    "adjustment",
    adjustment({
      adjustmentId: "a1",
      debitAccount: platformLosses,
      creditAccount: creatorAvailable(creatorId),
      amount,
      effectiveAt,
    }),
  ],
];

test.for(entries)("an entry of kind %s says so", ([kind, entry]) => {
  expect(entry.kind).toBe(kind);
});
