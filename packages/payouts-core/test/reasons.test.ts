import { describe, expect, test } from "vitest";
import { type PayoutReason, reasonAction } from "../src/index.ts";

const currency = "USD";

describe("the one thing a creator can do about a reason", () => {
  test.for([
    { reason: { code: "no_payout_account" }, action: "set_up_account" },
    { reason: { code: "tax_form_missing" }, action: "finish_tax_form" },
    { reason: { code: "paused_by_creator" }, action: "resume_payouts" },
    { reason: { code: "account_negative", stripeAccountId: "acct_1" }, action: "settle_account" },
    { reason: { code: "in_debt", debtMinor: "1250", currency }, action: "none" },
  ] as const satisfies readonly { readonly reason: PayoutReason; readonly action: string }[])(
    "$reason.code: $action",
    ({ reason, action }) => {
      expect(reasonAction(reason)).toBe(action);
    },
  );

  test.for([
    { minimumSetBy: "creator", action: "lower_minimum" },
    { minimumSetBy: "platform", action: "none" },
    { minimumSetBy: "stripe", action: "none" },
  ] as const)("below a minimum set by the $minimumSetBy: $action", ({ minimumSetBy, action }) => {
    const numbers = { availableMinor: "2499", minimumMinor: "2500", missingMinor: "1", currency } as const;
    expect(reasonAction({ code: "below_minimum", minimumSetBy, ...numbers })).toBe(action);
  });
});
