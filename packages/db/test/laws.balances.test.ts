import {
  availableMayGoNegative,
  creatorAvailable,
  creatorHeld,
  creatorInTransit,
  fanTokens,
  type EntryKind,
} from "@payrun/payouts-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addCreators, addFan, balanceOf, expectSoundBooks, openBooks, refusal, type Books } from "./books.ts";
import { insertRawEntry, type RawPosting } from "./raw-entry.ts";

let books: Books;
let ana: string;
beforeAll(async () => {
  books = await openBooks();
});
beforeEach(async () => {
  [ana = ""] = await addCreators(books.db, 1, { availableMinor: 50_00n });
});
afterAll(async () => {
  await expectSoundBooks(books.db);
  await books.close();
});

const cash = (direction: "debit" | "credit", amountMinor: bigint, currency = "USD"): RawPosting => ({
  account: "platform:cash",
  direction,
  amountMinor,
  currency,
});
const available = (
  direction: "debit" | "credit",
  amountMinor: bigint,
  rest: Partial<RawPosting> = {},
): RawPosting => ({
  account: creatorAvailable(ana),
  direction,
  amountMinor,
  ...rest,
});

describe("a balance", () => {
  test.for([
    { of: "held", account: (creatorId: string) => creatorHeld(creatorId) },
    { of: "in transit", account: (creatorId: string) => creatorInTransit(creatorId) },
    { of: "tokens", account: (_creatorId: string, fanId: string) => fanTokens(fanId) },
  ])("of $of reaches zero and never goes below", async ({ account }) => {
    const code = account(ana, await addFan(books.db));
    await insertRawEntry(books.db, [
      cash("debit", 7n),
      { account: code, direction: "credit", amountMinor: 7n },
    ]);
    await insertRawEntry(books.db, [
      { account: code, direction: "debit", amountMinor: 7n },
      cash("credit", 7n),
    ]);
    const tooMuch = [{ account: code, direction: "debit", amountMinor: 1n } as const, cash("credit", 1n)];
    expect(await refusal(insertRawEntry(books.db, tooMuch, { kind: "adjustment" }))).toBe("account_floor");
  });

  test("of available is reserved to the last cent, and not one cent further", async () => {
    const reserve = (amountMinor: bigint) => [
      available("debit", amountMinor),
      { account: creatorInTransit(ana), direction: "credit", amountMinor } as const,
    ];
    expect(await refusal(insertRawEntry(books.db, reserve(50_01n), { kind: "payout_reserved" }))).toBe(
      "available_not_overdrawn",
    );
    expect(await refusal(insertRawEntry(books.db, reserve(50_00n), { kind: "payout_reserved" }))).toBe(
      "allowed",
    );
    expect(await balanceOf(books.db, creatorAvailable(ana))).toBe(0n);
    await insertRawEntry(books.db, [
      { account: creatorInTransit(ana), direction: "debit", amountMinor: 50_00n },
      cash("credit", 50_00n),
    ]);
  });

  test("of available goes below zero by exactly the kinds of entry that core lets overdraw", async () => {
    const refusals: string[] = [];
    for (const [index, creatorId] of (await addCreators(books.db, kinds.length)).entries()) {
      const overdraw = [
        { account: creatorAvailable(creatorId), direction: "debit", amountMinor: 1n } as const,
        cash("credit", 1n),
      ];
      const kind = kinds[index] ?? "none";
      refusals.push(`${kind}: ${await refusal(insertRawEntry(books.db, overdraw, { kind }))}`);
    }
    expect(refusals).toEqual(
      kinds.map((kind) => `${kind}: ${availableMayGoNegative(kind) ? "allowed" : "available_not_overdrawn"}`),
    );
  });

  test("of available that is a debt takes what is earned, and gives nothing", async () => {
    await insertRawEntry(books.db, [available("debit", 60_00n), cash("credit", 60_00n)], {
      kind: "earning_reversed",
    });
    await insertRawEntry(books.db, [cash("debit", 3_00n), available("credit", 3_00n)], {
      kind: "earning_released",
    });
    expect(await balanceOf(books.db, creatorAvailable(ana))).toBe(-7_00n);
    const reserve = insertRawEntry(books.db, [available("debit", 1n), cash("credit", 1n)], {
      kind: "payout_reserved",
    });
    expect(await refusal(reserve)).toBe("available_not_overdrawn");
  });

  test.for([
    {
      by: "writing it by hand",
      sql: "UPDATE ledger_accounts SET balance_minor = balance_minor + 1 WHERE creator_id = $1",
    },
    {
      by: "writing its posting count by hand",
      sql: "UPDATE ledger_accounts SET posting_count = 0 WHERE creator_id = $1",
    },
    {
      by: "opening an account with money in it",
      sql: "INSERT INTO ledger_accounts (code, currency, kind, creator_id, balance_minor) VALUES ('x', 'USD', 'creator_held', $1, 1)",
    },
    {
      by: "opening an account with a history",
      sql: "INSERT INTO ledger_accounts (code, currency, kind, creator_id, posting_count) VALUES ('x', 'USD', 'creator_held', $1, 1)",
    },
  ])("never changes by $by", async ({ sql }) => {
    expect(await refusal(books.db.query(sql, [ana]))).toBe("balance_from_postings");
  });

  test("belongs to a creator, a fan or the platform, as its kind says", async () => {
    const open = (kind: string, creatorId: string | null) =>
      books.db.query(
        "INSERT INTO ledger_accounts (code, currency, kind, creator_id) VALUES ('y', 'USD', $1, $2)",
        [kind, creatorId],
      );
    expect(await refusal(open("creator_held", null))).toBe("account_owner");
    expect(await refusal(open("platform_cash", ana))).toBe("account_owner");
    expect(await refusal(open("fan_tokens", null))).toBe("account_owner");
  });
});

/** All of them: the compiler asks for one that is new. */
const kinds = Object.keys({
  tokens_bought: true,
  earning_recorded: true,
  earning_released: true,
  earning_reversed: true,
  reversal_undone: true,
  token_purchase_reversed: true,
  token_purchase_reinstated: true,
  payout_reserved: true,
  payout_settled: true,
  payout_returned: true,
  transfer_reversed: true,
  transfer_adopted: true,
  charge_seen: true,
  charge_undone: true,
  opening_balance: true,
  stripe_fee: true,
  stripe_fee_returned: true,
  loss_recovered: true,
  loss_absorbed: true,
  adjustment: true,
  debt_written_off: true,
} satisfies Record<EntryKind, true>) as EntryKind[];
