import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ClaimFacts, decideAfterLiveRead, decideClaim } from "../src/index.ts";
import { claim, hold, minutesAfter } from "./builders.ts";

type Given = Partial<Omit<ClaimFacts, "creator">> & { readonly creator?: Partial<ClaimFacts["creator"]> };

const facts = ({ creator, ...given }: Given): ClaimFacts => ({
  ...claim,
  ...given,
  creator: { ...claim.creator, ...creator },
});

describe("a claimed item is sent", () => {
  const dayOld = minutesAfter(claim.now, -24 * 60);

  test.for([
    { when: "as it is", creator: {}, readLive: false },
    { when: "with a mirror of exactly 24 hours", creator: { accountReadAt: dayOld }, readLive: false },
    {
      when: "after a live reading when the mirror is older",
      creator: { accountReadAt: new Date(dayOld.getTime() - 1) },
      readLive: true,
    },
    { when: "after a first reading", creator: { accountReadAt: null }, readLive: true },
    { when: "after a reading that failed", creator: { accountError: "timeout" }, readLive: true },
    { when: "after its balance was below zero", creator: { accountNegative: true }, readLive: true },
    {
      when: "when the cool-down is over by now",
      creator: { destinationChangedAt: minutesAfter(claim.now, -72 * 60) },
      readLive: false,
    },
    {
      when: "when its hold is over by now",
      creator: { activeHold: { ...hold, until: claim.now } },
      readLive: false,
    },
  ])("$when", ({ creator, readLive }) => {
    expect(decideClaim(facts({ creator }))).toEqual({ kind: "send", readLive });
  });
});

describe("a claimed item is held", () => {
  test.for<{ when: string; given: Given; code: string }>([
    {
      when: "when payouts were stopped",
      given: { stop: { reason: "Incident.", since: claim.now, scope: { kind: "all" } } },
      code: "payouts_stopped",
    },
    { when: "by a hold since", given: { creator: { activeHold: hold } }, code: "on_hold" },
    { when: "by sanctions since", given: { creator: { sanctions: "blocked" } }, code: "sanctions_blocked" },
    { when: "by an admin's pause", given: { creator: { pausedBy: "admin" } }, code: "paused_by_admin" },
    { when: "by her own pause", given: { creator: { pausedBy: "creator" } }, code: "paused_by_creator" },
    {
      when: "when the capability was lost between check and call",
      given: { creator: { transfersActive: false } },
      code: "transfers_inactive",
    },
    {
      when: "when a requirement became overdue",
      given: { creator: { requirementsPastDue: ["external_account"] } },
      code: "requirements_past_due",
    },
    {
      when: "when the bank behind her account changed since the plan",
      given: { creator: { destinationChangedAt: minutesAfter(claim.now, -1) } },
      code: "destination_changed_recently",
    },
    {
      when: "rather than canceled, when her destination changed too",
      given: { creator: { activeHold: hold, stripeAccountId: "acct_new" } },
      code: "on_hold",
    },
    {
      when: "rather than made smaller, when she is in debt too",
      given: { creator: { transfersActive: false }, availableMinor: -1n },
      code: "transfers_inactive",
    },
  ])("$when", ({ given, code }) => {
    expect(decideClaim(facts(given))).toMatchObject({ kind: "hold", reason: { code } });
  });
});

describe("a claimed item is canceled", () => {
  test.for(["acct_new", null])("when its destination is now %s", (presentAccountId) => {
    const creator = { stripeAccountId: presentAccountId, transfersActive: false };
    expect(decideClaim(facts({ creator }))).toEqual({
      kind: "cancel",
      reason: { code: "destination_changed", plannedAccountId: "acct_ana", presentAccountId },
    });
  });

  test.for([
    { when: "when the debt leaves less than the minimum", given: { availableMinor: -15_01n } },
    { when: "when the debt leaves nothing", given: { availableMinor: -40_00n, minimumMinor: 0n } },
    {
      when: "when the debt leaves less than Stripe can send",
      given: {
        currency: "HUF",
        itemAmountMinor: 1_000_00n,
        availableMinor: -999_01n,
        minimumMinor: 1n,
      },
    },
  ])("$when", ({ given }) => {
    expect(decideClaim(facts(given))).toMatchObject({ kind: "cancel", reason: { code: "debt" } });
  });
});

describe("a claimed item is planned anew after a late chargeback", () => {
  test("with what is left, when that is the minimum", () => {
    expect(decideClaim(facts({ availableMinor: -15_00n }))).toEqual({
      kind: "replan",
      amountMinor: 25_00n,
      reason: {
        code: "debt",
        debtMinor: "1500",
        plannedMinor: "4000",
        leftMinor: "2500",
        minimumMinor: "2500",
        currency: "USD",
      },
      readLive: false,
    });
  });

  test("and its account is read first where the mirror is not to be believed", () => {
    const negative = facts({ availableMinor: -15_00n });
    const creator = { ...negative.creator, accountNegative: true };
    expect(decideClaim({ ...negative, creator })).toMatchObject({ kind: "replan", readLive: true });
  });

  test("and the debt is netted once: what is paid and what was owed is what was planned", () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.constantFrom("USD", "HUF", "KWD"),
        (itemAmountMinor, debtMinor, currency) => {
          const given = { itemAmountMinor, availableMinor: -debtMinor, currency };
          const decision = decideClaim(facts(given));
          if (decision.kind === "cancel") return;
          expect(decision.kind).toBe("replan");
          if (decision.kind !== "replan") return;
          const left = itemAmountMinor - debtMinor - decision.amountMinor;
          expect(decision.amountMinor > 0n && left >= 0n && left < 100n).toBe(true);
        },
      ),
    );
  });
});

describe("after the live reading", () => {
  test("a sound account is sent, however old its stored reading says it is", () => {
    expect(decideAfterLiveRead(facts({ creator: { accountReadAt: null } }))).toEqual({
      kind: "send",
      readLive: false,
    });
  });

  test("a negative or unreadable account is held: it would swallow the transfer", () => {
    expect(decideAfterLiveRead(facts({ creator: { accountNegative: true } }))).toEqual({
      kind: "hold",
      reason: { code: "account_negative", stripeAccountId: "acct_ana" },
    });
    const unreadable = { accountError: "account_invalid", transfersActive: false };
    expect(decideAfterLiveRead(facts({ creator: unreadable }))).toEqual({
      kind: "hold",
      reason: { code: "account_unreadable", stripeAccountId: "acct_ana", error: "account_invalid" },
    });
  });

  test("what it shows vetoes as before", () => {
    expect(decideAfterLiveRead(facts({ creator: { transfersActive: false } }))).toMatchObject({
      kind: "hold",
      reason: { code: "transfers_inactive" },
    });
  });
});
