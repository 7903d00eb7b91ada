import fc from "fast-check";
import type { ClaimFacts, CreatorSnapshot, PayoutPolicy, PayoutSchedule } from "../src/index.ts";

export const schedule: PayoutSchedule = { days: [1, 15], hourUtc: 2 };
export const cutoffAt = new Date("2026-12-01T02:00:00Z");

/** A creator against whom nothing speaks, with $40.00. */
export const payable: CreatorSnapshot = {
  creatorId: "ana",
  currency: "USD",
  availableMinor: 40_00n,
  heldMinor: 10_00n,
  stripeAccountId: "acct_ana",
  transfersActive: true,
  payoutsEnabled: true,
  requirementsPastDue: [],
  disabledReason: null,
  country: "US",
  activeHold: null,
  pausedBy: null,
  cadence: "each_date",
  ownMinimumMinor: null,
  openItem: null,
  destinationChangedAt: null,
  sanctions: "clear",
  taxForm: "complete",
  pastPayouts: { count: 0, largestMinor: 0n },
};

export const policy: PayoutPolicy = {
  minimumMinor: { USD: 25_00n, EUR: 25_00n, JPY: 3_000n },
  schedule,
  runs: [],
  destinationCoolDownHours: 72,
  supportedCountries: null,
  unusualAmountFloorMinor: { USD: 500_00n },
  stops: [],
};

export const hold = {
  holdId: "hold_1",
  reason: "Identity check.",
  placedBy: "person",
  until: null,
} as const;

export const openItem = {
  payoutItemId: "item_0",
  periodKey: "2026-11-15",
  status: "unknown",
  amountMinor: 30_00n,
} as const;

/** An item of $40.00 that nothing keeps from being sent. */
export const claim: ClaimFacts = {
  itemAmountMinor: 40_00n,
  currency: "USD",
  destinationAccountId: "acct_ana",
  creator: {
    stripeAccountId: "acct_ana",
    transfersActive: true,
    requirementsPastDue: [],
    disabledReason: null,
    activeHold: null,
    pausedBy: null,
    sanctions: "clear",
    destinationChangedAt: null,
    destinationCoolDownHours: 72,
    accountReadAt: new Date("2026-12-01T00:00:00Z"),
    accountError: null,
    accountNegative: false,
  },
  availableMinor: 0n,
  minimumMinor: 25_00n,
  stop: null,
  now: new Date("2026-12-01T02:05:00Z"),
};

export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}

/** Creators with every combination of what speaks against them. */
export const anySnapshot: fc.Arbitrary<CreatorSnapshot> = fc.record({
  creatorId: fc.constantFrom("ana", "bo", "cy"),
  currency: fc.constantFrom("USD", "JPY", "HUF", "KWD"),
  availableMinor: fc.bigInt({ min: -(10n ** 6n), max: 10n ** 9n }),
  heldMinor: fc.bigInt({ min: 0n, max: 10n ** 6n }),
  stripeAccountId: fc.constantFrom("acct_1", "acct_2", null),
  transfersActive: fc.boolean(),
  payoutsEnabled: fc.boolean(),
  requirementsPastDue: fc.constantFrom<readonly string[]>([], [], ["external_account"]),
  disabledReason: fc.constantFrom(null, "requirements.past_due"),
  country: fc.constantFrom("US", "AQ", null),
  activeHold: fc.constantFrom(null, null, hold, { ...hold, until: cutoffAt }),
  pausedBy: fc.constantFrom(null, null, "creator" as const, "admin" as const),
  cadence: fc.constantFrom("each_date" as const, "monthly" as const),
  ownMinimumMinor: fc.constantFrom(null, 1n, 10n ** 7n),
  openItem: fc.constantFrom(null, null, openItem),
  destinationChangedAt: fc.constantFrom(null, minutesAfter(cutoffAt, -60), minutesAfter(cutoffAt, -6_000)),
  sanctions: fc.constantFrom("clear" as const, "blocked" as const, "not_reported" as const),
  taxForm: fc.constantFrom("complete" as const, "missing" as const, "not_reported" as const),
  pastPayouts: fc.record({ count: fc.nat(6), largestMinor: fc.bigInt({ min: 0n, max: 10n ** 7n }) }),
});
