import { creatorAvailable } from "@payrun/payouts-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addCreators, expectSoundBooks, openBooks, refusal, type Books } from "./books.ts";
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
const clearing = (direction: "debit" | "credit", amountMinor: bigint): RawPosting => ({
  ...cash(direction, amountMinor),
  account: "platform:clearing",
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
      postings: [cash("debit", 10_01n), clearing("credit", 10_00n)],
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
