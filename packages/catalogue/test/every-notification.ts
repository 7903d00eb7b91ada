import type { NotificationContent, NotificationData } from "@payrun/payouts-core";

const payout = { payoutItemId: "item-1", periodKey: "2026-12-01", amountMinor: "123450", currency: "USD" };
const call = { callRequestId: "call-1", amountMinor: "1500", currency: "EUR" };
const corrected: NotificationData["balance_corrected"] = {
  cause: "refund",
  direction: "less",
  amountMinor: "500",
  currency: "JPY",
  earningId: "earning-1",
  payoutItemId: null,
};
const unusual = {
  code: "unusual_amount",
  amountMinor: "123450",
  largestMinor: "2000",
  pastCount: 4,
  floorMinor: "0",
  currency: "USD",
};
const action: NotificationData["action_needed"] = {
  cause: "requirements_past_due",
  fields: "",
  deadlineAt: null,
};

/** One of each kind and variant. */
export const everyNotification: readonly NotificationContent[] = [
  { kind: "payout_sent", data: payout },
  { kind: "payout_in_bank", data: { ...payout, traceId: null } },
  { kind: "payout_in_bank", data: { ...payout, traceId: "TR-77" } },
  {
    kind: "payout_failed",
    data: {
      ...payout,
      at: "transfer",
      reasonCode: "account_closed",
      reason: JSON.stringify({ code: "account_closed", refusalClass: "terminal" }),
    },
  },
  {
    kind: "payout_failed",
    data: {
      ...payout,
      at: "claim",
      reasonCode: "destination_changed",
      reason: JSON.stringify({
        code: "destination_changed",
        plannedAccountId: "acct_1",
        presentAccountId: "acct_2",
      }),
    },
  },
  {
    kind: "payout_failed",
    data: {
      ...payout,
      at: "retry",
      reasonCode: "lock_timeout",
      reason: JSON.stringify({ code: "lock_timeout", refusalClass: "transient" }),
    },
  },
  { kind: "payout_failed", data: { ...payout, at: "bank", reasonCode: "no_account", reason: "{}" } },
  { kind: "payout_failed", data: { ...payout, at: "bank", reasonCode: "constructor", reason: "{}" } },
  { kind: "payout_held", data: { ...payout, reasonCode: "unusual_amount", reason: JSON.stringify(unusual) } },
  { kind: "action_needed", data: { ...action, fields: "external_account individual.dob.day" } },
  { kind: "action_needed", data: { ...action, cause: "deadline_near", deadlineAt: "2026-12-20T10:00:00Z" } },
  { kind: "action_needed", data: { ...action, cause: "transfers_inactive" } },
  { kind: "action_needed", data: { ...action, cause: "payouts_disabled" } },
  { kind: "action_needed", data: { ...action, cause: "account_stopped" } },
  { kind: "action_needed", data: { ...action, cause: "account_unreachable" } },
  { kind: "account_ready", data: {} },
  { kind: "balance_corrected", data: corrected },
  { kind: "balance_corrected", data: { ...corrected, cause: "chargeback" } },
  { kind: "balance_corrected", data: { ...corrected, cause: "reinstated", direction: "more" } },
  { kind: "balance_corrected", data: { ...corrected, cause: "transfer_reversed", direction: "more" } },
  { kind: "balance_corrected", data: { ...corrected, cause: "transfer_adopted", payoutItemId: "item-1" } },
  { kind: "balance_corrected", data: { ...corrected, cause: "adjustment", direction: "more" } },
  { kind: "balance_corrected", data: { ...corrected, cause: "adjustment" } },
  {
    kind: "destination_changed",
    data: {
      changedAt: "2026-12-01T10:00:00Z",
      payableFrom: "2026-12-03T10:00:00Z",
      last4: null,
      bankName: null,
    },
  },
  {
    kind: "destination_changed",
    data: {
      changedAt: "2026-12-01T10:00:00Z",
      payableFrom: "2026-12-03T10:00:00Z",
      last4: "6789",
      bankName: "Example Bank",
    },
  },
  { kind: "call_requested", data: { ...call, fanName: "Ben" } },
  { kind: "call_accepted", data: { ...call, creatorName: "Ana" } },
  { kind: "call_declined", data: { ...call, creatorName: "Ana", declineReason: null } },
  { kind: "call_declined", data: { ...call, creatorName: "Ana", declineReason: "Too late" } },
  { kind: "call_expired", data: { ...call, creatorName: "Ana" } },
  { kind: "call_completed", data: { ...call, fanName: "Ben", earningId: "earning-1" } },
];
