import { expect } from "vitest";
import type { House } from "./house.ts";

type Pair = {
  readonly stripeTransferId: string;
  readonly payoutItemId: string | null;
  readonly attemptNo: number | null;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly destinationAccountId: string | null;
};

/**
 * How every story ends: the books obey their laws, every paid item has exactly its own transfer at Stripe and every
 * transfer there is a paid item, one by one and to the cent, and the cash that left the books by them is what left Stripe.
 *
 * @param adopted transfers that are no item's, and were taken into the books as such.
 */
export async function expectBooksAgree(
  house: House,
  { adopted = [] }: { readonly adopted?: readonly string[] } = {},
): Promise<void> {
  await house.booksBalance();
  const atStripe = await pairsAtStripe(house);
  const here = await house.db.query<Pair>(
    `SELECT t.stripe_transfer_id AS "stripeTransferId", i.id AS "payoutItemId", t.attempt_no AS "attemptNo",
            i.amount_minor AS "amountMinor", i.currency, i.destination_account_id AS "destinationAccountId"
       FROM payout_items i LEFT JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = i.attempt_no
      WHERE i.status IN ('paid', 'reversed')`,
  );
  const unknown = await house.db.query<{ id: string }>(
    "SELECT id FROM payout_items WHERE status = 'unknown'",
  );
  const undecided = new Set(unknown.map((item) => item.id));
  const decided = atStripe.filter(
    ({ stripeTransferId, payoutItemId }) =>
      !adopted.includes(stripeTransferId) && !undecided.has(payoutItemId ?? ""),
  );
  expect(decided.toSorted(byId)).toEqual([...here].toSorted(byId));
  const left = await cashThatLeft(house);
  const notYetHere = atStripe.filter(({ payoutItemId }) => undecided.has(payoutItemId ?? ""));
  expect(left).toEqual(sums(atStripe.filter((pair) => !notYetHere.includes(pair))));
}

async function pairsAtStripe(house: House): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for await (const page of house.deps.provider.listTransfers({ createdFrom: new Date(0) })) {
    for (const { transferId, payoutItemId, attemptNo, amountMinor, currency, destinationAccountId } of page) {
      pairs.push({
        stripeTransferId: transferId,
        payoutItemId,
        attemptNo,
        amountMinor,
        currency,
        destinationAccountId,
      });
    }
  }
  return pairs;
}

async function cashThatLeft(house: House): Promise<Readonly<Record<string, bigint>>> {
  const rows = await house.db.query<{ currency: string; amountMinor: bigint }>(
    `SELECT p.currency, sum(p.amount_minor)::bigint AS "amountMinor"
       FROM postings p JOIN ledger_accounts a ON a.id = p.account_id JOIN journal_entries e ON e.id = p.journal_entry_id
      WHERE a.kind = 'platform_cash' AND e.kind IN ('payout_settled', 'transfer_adopted') GROUP BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.currency, row.amountMinor]));
}

function sums(pairs: readonly Pair[]): Readonly<Record<string, bigint>> {
  const total: Record<string, bigint> = {};
  for (const { currency, amountMinor } of pairs) total[currency] = (total[currency] ?? 0n) + amountMinor;
  return total;
}

function byId(a: Pair, b: Pair): number {
  return a.stripeTransferId < b.stripeTransferId ? -1 : 1;
}
