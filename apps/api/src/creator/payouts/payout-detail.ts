import type { PayoutAttempt, PayoutDetail } from "@payrun/db";
import type { z } from "zod";
import { itemReasonOf } from "./item-reason.ts";
import { bankSchedules, type payoutDetailShape } from "./payout-shapes.ts";
import { payoutTimeline } from "./payout-timeline.ts";

const OUTCOMES = {
  claimed: "under_way",
  begun: "under_way",
  unknown: "being_confirmed",
  paid: "arrived",
  refused: "refused",
  absent: "not_sent",
  not_sent: "not_sent",
} as const satisfies Record<PayoutAttempt["status"], string>;

/** A payout as its creator sees it: what happened, in her words, and nothing of how we got there. */
export function detailOf(payout: PayoutDetail): z.output<typeof payoutDetailShape> {
  const { payoutItemId, periodKey, scheduledFor, amountMinor, currency, state, paidAt, reversedMinor } =
    payout;
  const { bankLegs, bankUnattributed, stripeTransferId, destinationAccountId } = payout;
  const replaced = payout.reason?.["code"] === "superseded" ? payout.reason["periodKey"] : null;
  return {
    payoutItemId,
    periodKey,
    scheduledFor,
    amountMinor,
    currency,
    state,
    paidAt,
    reversedMinor,
    bankUnattributed,
    stripeTransferId,
    destinationAccountId,
    timeline: [...payoutTimeline(payout)],
    reason: state === "replaced" ? null : itemReasonOf(payout.reason),
    replacedByPeriodKey: typeof replaced === "string" ? replaced : null,
    attempts: payout.attempts
      .filter(({ sentAt }) => sentAt !== null)
      .map(({ attemptNo, amountMinor: attemptMinor, status, refusalClass, sentAt, endedAt }) => ({
        attemptNo,
        amountMinor: attemptMinor,
        outcome: OUTCOMES[status],
        refusalClass,
        sentAt,
        endedAt,
      })),
    bankLegs: [...bankLegs],
    bankSchedule:
      bankSchedules.find((each) => each === payout.accountDetail?.payoutSchedule?.interval) ?? null,
    bank: bankOf(payout),
  };
}

function bankOf({ accountDetail, currency }: PayoutDetail) {
  const banks = (accountDetail?.banks ?? []).filter((bank) => bank.currency === currency);
  const bank = banks.find(({ isDefaultForCurrency }) => isDefaultForCurrency) ?? banks[0];
  return bank === undefined ? null : { name: bank.name, last4: bank.last4 };
}
