import {
  earningRecorded,
  earningReleased,
  earningReversed,
  money,
  payoutReserved,
  payoutReturned,
  payoutSettled,
  type JournalEntry,
} from "@payrun/payouts-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledgerTotals, newId, postEntries, sqlState } from "../src/index.ts";
import { addCreators, at, openBooks, refusal, seededNumbers, type Books } from "./books.ts";

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

describe("whatever four writers post at once", () => {
  const WRITERS = 4;
  const PAGES = 10;

  /** A random event in the life of a creator that her money allows most of the time. */
  function randomEntries(creatorId: string, below: (limit: number) => number): readonly JournalEntry[] {
    const amount = usd(BigInt(1 + below(500)));
    const facts = { payoutItemId: newId(), attemptNo: 1, creatorId, amount, effectiveAt: at };
    const earning = {
      earningId: newId(),
      creatorId,
      net: amount,
      fee: usd(BigInt(below(50))),
      effectiveAt: at,
    };
    switch (below(5)) {
      case 0:
        return [earningRecorded({ ...earning, fundedBy: { kind: "money" } })];
      case 1:
        return [
          earningRecorded({ ...earning, fundedBy: { kind: "money" } }),
          earningReleased({ ...earning, amount }),
        ];
      case 2:
        return [payoutReserved(facts), payoutSettled(facts)];
      case 3:
        return [payoutReserved(facts), payoutReturned(facts)];
      default:
        return [
          earningReversed({
            ...earning,
            reversalId: newId(),
            from: "available",
            refundTo: { kind: "money" },
          }),
        ];
    }
  }

  /** Posts pages; says of each whether it was allowed, or what refused it. */
  async function write(seed: number, creators: readonly string[]): Promise<readonly string[]> {
    const below = seededNumbers(seed);
    const answers: string[] = [];
    for (let page = 0; page < PAGES; page += 1) {
      const pick = () => randomEntries(creators[below(creators.length)] ?? "", below);
      const entries = Array.from({ length: 40 }, pick).flat();
      answers.push(await refusal(books.db.transaction((tx) => postEntries(tx, entries))));
    }
    return answers;
  }

  test("no writer is lost to a deadlock, balances are the sums of postings, and sequences have no gaps", async () => {
    const creators = await addCreators(books.db, 30, { availableMinor: 3_000n });
    const answers = await Promise.all(
      Array.from({ length: WRITERS }, (_, index) => write(2026 + index, creators)),
    );
    expect(new Set(answers.flat())).toEqual(new Set(["allowed", "available_not_overdrawn"]));

    const wrong = await books.db.query(
      `SELECT a.code FROM ledger_accounts a
         LEFT JOIN (SELECT account_id, count(*) AS postings, count(account_seq) AS sequenced, min(account_seq) AS first, max(account_seq) AS last,
                           sum(CASE direction WHEN 'credit' THEN amount_minor ELSE -amount_minor END) AS credit
                      FROM postings GROUP BY account_id) p ON p.account_id = a.id
        WHERE a.balance_minor <> coalesce(CASE WHEN a.kind IN ('platform_cash', 'platform_clearing', 'platform_stripe_fees', 'platform_losses')
                                               THEN -p.credit ELSE p.credit END, 0)
           OR a.posting_count <> coalesce(p.postings, 0)
           OR (a.kind::text NOT LIKE 'platform%' AND p.postings > 0 AND (p.sequenced, p.first, p.last) <> (p.postings, 1, p.postings))`,
    );
    expect(wrong).toEqual([]);
    for (const { debitMinor, creditMinor } of await ledgerTotals(books.db))
      expect(debitMinor).toBe(creditMinor);
  });

  test("two that share creators in opposite order wait for each other in no circle", async () => {
    const creators = await addCreators(books.db, 40, { availableMinor: 1_000n });
    const lives = (order: readonly string[]) =>
      postEntries(
        books.db,
        order.map((creatorId) => reservation(creatorId, 1n)),
      );
    const turns = Array.from({ length: 20 }, (_, turn) =>
      lives(turn % 2 === 0 ? creators : creators.toReversed()),
    );
    const failures = (await Promise.allSettled(turns)).flatMap((turn) =>
      turn.status === "rejected" ? [sqlState(turn.reason)] : [],
    );
    expect(failures).toEqual([]);
  });
});
