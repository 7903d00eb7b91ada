import {
  credit,
  creatorAvailable,
  creatorHeld,
  creatorInTransit,
  debit,
  earningRecorded,
  earningReleased,
  money,
  payoutReserved,
  platformCash,
  platformClearing,
  type JournalEntry,
} from "@payrun/payouts-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId, postEntries, type Sql } from "../src/index.ts";
import {
  addCreators,
  at,
  balanceOf,
  countOf,
  giveAvailable,
  openBooks,
  refusal,
  type Books,
} from "./books.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const usd = (amountMinor: bigint) => money(amountMinor, "USD");
const reservation = (creatorId: string, amountMinor: bigint): JournalEntry =>
  payoutReserved({
    payoutItemId: newId(),
    attemptNo: 1,
    creatorId,
    amount: usd(amountMinor),
    effectiveAt: at,
  });

describe("a page of entries", () => {
  test("is one statement, 5,000 of them too", async () => {
    const creators = await addCreators(books.db, 5_000, { availableMinor: 10n });
    const before = books.db.roundTrips();
    await postEntries(
      books.db,
      creators.map((creatorId) => reservation(creatorId, 10n)),
    );
    expect(books.db.roundTrips() - before).toBe(1);
    expect(
      await countOf(
        books.db,
        "FROM ledger_accounts WHERE kind = 'creator_in_transit' AND balance_minor = 10",
      ),
    ).toBe(5_000);
  });

  test("is two statements from 5,001 on, and none when it is empty", async () => {
    const [creatorId = ""] = await addCreators(books.db, 1, { availableMinor: 5_001n });
    const before = books.db.roundTrips();
    await postEntries(
      books.db,
      Array.from({ length: 5_001 }, () => reservation(creatorId, 1n)),
    );
    expect(books.db.roundTrips() - before).toBe(2);
    await postEntries(books.db, []);
    expect(books.db.roundTrips() - before).toBe(2);
  });

  test("numbers the postings of one account in the order of its entries", async () => {
    const [creatorId = ""] = await addCreators(books.db, 1, { availableMinor: 6n });
    await postEntries(books.db, [
      reservation(creatorId, 1n),
      reservation(creatorId, 2n),
      reservation(creatorId, 3n),
    ]);
    const lines = await books.db.query<{ seq: bigint; amountMinor: bigint }>(
      `SELECT p.account_seq AS seq, p.amount_minor AS "amountMinor" FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
        WHERE a.code = $1 ORDER BY p.account_seq`,
      [creatorAvailable(creatorId)],
    );
    expect(lines.map(({ seq, amountMinor }) => [seq, amountMinor])).toEqual([
      [1n, 6n],
      [2n, 1n],
      [3n, 2n],
      [4n, 3n],
    ]);
  });

  test("is refused whole when one entry of it is posted already, and leaves nothing", async () => {
    const [creatorId = ""] = await addCreators(books.db, 1, { availableMinor: 100n });
    const posted = reservation(creatorId, 1n);
    await postEntries(books.db, [posted]);
    const page = [reservation(creatorId, 2n), posted, reservation(creatorId, 3n)];
    expect(await refusal(postEntries(books.db, page))).toBe("journal_entries_idempotency_key_key");
    expect(await balanceOf(books.db, creatorInTransit(creatorId))).toBe(1n);
    expect(
      await countOf(books.db, "FROM journal_entries WHERE idempotency_key = $1", [page[0]?.idempotencyKey]),
    ).toBe(0);
  });

  test("is refused whole when one creator of it has too little", async () => {
    const [rich = "", poor = ""] = await addCreators(books.db, 2, { availableMinor: 100n });
    const page = [reservation(rich, 100n), reservation(poor, 101n)];
    expect(await refusal(postEntries(books.db, page))).toBe("available_not_overdrawn");
    expect(await balanceOf(books.db, creatorAvailable(rich))).toBe(100n);
  });

  test("is not posted when an account of it is not open, and names it", async () => {
    const [creatorId = ""] = await addCreators(books.db, 1, { availableMinor: 100n });
    const inYen = {
      ...reservation(creatorId, 2n),
      postings: [
        debit(creatorAvailable(creatorId), money(2n, "JPY")),
        credit(platformCash, money(2n, "JPY")),
      ],
    };
    await expect(postEntries(books.db, [reservation(creatorId, 1n), inYen])).rejects.toThrow(
      `${creatorAvailable(creatorId)} JPY`,
    );
    const dollarsToStranger = {
      ...inYen,
      postings: [debit(platformClearing, usd(2n)), credit(creatorHeld("stranger"), usd(2n))],
    };
    await expect(postEntries(books.db, [reservation(creatorId, 1n), dollarsToStranger])).rejects.toThrow(
      "creator:stranger:held USD",
    );
    expect(await balanceOf(books.db, creatorInTransit(creatorId))).toBe(0n);
  });
});

describe("the balance at a past instant", () => {
  /** What the postings up to an instant come to, by the clock on which entries are written. */
  async function balanceAt(sql: Sql, code: string, instant: Date): Promise<bigint> {
    const [row] = await sql.query<{ balanceMinor: bigint }>(
      `SELECT coalesce(sum(CASE p.direction WHEN 'credit' THEN p.amount_minor ELSE -p.amount_minor END), 0)::bigint AS "balanceMinor"
         FROM postings p JOIN journal_entries e ON e.id = p.journal_entry_id JOIN ledger_accounts a ON a.id = p.account_id
        WHERE a.code = $1 AND a.currency = 'USD' AND e.effective_at <= $2`,
      [code, instant],
    );
    return row?.balanceMinor ?? 0n;
  }

  test("is proved from the postings, and never changes after", async () => {
    const [creatorId = ""] = await addCreators(books.db, 1);
    const day = (dayOfMonth: number) => new Date(Date.UTC(2026, 10, dayOfMonth));
    const earn = (dayOfMonth: number, net: bigint) => {
      const earning = {
        earningId: newId(),
        creatorId,
        net: usd(net),
        fee: usd(1n),
        effectiveAt: day(dayOfMonth),
      };
      return [
        earningRecorded({ ...earning, fundedBy: { kind: "money" } }),
        earningReleased({ ...earning, amount: usd(net), effectiveAt: day(dayOfMonth + 7) }),
      ];
    };
    await postEntries(books.db, [...earn(1, 100n), ...earn(3, 50n)]);
    const proved = async () =>
      Promise.all(
        [2, 8, 10].map(async (dayOfMonth) => [
          await balanceAt(books.db, creatorHeld(creatorId), day(dayOfMonth)),
          await balanceAt(books.db, creatorAvailable(creatorId), day(dayOfMonth)),
        ]),
      );
    expect(await proved()).toEqual([
      [100n, 0n],
      [50n, 100n],
      [0n, 150n],
    ]);

    await postEntries(books.db, [{ ...reservation(creatorId, 150n), effectiveAt: day(15) }]);
    await giveAvailable(books.db, [creatorId], 7n);
    expect(await proved()).toEqual([
      [100n, 0n],
      [50n, 100n],
      [0n, 150n],
    ]);
    expect(await balanceAt(books.db, creatorAvailable(creatorId), at)).toBe(
      await balanceOf(books.db, creatorAvailable(creatorId)),
    );
  });
});
