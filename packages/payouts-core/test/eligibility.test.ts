import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CreatorSnapshot,
  type PayoutPolicy,
  type StopScope,
  decideEligibility,
  effectiveMinimum,
  isWholeBatchStopped,
} from "../src/index.ts";
import { anySnapshot, cutoffAt, hold, minutesAfter, openItem, payable, policy } from "./builders.ts";

const decide = (
  given: Partial<CreatorSnapshot>,
  operator: Partial<PayoutPolicy> = {},
  at: Date | string = cutoffAt,
) => decideEligibility({ ...payable, ...given }, { ...policy, ...operator }, new Date(at));

const hoursBefore = (hours: number) => minutesAfter(cutoffAt, -60 * hours);

describe("a creator is paid", () => {
  test.for([
    { when: "all that is available", given: {} },
    { when: "exactly at the minimum", given: { availableMinor: 25_00n } },
    {
      when: "exactly at her own minimum",
      given: { ownMinimumMinor: 100_00n, availableMinor: 100_00n },
    },
    { when: "when her hold ended at the cutoff", given: { activeHold: { ...hold, until: cutoffAt } } },
    { when: "when the cool-down ends at the cutoff", given: { destinationChangedAt: hoursBefore(72) } },
    {
      when: "on the first date of a month, when she is paid monthly, whatever ran the month or the year before",
      given: { cadence: "monthly" },
      runs: [new Date("2025-12-01T02:00:00Z"), new Date("2026-11-15T02:00:00Z")],
    },
    {
      when: "on the second date of a month whose first did not run, when she is paid monthly",
      given: { cadence: "monthly" },
      at: "2026-12-15T02:00:00Z",
      runs: [new Date("2026-11-15T02:00:00Z"), new Date("2026-12-15T02:00:00Z")],
    },
    {
      when: "though her bank leg is stopped: the transfer still reaches her",
      given: { payoutsEnabled: false },
    },
    {
      when: "when the host reports neither sanctions nor tax forms",
      given: { sanctions: "not_reported", taxForm: "not_reported" },
    },
    { when: "when no country is reported", given: { country: null } },
  ] as const)("$when", ({ given, runs = [], at = cutoffAt }) => {
    expect(decide(given, { supportedCountries: new Set(["US"]), runs }, at)).toEqual({
      outcome: "eligible",
      amountMinor: { ...payable, ...given }.availableMinor,
      roundedOffMinor: 0n,
      reasons: [],
    });
  });

  test("what Stripe can send, and the rest stays available", () => {
    expect(decide({ currency: "HUF", availableMinor: 1_234_56n })).toEqual({
      outcome: "eligible",
      amountMinor: 1_234_00n,
      roundedOffMinor: 56n,
      reasons: [],
    });
  });

  test("right after a change of destination when the operator has no cool-down", () => {
    const changed = { destinationChangedAt: minutesAfter(cutoffAt, 5) };
    expect(decide(changed, { destinationCoolDownHours: 0 }).outcome).toBe("eligible");
  });

  test("one minor unit in a currency without a minimum", () => {
    expect(decide({ currency: "GBP", availableMinor: 1n }).outcome).toBe("eligible");
  });
});

describe("a stop", () => {
  const since = hoursBefore(1);
  test.for<{ when: string; scope: StopScope; outcome: "eligible" | "skipped" }>([
    { when: "of everything skips her", scope: { kind: "all" }, outcome: "skipped" },
    { when: "of her currency skips her", scope: { kind: "currency", currency: "USD" }, outcome: "skipped" },
    {
      when: "of another currency does not",
      scope: { kind: "currency", currency: "EUR" },
      outcome: "eligible",
    },
    {
      when: "of her skips her",
      scope: { kind: "creator", creatorId: payable.creatorId },
      outcome: "skipped",
    },
    {
      when: "of another creator does not",
      scope: { kind: "creator", creatorId: "other" },
      outcome: "eligible",
    },
    { when: "of a batch is not about her", scope: { kind: "batch", batchId: "batch" }, outcome: "eligible" },
  ])("$when", ({ scope, outcome }) => {
    const decision = decide({}, { stops: [{ reason: "operator", since, scope }] });
    expect(decision.outcome).toBe(outcome);
    expect(decision.reasons).toEqual(
      outcome === "eligible"
        ? []
        : [{ code: "payouts_stopped", reason: "operator", since: since.toISOString(), scope: scope.kind }],
    );
  });

  test("of a batch, and one of everything, is of that whole batch", () => {
    const of = (scope: StopScope) => isWholeBatchStopped([{ reason: "operator", since, scope }], "batch");
    expect(of({ kind: "batch", batchId: "batch" })).toBe(true);
    expect(of({ kind: "all" })).toBe(true);
    expect(of({ kind: "batch", batchId: "another" })).toBe(false);
    expect(of({ kind: "currency", currency: "USD" })).toBe(false);
  });
});

describe("a creator is skipped", () => {
  const stopped: Partial<PayoutPolicy> = {
    stops: [{ reason: "Bank holiday.", since: hoursBefore(1), scope: { kind: "all" } }],
  };

  test.for<{
    when: string;
    given: Partial<CreatorSnapshot>;
    operator?: Partial<PayoutPolicy>;
    at?: string;
    reason: object;
  }>([
    {
      when: "while all payouts are stopped",
      given: {},
      operator: stopped,
      reason: {
        code: "payouts_stopped",
        reason: "Bank holiday.",
        since: "2026-12-01T01:00:00.000Z",
        scope: "all",
      },
    },
    { when: "on hold", given: { activeHold: hold }, reason: { code: "on_hold", ...hold } },
    {
      when: "on a hold that ends a minute after the cutoff",
      given: { activeHold: { ...hold, until: minutesAfter(cutoffAt, 1) } },
      reason: { code: "on_hold", ...hold, until: "2026-12-01T02:01:00.000Z" },
    },
    {
      when: "when sanctions block her",
      given: { sanctions: "blocked" },
      reason: { code: "sanctions_blocked" },
    },
    { when: "when an admin paused her", given: { pausedBy: "admin" }, reason: { code: "paused_by_admin" } },
    {
      when: "when she paused herself",
      given: { pausedBy: "creator" },
      reason: { code: "paused_by_creator" },
    },
    {
      when: "on the second date of a month whose first ran, when she is paid monthly",
      given: { cadence: "monthly" },
      operator: { runs: [cutoffAt] },
      at: "2026-12-15T02:00:00Z",
      reason: {
        code: "not_this_date",
        cadence: "monthly",
        periodKey: "2026-12-15",
        nextPeriodKey: "2027-01-01",
        nextAt: "2027-01-01T02:00:00.000Z",
      },
    },
    {
      when: "without a payout account, and nothing else is said of it",
      given: { stripeAccountId: null, transfersActive: false },
      reason: { code: "no_payout_account" },
    },
    {
      when: "when her account cannot receive transfers",
      given: { transfersActive: false, disabledReason: "under_review" },
      reason: {
        code: "transfers_inactive",
        stripeAccountId: "acct_ana",
        disabledReason: "under_review",
      },
    },
    {
      when: "when a requirement is past due, though transfers still work",
      given: { requirementsPastDue: ["individual.id_number"] },
      reason: {
        code: "requirements_past_due",
        fields: ["individual.id_number"],
        disabledReason: null,
      },
    },
    {
      when: "in a country that is not supported",
      given: { country: "AQ" },
      operator: { supportedCountries: new Set(["US"]) },
      reason: { code: "country_not_supported", country: "AQ" },
    },
    {
      when: "without her tax form",
      given: { taxForm: "missing" },
      reason: { code: "tax_form_missing" },
    },
    {
      when: "a minute before the cool-down ends",
      given: { destinationChangedAt: minutesAfter(hoursBefore(72), 1) },
      reason: {
        code: "destination_changed_recently",
        changedAt: "2026-11-28T02:01:00.000Z",
        coolDownHours: 72,
        payableFrom: "2026-12-01T02:01:00.000Z",
      },
    },
    {
      when: "while an earlier item is open",
      given: { openItem },
      reason: { code: "open_item_exists", ...openItem, amountMinor: "3000", currency: "USD" },
    },
    {
      when: "in debt",
      given: { availableMinor: -1n },
      reason: { code: "in_debt", debtMinor: "1", currency: "USD" },
    },
    {
      when: "with nothing available",
      given: { availableMinor: 0n },
      reason: { code: "nothing_available", heldMinor: "1000", currency: "USD" },
    },
    {
      when: "one cent below the minimum",
      given: { availableMinor: 24_99n },
      reason: {
        code: "below_minimum",
        availableMinor: "2499",
        minimumMinor: "2500",
        minimumSetBy: "platform",
        missingMinor: "1",
        currency: "USD",
      },
    },
    {
      when: "one cent below her own minimum",
      given: { availableMinor: 99_99n, ownMinimumMinor: 100_00n },
      reason: {
        code: "below_minimum",
        availableMinor: "9999",
        minimumMinor: "10000",
        minimumSetBy: "creator",
        missingMinor: "1",
        currency: "USD",
      },
    },
    {
      when: "below what Stripe can send",
      given: { currency: "HUF", availableMinor: 99n },
      reason: {
        code: "below_minimum",
        availableMinor: "99",
        minimumMinor: "100",
        minimumSetBy: "stripe",
        missingMinor: "1",
        currency: "HUF",
      },
    },
  ])("$when", ({ given, operator, at, reason }) => {
    expect(decide(given, operator, at)).toEqual({ outcome: "skipped", reasons: [reason] });
  });

  test("with every reason that applies, the hold before all but the stop, the money last", () => {
    const everything: Partial<CreatorSnapshot> = {
      activeHold: hold,
      sanctions: "blocked",
      pausedBy: "admin",
      cadence: "monthly",
      transfersActive: false,
      requirementsPastDue: ["external_account"],
      country: "AQ",
      taxForm: "missing",
      destinationChangedAt: hoursBefore(1),
      openItem,
      availableMinor: -1n,
    };
    const operator = {
      ...stopped,
      supportedCountries: new Set(["US"]),
      runs: [hoursBefore(1)],
    };
    const decision = decide(everything, operator);
    expect(decision.reasons.map(({ code }) => code)).toEqual([
      "payouts_stopped",
      "on_hold",
      "sanctions_blocked",
      "paused_by_admin",
      "not_this_date",
      "transfers_inactive",
      "requirements_past_due",
      "country_not_supported",
      "tax_form_missing",
      "destination_changed_recently",
      "open_item_exists",
      "in_debt",
    ]);
  });
});

describe("the minimum that decides", () => {
  test("is the platform's where the creator asks for less", () => {
    expect(effectiveMinimum({ currency: "USD", ownMinimumMinor: 1_00n }, policy)).toEqual({
      minimumMinor: 25_00n,
      minimumSetBy: "platform",
    });
  });
});

test("a decision never pays more than is available, and every reason survives JSON", () => {
  fc.assert(
    fc.property(anySnapshot, (snapshot) => {
      const decision = decideEligibility(snapshot, policy, cutoffAt);
      expect(JSON.parse(JSON.stringify(decision.reasons))).toEqual(decision.reasons);
      if (decision.outcome === "skipped") return;
      expect(decision.amountMinor > 0n && decision.roundedOffMinor >= 0n).toBe(true);
      expect(decision.amountMinor + decision.roundedOffMinor).toBe(snapshot.availableMinor);
    }),
  );
});
