import type { PayoutReason } from "@payrun/payouts-core";

const currency = "USD";
/** A reason of every code, and of every variant that reads differently. */
export const everyReason: readonly PayoutReason[] = [
  { code: "payouts_stopped", reason: "Bank holiday.", since: "2026-12-01T01:00:00.000Z", scope: "all" },
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
  {
    code: "requirements_past_due",
    fields: ["external_account", "tos_acceptance.date", "tos_acceptance.ip"],
    disabledReason: null,
  },
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
