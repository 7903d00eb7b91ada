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

describe("the database refuses an entry", () => {
  test.for([
    {
      that: "has debits of one cent more than credits",
      postings: [cash("debit", 10_01n), available1(10_00n)],
      by: "entry_balances",
    },
    { that: "has one side only", postings: [cash("debit", 10_00n)], by: "entry_balances" },
    {
      that: "balances in numbers but not per currency",
      postings: [cash("debit", 10_00n), cash("credit", 10_00n, "EUR")],
      by: "entry_balances",
    },
    { that: "has no postings", postings: [], by: "entry_has_postings" },
    {
      that: "posts nothing",
      postings: [cash("debit", 0n), cash("credit", 0n)],
      by: "posting_amount_positive",
    },
    {
      that: "posts a negative amount",
      postings: [cash("debit", -1n), cash("credit", -1n)],
      by: "posting_amount_positive",
    },
    {
      that: "gives a platform account a sequence",
      postings: [cash("debit", 1n), cash("credit", 1n)],
      by: "posting_sequence",
      sequenced: true,
    },
  ])("that $that", async ({ postings, by, sequenced }) => {
    const insert = sequenced ? insertSequenced : insertRawEntry;
    expect(await refusal(insert(books.db, postings))).toBe(by);
  });

  test("that balances in one currency of two", async () => {
    const postings = [
      cash("debit", 5n),
      cash("credit", 5n),
      cash("debit", 5n, "EUR"),
      cash("credit", 4n, "EUR"),
    ];
    expect(await refusal(insertRawEntry(books.db, postings))).toBe("entry_balances");
  });

  test("never because it is in two currencies, each in balance", async () => {
    const postings = [
      cash("debit", 5n),
      cash("credit", 5n),
      cash("debit", 5n, "EUR"),
      cash("credit", 5n, "EUR"),
    ];
    expect(await refusal(insertRawEntry(books.db, postings))).toBe("allowed");
  });

  test("that comes a second time with the key of another", async () => {
    const postings = [cash("debit", 10_00n), available("credit", 10_00n)];
    await insertRawEntry(books.db, postings, { key: "the/key" });
    expect(await refusal(insertRawEntry(books.db, postings, { key: "the/key" }))).toBe(
      "journal_entries_idempotency_key_key",
    );
  });

  test("that posts dollars to an account in euros", async () => {
    const postings = [cash("debit", 1n), { ...cash("credit", 1n), accountCurrency: "EUR" }];
    expect(await refusal(insertRawEntry(books.db, postings))).toBe("postings_account_id_currency_fkey");
  });

  test.for([
    { that: "leaves a gap in an account's sequence", seqOffsets: [1] },
    { that: "repeats a number of an account's sequence", seqOffsets: [-1] },
    { that: "leaves a gap inside one statement", seqOffsets: [0, 1] },
  ])("that $that", async ({ seqOffsets }) => {
    const postings = seqOffsets.flatMap((seqOffset) => [
      cash("debit", 1n),
      available("credit", 1n, { seqOffset }),
    ]);
    expect(await refusal(insertRawEntry(books.db, postings))).toMatch(
      /^(posting_sequence|postings_account_id_account_seq_key)$/,
    );
  });

  test("that is there already and would get two more sides, balanced as they are", async () => {
    await insertRawEntry(books.db, [cash("debit", 10_00n), available("credit", 10_00n)], {
      key: "old/entry",
    });
    const append = (firstLine: number) =>
      books.db.query(
        `INSERT INTO postings (journal_entry_id, line_no, account_id, direction, amount_minor, currency)
         SELECT e.id, $1 + l.line_no, a.id, l.direction::posting_direction, 5, 'USD'
           FROM journal_entries e, ledger_accounts a, (VALUES (0, 'debit'), (1, 'credit')) AS l (line_no, direction)
          WHERE e.idempotency_key = 'old/entry' AND a.code = 'platform:cash' AND a.currency = 'USD'`,
        [firstLine],
      );
    expect(await refusal(append(2))).toBe("entry_is_whole");
    expect(await refusal(append(-2))).toBe("entry_is_whole");
    expect(await refusal(append(0))).toBe("postings_pkey");
  });
});

/** A credit to the platform's clearing account, known before any creator is. */
function available1(amountMinor: bigint): RawPosting {
  return { account: "platform:clearing", direction: "credit", amountMinor };
}

async function insertSequenced(sql: Books["db"], postings: readonly RawPosting[]): Promise<void> {
  await sql.transaction(async (tx) => {
    await tx.query(
      `WITH entry AS (INSERT INTO journal_entries (idempotency_key, kind, effective_at) VALUES ('sequenced', 'raw', now()) RETURNING id)
       INSERT INTO postings (journal_entry_id, line_no, account_id, direction, amount_minor, currency, account_seq)
       SELECT entry.id, p.ord - 1, a.id, p.direction, p.amount_minor, 'USD', p.ord
         FROM entry, unnest($1::posting_direction[], $2::bigint[]) WITH ORDINALITY AS p (direction, amount_minor, ord), ledger_accounts a
        WHERE a.code = 'platform:cash' AND a.currency = 'USD'`,
      [postings.map((posting) => posting.direction), postings.map((posting) => posting.amountMinor)],
    );
  });
}

describe("what is written stays written", () => {
  const written = [
    ...[
      "journal_entries",
      "postings",
      "audit_log",
      "earning_reversals",
      "token_purchase_reversals",
      "payout_decisions",
    ].flatMap((table) => [
      { table, change: "UPDATE" },
      { table, change: "DELETE" },
      { table, change: "TRUNCATE" },
    ]),
    ...["ledger_accounts", "earnings", "transfers", "payout_items", "payout_batches", "installation"].flatMap(
      (table) => [
        { table, change: "DELETE" },
        { table, change: "TRUNCATE" },
      ],
    ),
  ];
  const statements: Record<string, (table: string) => string> = {
    UPDATE: (table) =>
      `UPDATE ${table} SET ${table === "postings" ? "amount_minor = 1" : table === "payout_decisions" ? "reasons = '[]'" : "id = id"}`,
    DELETE: (table) => `DELETE FROM ${table}`,
    TRUNCATE: (table) => `TRUNCATE ${table} CASCADE`,
  };

  test.for(written)("$table refuses $change", async ({ table, change }) => {
    expect(await refusal(books.db.query(statements[change]?.(table) ?? ""))).toBe("append_only");
  });

  test("the books are not emptied by emptying what they speak of", async () => {
    expect(await refusal(books.db.query("TRUNCATE creators CASCADE"))).toBe("append_only");
    expect(await refusal(books.db.query("TRUNCATE fans CASCADE"))).toBe("append_only");
  });
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
  stripe_fee: true,
  loss_absorbed: true,
  adjustment: true,
  debt_written_off: true,
} satisfies Record<EntryKind, true>) as EntryKind[];
