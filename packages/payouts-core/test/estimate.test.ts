import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CreatorSnapshot, decideEligibility, estimateNextPayout } from "../src/index.ts";
import { anySnapshot, openItem, payable, policy as anyPolicy, schedule } from "./builders.ts";

describe("the estimate of the next payout", () => {
  const now = new Date("2026-12-03T10:00:00Z");
  const policy = {
    ...anyPolicy,
    runs: ["2026-12-01", "2026-11-01"].map((day) => new Date(`${day}T02:00:00Z`)),
  };
  const estimate = (given: Partial<CreatorSnapshot>, maturingMinor = 0n) =>
    estimateNextPayout({ snapshot: { ...payable, ...given }, maturingMinor, policy, schedule, now });

  test("counts what matures by the next date", () => {
    expect(estimate({}, 6_00n)).toMatchObject({
      amountMinor: 46_00n,
      scheduleDate: { periodKey: "2026-12-15" },
      cutoffAt: new Date("2026-12-15T02:00:00Z"),
      reasons: [],
    });
  });

  test("is nothing, with the reason, where the batch would skip her", () => {
    expect(estimate({ availableMinor: 0n }, 10_00n)).toMatchObject({
      amountMinor: 0n,
      reasons: [{ code: "below_minimum", availableMinor: "1000" }],
    });
    expect(estimate({ availableMinor: 0n }).reasons).toMatchObject([{ heldMinor: "1000" }]);
  });

  test("is not stopped by an item that is final by then, and carries one that awaits funds", () => {
    expect(estimate({ openItem }).amountMinor).toBe(40_00n);
    expect(estimate({ openItem: { ...openItem, status: "awaiting_funds" } }).amountMinor).toBe(70_00n);
  });

  test("is for her next date where she is paid monthly, and names no reason for the date between", () => {
    expect(estimate({ cadence: "monthly" })).toMatchObject({
      amountMinor: 40_00n,
      scheduleDate: { periodKey: "2027-01-01" },
      reasons: [],
    });
  });

  test("is for the next date of this month, where she is paid monthly and none of this month ran", () => {
    const snapshot = { ...payable, cadence: "monthly" } as const;
    const facts = { snapshot, maturingMinor: 0n, policy: anyPolicy, schedule, now };
    expect(estimateNextPayout(facts)).toMatchObject({
      amountMinor: 40_00n,
      scheduleDate: { periodKey: "2026-12-15" },
      reasons: [],
    });
  });

  const late = { periodKey: "2026-12-01", scheduledFor: new Date("2026-12-01T02:00:00Z") };
  const estimateLate = (given: Partial<CreatorSnapshot>) =>
    estimateNextPayout({
      snapshot: { ...payable, ...given },
      maturingMinor: 6_00n,
      policy,
      schedule,
      now,
      undecided: late,
    });

  test("is for the date that has passed, while its batch has not decided about her", () => {
    expect(estimateLate({})).toMatchObject({ amountMinor: 46_00n, scheduleDate: late, reasons: [] });
  });

  test("is not for a date that has passed and was none of hers", () => {
    const midMonth = { periodKey: "2026-11-15", scheduledFor: new Date("2026-11-15T02:00:00Z") };
    const snapshot = { ...payable, cadence: "monthly" } as const;
    const facts = { snapshot, maturingMinor: 0n, policy, schedule, now, undecided: midMonth };
    expect(estimateNextPayout(facts).scheduleDate.periodKey).toBe("2027-01-01");
  });

  test("is stopped by an open item where the date has passed: that batch meets it", () => {
    expect(estimateLate({ openItem })).toMatchObject({
      amountMinor: 0n,
      reasons: [{ code: "open_item_exists" }],
    });
    expect(estimateLate({ openItem: { ...openItem, status: "awaiting_funds" } }).reasons).toEqual([]);
  });

  test("says what Stripe cannot send of it", () => {
    expect(estimate({ currency: "HUF", availableMinor: 50_000_55n })).toMatchObject({
      amountMinor: 50_000_00n,
      roundedOffMinor: 55n,
    });
  });

  test("says when the payout would wait: for a person who looks at it, or for an account that is not in order", () => {
    const pastPayouts = { count: 3, largestMinor: 1_00n };
    expect(estimate({ pastPayouts, availableMinor: 600_00n }).heldFor).toMatchObject({
      code: "unusual_amount",
      amountMinor: "60000",
    });
    const negative = estimateNextPayout({
      snapshot: payable,
      maturingMinor: 0n,
      policy,
      schedule,
      now,
      account: { accountError: null, accountNegative: true },
    });
    expect(negative).toMatchObject({ amountMinor: 40_00n, heldFor: { code: "account_negative" } });
    expect(estimate({}).heldFor).toBeNull();
  });

  test("is what the batch of that date pays, to the cent", () => {
    const maturing = fc.bigInt({ min: 0n, max: 10n ** 6n });
    fc.assert(
      fc.property(anySnapshot, maturing, (snapshot, maturingMinor) => {
        const settled = { ...snapshot, openItem: null };
        const {
          amountMinor,
          cutoffAt: at,
          reasons,
        } = estimateNextPayout({
          snapshot: settled,
          maturingMinor,
          policy,
          schedule,
          now,
        });
        const matured = {
          ...settled,
          availableMinor: settled.availableMinor + maturingMinor,
          heldMinor: settled.heldMinor - maturingMinor,
        };
        const decision = decideEligibility(matured, policy, at);
        expect(reasons).toEqual(decision.reasons);
        expect(amountMinor).toBe(decision.outcome === "eligible" ? decision.amountMinor : 0n);
      }),
    );
  });
});
