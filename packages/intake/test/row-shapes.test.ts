import { describe, expect, test } from "vitest";
import { creator, hostOfTestFile, purchase, reversal, statuses, tip } from "./host.ts";

const host = hostOfTestFile();

describe("a malformed row is refused by index, with the field and what is expected", () => {
  const huge = "9".repeat(400);
  test.for([
    { when: "a fraction of a cent", row: tip("x", "ana", 12.5), field: "grossMinor", says: "whole number" },
    {
      when: "a fraction in a string",
      row: tip("x", "ana", 1, { grossMinor: "12.50" }),
      field: "grossMinor",
      says: "whole number",
    },
    {
      when: "a negative amount",
      row: tip("x", "ana", 1, { grossMinor: -5 }),
      field: "grossMinor",
      says: "from 1",
    },
    {
      when: "an amount of zero",
      row: tip("x", "ana", 1, { grossMinor: "0" }),
      field: "grossMinor",
      says: "from 1",
    },
    {
      when: "an amount beyond 12 digits",
      row: tip("x", "ana", 1, { grossMinor: huge }),
      field: "grossMinor",
      says: "999999999999",
    },
    {
      when: "a number that JSON read as infinite",
      row: tip("x", "ana", 1, { grossMinor: JSON.parse("1e999") as unknown }),
      field: "grossMinor",
      says: "whole",
    },
    {
      when: "a fee above the gross",
      row: tip("x", "ana", 100, { feeMinor: 101 }),
      field: "feeMinor",
      says: "at most",
    },
    {
      when: "a fee given twice",
      row: tip("x", "ana", 100, { feeBasisPoints: 1 }),
      field: "feeBasisPoints",
      says: "not both",
    },
    {
      when: "tokens without a fan",
      row: tip("x", "ana", 100, { tokens: 5 }),
      field: "fanSourceId",
      says: "missing",
    },
    {
      when: "a fan without tokens",
      row: tip("x", "ana", 100, { fanSourceId: "f" }),
      field: "tokens",
      says: "missing",
    },
    {
      when: "an unknown currency",
      row: tip("x", "ana", 100, { currency: "XYZ" }),
      field: "currency",
      says: "knows",
    },
    {
      when: "a currency in lower case",
      row: tip("x", "ana", 100, { currency: "usd" }),
      field: "currency",
      says: "upper case",
    },
    {
      when: "a NUL byte in an id",
      row: tip("x\u0000", "ana", 100),
      field: "sourceId",
      says: "control characters",
    },
    {
      when: "half a surrogate pair in an id",
      row: tip("x\ud800", "ana", 100),
      field: "sourceId",
      says: "control characters",
    },
    { when: "an empty id", row: tip("", "ana", 100), field: "sourceId", says: "1 to 200" },
    { when: "an endless id", row: tip(huge, "ana", 100), field: "sourceId", says: "1 to 200" },
    {
      when: "an instant without a zone",
      row: tip("x", "ana", 1, { earnedAt: "2026-11-10T10:00:00" }),
      field: "earnedAt",
      says: "time zone",
    },
    {
      when: "a day that does not exist",
      row: tip("x", "ana", 1, { earnedAt: "2026-02-30T10:00:00Z" }),
      field: "earnedAt",
      says: "instant",
    },
    {
      when: "the year zero",
      row: tip("x", "ana", 1, { earnedAt: "0000-01-01T00:00:00Z" }),
      field: "earnedAt",
      says: "2000",
    },
    {
      when: "the far future",
      row: tip("x", "ana", 1, { earnedAt: "2027-11-10T10:00:00Z" }),
      field: "earnedAt",
      says: "day after now",
    },
    {
      when: "a field that nobody asked for",
      row: tip("x", "ana", 1, { bonus: 1 }),
      field: "bonus",
      says: "not a field",
    },
    {
      when: "a poisoned prototype",
      row: JSON.parse('{"__proto__": {"sourceId": "x"}}') as unknown,
      field: "sourceType",
      says: "missing",
    },
    {
      when: "a missing field",
      row: { sourceType: "tip", sourceId: "x" },
      field: "creatorSourceId",
      says: "is missing",
    },
  ])("$when", async ({ row, field, says }) => {
    const { results } = await host.earnings(row);
    expect(results[0]).toMatchObject({ index: 0, status: "refused", error: { code: "malformed", field } });
    expect(JSON.stringify(results[0])).toContain(says);
  });

  test.for([
    { what: "null", row: null },
    { what: "a number", row: 7 },
    { what: "a text", row: "text" },
    { what: "a list", row: [] },
    { what: "a hole", row: undefined },
  ])("$what in place of an object", async ({ row }) => {
    const { results } = await host.earnings(row);
    expect(results).toMatchObject([{ sourceId: null, error: { code: "malformed" } }]);
    expect(JSON.stringify(results)).toContain("expected an object");
  });

  test.for([
    { when: "neither target", row: { ...reversal("x", "t", 1), earning: undefined }, field: "earning" },
    {
      when: "both targets",
      row: reversal("x", "t", 1, { tokenPurchase: { sourceId: "p" } }),
      field: "earning",
    },
    { when: "an unknown kind", row: reversal("x", "t", 1, { kind: "gift" }), field: "kind" },
    { when: "a target of another shape", row: reversal("x", "t", 1, { earning: "tip/t" }), field: "earning" },
    {
      when: "a target's id missing",
      row: reversal("x", "t", 1, { earning: { sourceType: "tip" } }),
      field: "earning.sourceId",
    },
  ])("a reversal with $when", async ({ row, field }) => {
    const { results } = await host.reversals(row);
    expect(results[0]).toMatchObject({ error: { code: "malformed", field } });
  });

  test.for([
    {
      when: "an account id of another kind",
      row: creator("x", { stripeAccountId: "cus_1" }),
      field: "stripeAccountId",
    },
    {
      when: "a minimum in an unknown currency",
      row: creator("x", { minimumMinor: { BTC: 1 } }),
      field: "minimumMinor.BTC",
    },
    { when: "a handle with spaces", row: creator("x", { handle: "a b" }), field: "handle" },
    { when: "a broken e-mail address", row: creator("x", { email: "nowhere" }), field: "email" },
    { when: "a country in words", row: creator("x", { country: "Portugal" }), field: "country" },
  ])("a creator with $when", async ({ row, field }) => {
    const { results } = await host.creators(row);
    expect(results[0]).toMatchObject({ error: { code: "malformed", field } });
  });
});

test("amounts are accepted as numbers and as decimal strings, and mean the same", async () => {
  expect(statuses(await host.purchases(purchase("p", "fan", 250, { amountMinor: "999999999999" })))).toEqual([
    "created",
  ]);
  expect(statuses(await host.purchases(purchase("p", "fan", 250, { amountMinor: 999_999_999_999 })))).toEqual(
    ["unchanged"],
  );
});

test("good rows around malformed ones are kept, and every row has its result in the call's order", async () => {
  await host.creators(creator("ben"));
  const { results } = await host.earnings(
    tip("g1", "ben", 100),
    "rubbish",
    tip("g2", "ben", 0),
    tip("g3", "ben", 100),
  );
  expect(results.map(({ index, status }) => [index, status])).toEqual([
    [0, "created"],
    [1, "refused"],
    [2, "refused"],
    [3, "created"],
  ]);
});
