import { describe, expect, test } from "vitest";
import { type PayoutReason, reasonText } from "../src/index.ts";

const currency = "USD";
const REASONS: readonly PayoutReason[] = [
  { code: "payouts_stopped", reason: "Bank holiday.", since: "2026-12-01T01:00:00.000Z" },
  { code: "on_hold", holdId: "h1", reason: "Identity check.", placedBy: "person", until: null },
  {
    code: "on_hold",
    holdId: "h2",
    reason: "New device.",
    placedBy: "rule",
    until: "2026-12-03T09:30:00.000Z",
  },
  { code: "sanctions_blocked" },
  { code: "paused_by_admin" },
  { code: "paused_by_creator" },
  {
    code: "not_this_date",
    cadence: "monthly",
    periodKey: "2026-12-15",
    nextPeriodKey: "2027-01-01",
    nextAt: "2027-01-01T02:00:00.000Z",
  },
  { code: "no_payout_account" },
  { code: "transfers_inactive", stripeAccountId: "acct_1", disabledReason: null },
  { code: "transfers_inactive", stripeAccountId: "acct_1", disabledReason: "under_review" },
  { code: "requirements_past_due", fields: ["external_account", "tos"], disabledReason: null },
  { code: "country_not_supported", country: "AQ" },
  { code: "tax_form_missing" },
  {
    code: "destination_changed_recently",
    changedAt: "2026-11-30T02:00:00.000Z",
    coolDownHours: 72,
    payableFrom: "2026-12-03T02:00:00.000Z",
  },
  {
    code: "open_item_exists",
    payoutItemId: "item_0",
    periodKey: "2026-11-15",
    status: "unknown",
    amountMinor: "3000",
    currency,
  },
  { code: "in_debt", debtMinor: "1250", currency },
  { code: "nothing_available", heldMinor: "0", currency },
  { code: "nothing_available", heldMinor: "1000", currency },
  ...(["platform", "creator", "stripe"] as const).map(
    (minimumSetBy) =>
      ({
        code: "below_minimum",
        availableMinor: "2499",
        minimumMinor: "2500",
        minimumSetBy,
        missingMinor: "1",
        currency,
      }) as const,
  ),
  {
    code: "unusual_amount",
    amountMinor: "600000",
    largestMinor: "10000",
    pastCount: 4,
    floorMinor: "50000",
    currency,
  },
  { code: "destination_changed", plannedAccountId: "acct_1", presentAccountId: "acct_2" },
  {
    code: "debt",
    debtMinor: "1000",
    plannedMinor: "4000",
    leftMinor: "3000",
    minimumMinor: "2500",
    currency,
  },
  { code: "account_negative", stripeAccountId: "acct_1" },
  { code: "account_unreadable", stripeAccountId: "acct_1", error: "account_invalid" },
  { code: "needs_review", countedAttempts: 3 },
];

describe("why a creator was not paid, in words", () => {
  test("is what she reads, with her numbers and one action", () => {
    const lines = REASONS.map((reason) => {
      const { title, explanation, action } = reasonText(reason);
      return `${title} | ${explanation} | ${action}`;
    });
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "Payouts are stopped | The platform stopped all payouts on 2026-12-01 01:00 UTC: Bank holiday. | Nothing to do: your balance stays yours and is paid once payouts run again.
      Your payouts are on hold | Our team put your payouts on hold: Identity check. | Contact support if you have questions about this hold.
      Your payouts are on hold | An automatic check put your payouts on hold: New device. The hold ends on 2026-12-03 09:30 UTC. | Contact support if you have questions about this hold.
      We may not pay you | A legal check does not allow us to send you money at present. | Contact support to have the check reviewed.
      Your payouts are paused by our team | Our team paused your payouts. Your balance stays yours. | Contact support to learn when they go on.
      You paused your payouts | You asked us not to pay you for now. Your balance stays yours. | Resume payouts in your payout settings.
      You are paid once a month | You chose to be paid on the first payout date of each month; the next one is 2027-01-01. | Choose every payout date in your payout settings to be paid sooner.
      No payout account yet | We do not know yet where to send your money. | Set up your payout account.
      Your payout account cannot receive money | Stripe does not let your account receive transfers at present. | Open your payout account and complete what Stripe asks for.
      Your payout account cannot receive money | Stripe does not let your account receive transfers at present (under_review). | Open your payout account and complete what Stripe asks for.
      Your payout account has overdue requirements | Stripe still waits for: external_account, tos. | Open your payout account and hand in what is overdue.
      We cannot pay to your country yet | Your payout account is in AQ, where we do not pay at present. | Contact support to learn when your country is added.
      Your tax form is missing | We may pay you only once your tax form is complete. | Complete your tax form.
      Your payout account changed recently | It changed on 2026-11-30 02:00 UTC. For your safety we pay to a new account after 72 hours, from 2026-12-03 02:00 UTC. | Contact support at once if it was not you who changed it.
      An earlier payout is still on its way | Your payout of $30.00 from 2026-11-15 is not finished yet. | Nothing to do: once it is finished, your balance goes with the next payout.
      Your balance is below zero | Refunds or chargebacks after a payout left $12.50 to be earned back. | Nothing to do: your next earnings settle it first.
      Nothing to pay out | You had no available balance. | Nothing to do: what becomes available goes with the next payout.
      Nothing to pay out | You had no available balance; $10.00 was still held against chargebacks. | Nothing to do: what becomes available goes with the next payout.
      Below the minimum | You had $24.99, $0.01 less than the minimum of $25.00. | Nothing to do: your balance carries over to the next payout.
      Below your own minimum | You had $24.99, $0.01 less than your own minimum of $25.00. | Lower your own minimum in your payout settings to be paid sooner.
      Below Stripe's minimum | You had $24.99, $0.01 less than Stripe's minimum of $25.00. | Nothing to do: your balance carries over to the next payout.
      We look at this payout first | $6,000.00 is far more than the largest of your 4 earlier payouts ($100.00), so a person checks it. | Nothing to do: it is sent as soon as it is checked.
      Your payout account changed before we paid | This payout was meant for another account than the one you have now, so it was canceled. | Nothing to do: the money is back in your balance and goes to your new account.
      A refund or chargeback came before we paid | $10.00 was taken back out of the planned $40.00. | Nothing to do: what is left is paid, or carries over if it is below the minimum.
      Your payout account is below zero | Stripe would keep a payout to cover the negative balance of your account. | Open your payout account and settle its balance.
      We cannot reach your payout account | Stripe does not let us see your account. It may be closed, or our access was revoked. | Connect your payout account again.
      Our team looks at this payout | It was refused 3 times, so it is not tried again by itself. | Nothing to do: the money is in your balance, and our team contacts you if it needs something."
    `);
  });

  test.for(REASONS)("of $code has whole sentences, and no number in minor units", (reason) => {
    const { title, explanation, action } = reasonText(reason);
    expect(title).not.toMatch(/[.:]$/);
    expect(explanation).toMatch(/\.$/);
    expect(action).toMatch(/^[^.]+\.$/);
    expect(`${title} ${explanation}`).not.toMatch(/undefined|null|\b(?:2499|2500|3000|4000|600000)\b/);
  });
});
