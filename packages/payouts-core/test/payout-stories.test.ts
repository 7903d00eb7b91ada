import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  creatorInTransit,
  decideClaim,
  earningReversed,
  ledgerTable,
  money,
  payoutReserved,
  payoutReturned,
  payoutSettled,
} from "../src/index.ts";
import { claim, cutoffAt } from "./builders.ts";
import type { Weather } from "./forgetful-stripe.ts";
import { type Happening, PayoutModel } from "./payout-model.ts";

const fine: Happening = { weather: "fine", minutes: 1, workerDies: false };
const under = (weather: Weather): Happening => ({ ...fine, weather });

function play(happenings: readonly Happening[]): PayoutModel {
  const model = new PayoutModel();
  for (const happening of happenings) model.happen(happening);
  return model;
}

const booksOf = (model: PayoutModel) => ledgerTable(model.entries);

describe("the books of a payout", () => {
  test("that Stripe accepts", () => {
    expect(booksOf(play([fine]))).toMatchInlineSnapshot(`
      "payout/item_1/1/reserved  debit   creator:ana:available   4000 USD
      payout/item_1/1/reserved  credit  creator:ana:in_transit  4000 USD
      payout/item_1/1/settled   debit   creator:ana:in_transit  4000 USD
      payout/item_1/1/settled   credit  platform:cash           4000 USD"
    `);
  });

  test("that Stripe refuses: the creator has the money back", () => {
    const model = play([under({ refuse: "account_closed" })]);
    expect([model.item, model.transfer]).toEqual(["failed", "refused"]);
    expect(booksOf(model)).toMatchInlineSnapshot(`
      "payout/item_1/1/reserved  debit   creator:ana:available   4000 USD
      payout/item_1/1/reserved  credit  creator:ana:in_transit  4000 USD
      payout/item_1/1/returned  debit   creator:ana:in_transit  4000 USD
      payout/item_1/1/returned  credit  creator:ana:available   4000 USD"
    `);
  });

  test("a refunded attempt is never resumed under its old key", () => {
    const model = play([under({ refuse: "lock_timeout" }), fine, fine]);
    expect([model.item, model.attemptNo]).toEqual(["paid", 2]);
    expect(booksOf(model)).toMatchInlineSnapshot(`
      "payout/item_1/1/reserved  debit   creator:ana:available   4000 USD
      payout/item_1/1/reserved  credit  creator:ana:in_transit  4000 USD
      payout/item_1/1/returned  debit   creator:ana:in_transit  4000 USD
      payout/item_1/1/returned  credit  creator:ana:available   4000 USD
      payout/item_1/2/reserved  debit   creator:ana:available   4000 USD
      payout/item_1/2/reserved  credit  creator:ana:in_transit  4000 USD
      payout/item_1/2/settled   debit   creator:ana:in_transit  4000 USD
      payout/item_1/2/settled   credit  platform:cash           4000 USD"
    `);
  });

  test("a cached refusal for funds is not replayed after the top-up: the next attempt has a new key", () => {
    const model = play([under({ refuse: "balance_insufficient" }), fine, fine]);
    expect([model.item, model.attemptNo]).toEqual(["paid", 2]);
    expect(booksOf(model)).toMatchInlineSnapshot(`
      "payout/item_1/1/reserved  debit   creator:ana:available   4000 USD
      payout/item_1/1/reserved  credit  creator:ana:in_transit  4000 USD
      payout/item_1/1/returned  debit   creator:ana:in_transit  4000 USD
      payout/item_1/1/returned  credit  creator:ana:available   4000 USD
      payout/item_1/2/reserved  debit   creator:ana:available   4000 USD
      payout/item_1/2/reserved  credit  creator:ana:in_transit  4000 USD
      payout/item_1/2/settled   debit   creator:ana:in_transit  4000 USD
      payout/item_1/2/settled   credit  platform:cash           4000 USD"
    `);
  });

  test("a lost answer keeps its money in transit until the same key answers", () => {
    const lost = play([under("answer_lost")]);
    expect([lost.item, lost.balance(creatorInTransit("ana"))]).toEqual(["unknown", 40_00n]);
    lost.happen(fine);
    expect([lost.item, lost.stripe.transfers.length]).toEqual(["paid", 1]);
  });

  test("a 429 after a lost answer is no proof that nothing was paid", () => {
    const model = play([under("answer_lost"), under("rate_limited")]);
    expect(model.item).toBe("unknown");
  });

  test("a key that Stripe has forgotten is never sent again, and what it paid is found", () => {
    const dayLater = { ...fine, minutes: 24 * 60 };
    const model = play([under("answer_lost"), dayLater]);
    expect([model.item, model.stripe.transfers.length]).toEqual(["paid", 1]);
  });

  test("what Stripe never got is proved absent a day later, and returned", () => {
    const dayLater = { ...fine, minutes: 24 * 60 };
    const model = play([under("request_lost"), dayLater, { ...fine, minutes: 10 }, fine]);
    expect([model.item, model.transfer, model.stripe.transfers.length]).toEqual(["failed", "absent", 0]);
    expect(booksOf(model)).toMatchInlineSnapshot(`
      "payout/item_1/1/reserved  debit   creator:ana:available   4000 USD
      payout/item_1/1/reserved  credit  creator:ana:in_transit  4000 USD
      payout/item_1/1/returned  debit   creator:ana:in_transit  4000 USD
      payout/item_1/1/returned  credit  creator:ana:available   4000 USD"
    `);
  });

  test("that a late chargeback makes smaller: the debt is netted once", () => {
    const decision = decideClaim({ ...claim, availableMinor: -10_00n });
    if (decision.kind !== "replan") throw new Error("A rest above the minimum is paid");
    const facts = { payoutItemId: "item_1", creatorId: "ana", effectiveAt: cutoffAt };
    const planned = { ...facts, attemptNo: 1, amount: money(40_00n, "USD") };
    const rest = { ...facts, attemptNo: 2, amount: money(decision.amountMinor, "USD") };
    const chargeback = earningReversed({
      reversalId: "r1",
      creatorId: "ana",
      net: money(10_00n, "USD"),
      fee: money(2_50n, "USD"),
      from: "available",
      refundTo: { kind: "money" },
      effectiveAt: cutoffAt,
    });
    const entries = [
      payoutReserved(planned),
      chargeback,
      payoutReturned(planned),
      payoutReserved(rest),
      payoutSettled(rest),
    ];
    expect(ledgerTable(entries)).toMatchInlineSnapshot(`
      "payout/item_1/1/reserved  debit   creator:ana:available   4000 USD
      payout/item_1/1/reserved  credit  creator:ana:in_transit  4000 USD
      reversal/r1/reversed      debit   creator:ana:available   1000 USD
      reversal/r1/reversed      debit   platform:fees            250 USD
      reversal/r1/reversed      credit  platform:clearing       1250 USD
      payout/item_1/1/returned  debit   creator:ana:in_transit  4000 USD
      payout/item_1/1/returned  credit  creator:ana:available   4000 USD
      payout/item_1/2/reserved  debit   creator:ana:available   3000 USD
      payout/item_1/2/reserved  credit  creator:ana:in_transit  3000 USD
      payout/item_1/2/settled   debit   creator:ana:in_transit  3000 USD
      payout/item_1/2/settled   credit  platform:cash           3000 USD"
    `);
  });
});

describe("whatever happens to a payout", () => {
  const weather = fc.oneof(
    fc.constantFrom<Weather>(
      "fine",
      "request_lost",
      "answer_lost",
      "error_after_commit",
      "rate_limited",
      "key_in_use",
    ),
    fc.record({
      refuse: fc.constantFrom(
        "balance_insufficient",
        "insufficient_capabilities_for_transfer",
        "account_closed",
        "lock_timeout",
        "brand_new_code",
      ),
    }),
  );
  const happening: fc.Arbitrary<Happening> = fc.record({
    weather,
    minutes: fc.constantFrom(0, 1, 5, 15, 60, 23 * 60 - 1, 23 * 60, 24 * 60, 49 * 60),
    workerDies: fc.boolean(),
  });

  test("it is paid at most once, and every step keeps the books", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        const model = new PayoutModel();
        for (const each of happenings) {
          model.happen(each);
          expect(model.laws().filter(({ holds }) => !holds)).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("nothing stays in transit once the weather is fine, without a hand", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        const model = play(happenings);
        for (let step = 0; step < 10 && model.balance(creatorInTransit("ana")) !== 0n; step += 1) {
          model.happen(fine);
        }
        expect([model.item, model.balance(creatorInTransit("ana"))]).toEqual([
          expect.stringMatching(/^(?:paid|failed|held)$/),
          0n,
        ]);
        expect(model.stripe.transfers).toHaveLength(model.item === "paid" ? 1 : 0);
      }),
      { numRuns: 1_000 },
    );
  });
});
