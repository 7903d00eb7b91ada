import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CreatorSnapshot,
  type ReturnedItem,
  decideEligibility,
  decideReplan,
  ledgerTable,
  planPage,
} from "../src/index.ts";
import { anySnapshot, cutoffAt, hold, payable, policy } from "./builders.ts";

const position = {
  cutoffAt,
  batchId: "batch_1",
  firstOrdinal: 0,
  chunkSize: 25,
  newItemId: ({ creatorId }: CreatorSnapshot) => `item_${creatorId}`,
};

describe("planning a page", () => {
  test("decides for everyone, and reserves for the eligible alone", () => {
    const page = [
      payable,
      { ...payable, creatorId: "bo", activeHold: hold },
      { ...payable, creatorId: "cy", currency: "JPY", availableMinor: 3_000n },
    ];
    const plan = planPage(page, policy, position);
    expect(
      plan.decisions.map(({ creatorId, outcome, amountMinor }) => [creatorId, outcome, amountMinor]),
    ).toEqual([
      ["ana", "eligible", 40_00n],
      ["bo", "skipped", null],
      ["cy", "eligible", 3_000n],
    ]);
    expect(plan.items).toHaveLength(2);
    expect(plan.items[0]).toEqual({
      payoutItemId: "item_ana",
      creatorId: "ana",
      currency: "USD",
      amountMinor: 40_00n,
      destinationAccountId: "acct_ana",
      status: "planned",
      chunkNo: 0,
      reason: null,
    });
    expect(plan).toMatchObject({ batchId: "batch_1", nextOrdinal: 2 });
    expect(ledgerTable(plan.entries)).toMatchInlineSnapshot(`
      "payout/item_ana/1/reserved  debit   creator:ana:available   4000 USD
      payout/item_ana/1/reserved  credit  creator:ana:in_transit  4000 USD
      payout/item_cy/1/reserved   debit   creator:cy:available    3000 JPY
      payout/item_cy/1/reserved   credit  creator:cy:in_transit   3000 JPY"
    `);
  });

  test("fills chunks across pages", () => {
    const page = ["a", "b", "c"].map((creatorId) => ({ ...payable, creatorId }));
    const plan = planPage(page, policy, { ...position, firstOrdinal: 24 });
    expect(plan.items.map(({ chunkNo }) => chunkNo)).toEqual([0, 1, 1]);
    expect(plan.nextOrdinal).toBe(27);
  });

  describe("an unusual amount", () => {
    const past = { count: 3, largestMinor: 100_00n };
    const unusual = { ...payable, availableMinor: 500_01n, pastPayouts: past };

    test("waits for a person, and reserves nothing", () => {
      const { items, entries, decisions } = planPage([unusual], policy, position);
      const reason = {
        code: "unusual_amount",
        amountMinor: "50001",
        largestMinor: "10000",
        pastCount: 3,
        floorMinor: "50000",
        currency: "USD",
      };
      expect(items).toMatchObject([{ status: "held", reason }]);
      expect(decisions).toMatchObject([{ outcome: "eligible", amountMinor: 500_01n, reasons: [reason] }]);
      expect(entries).toEqual([]);
    });

    test.for([
      { when: "at 5 times the largest", given: { availableMinor: 500_00n } },
      { when: "with 2 past payouts", given: { pastPayouts: { ...past, count: 2 } } },
      {
        when: "at the operator's floor",
        given: { availableMinor: 500_00n, pastPayouts: { ...past, largestMinor: 1_00n } },
      },
    ])("is none $when", ({ given }) => {
      expect(planPage([{ ...unusual, ...given }], policy, position).items[0]?.status).toBe("planned");
    });

    test("needs no floor", () => {
      const page = [{ ...unusual, currency: "GBP" }];
      expect(planPage(page, policy, position).items[0]?.status).toBe("held");
    });
  });

  test("in pages is the same as at once, reserves exactly the planned items, and loses nobody", () => {
    fc.assert(
      fc.property(
        fc.array(anySnapshot, { maxLength: 40 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 7 }),
        (all, at, chunkSize) => {
          const whole = planPage(all, policy, { ...position, chunkSize });
          const first = planPage(all.slice(0, at), policy, { ...position, chunkSize });
          const second = planPage(all.slice(at), policy, {
            ...position,
            chunkSize,
            firstOrdinal: first.nextOrdinal,
          });
          expect([...first.items, ...second.items]).toEqual(whole.items);
          expect([...first.entries, ...second.entries]).toEqual(whole.entries);
          expect(whole.decisions).toHaveLength(all.length);
          const planned = whole.items.filter(({ status }) => status === "planned");
          expect(whole.entries.map(({ postings }) => postings[0]?.amountMinor)).toEqual(
            planned.map(({ amountMinor }) => amountMinor),
          );
          const eligible = all.filter(
            (each) => decideEligibility(each, policy, cutoffAt).outcome === "eligible",
          );
          expect(whole.items).toHaveLength(eligible.length);
        },
      ),
    );
  });
});

describe("planning an item anew", () => {
  const failed: ReturnedItem = {
    status: "failed",
    amountMinor: 30_00n,
    refusalClass: "transient",
    countedAttempts: 1,
    heldReason: null,
  };
  const unusualAmount = {
    code: "unusual_amount",
    amountMinor: "3000",
    largestMinor: "1",
    pastCount: 3,
    floorMinor: "0",
    currency: "USD",
  } as const;
  const replan = (
    item: Partial<ReturnedItem>,
    given: Partial<CreatorSnapshot> = {},
    askedBy: "timer" | "person" = "timer",
    account = { accountError: null as string | null, accountNegative: false },
  ) =>
    decideReplan({
      item: { ...failed, ...item },
      askedBy,
      snapshot: { ...payable, ...given },
      account,
      policy,
      now: cutoffAt,
    });

  test("takes the smaller of its amount and what is available, to the present destination", () => {
    const again = { kind: "replan", destinationAccountId: "acct_ana" };
    expect(replan({})).toEqual({ ...again, amountMinor: 30_00n });
    expect(replan({ amountMinor: 99_00n })).toEqual({ ...again, amountMinor: 40_00n });
    expect(replan({ status: "held", refusalClass: null, heldReason: { code: "on_hold", ...hold } })).toEqual({
      ...again,
      amountMinor: 30_00n,
    });
  });

  test.for([
    { when: "after 3 attempts", item: { countedAttempts: 3 }, code: "needs_review" },
    { when: "after a refusal for good", item: { refusalClass: "terminal" }, code: "needs_review" },
    { when: "when it was never refused", item: { refusalClass: null }, code: "needs_review" },
    {
      when: "while its amount is unusual",
      item: { status: "held", heldReason: unusualAmount },
      code: "unusual_amount",
    },
  ] as const)("$when waits for a person, who may", ({ item, code }) => {
    expect(replan(item)).toMatchObject({ kind: "leave", reasons: [{ code }] });
    expect(replan(item, {}, "person")).toMatchObject({ kind: "replan" });
  });

  test("never overrules a veto, not even for a person", () => {
    expect(replan({}, { activeHold: hold }, "person")).toMatchObject({ reasons: [{ code: "on_hold" }] });
    const closed = { accountError: "account_invalid", accountNegative: false };
    expect(replan({}, {}, "person", closed)).toMatchObject({ reasons: [{ code: "account_unreadable" }] });
    const negative = { accountError: null, accountNegative: true };
    expect(replan({}, {}, "timer", negative)).toMatchObject({ reasons: [{ code: "account_negative" }] });
  });
});
