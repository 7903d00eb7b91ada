import { randomUUID } from "node:crypto";
import { newId, postEntries } from "@payrun/db";
import { chargeSeen, findingKinds, findingOwner, money, type FindingKind } from "@payrun/payouts-core";
import { expect, test } from "vitest";
import { reconcileBatch, reconcileRecent } from "../src/jobs/reconcile-stripe.ts";
import type { House } from "./house.ts";
import { asSuperuser } from "./operational-clock.ts";
import { atStripe, openFindingsOf } from "./stripe-money.ts";
import { switchFault, transferByHand } from "./stripe-side.ts";
import { openAlarmKinds, plannedBatch, storyHouse } from "./story.ts";

type Paid = {
  readonly itemId: string;
  readonly attemptId: string;
  readonly transferId: string;
  readonly account: string;
};

/** A difference that is made, and the subject under which it must be found. */
type Seeded = readonly [FindingKind, string];

const CREATORS = 28;

test("three of each of the twelve kinds are found, those and no others, at the batch's end and daily, however often", async () => {
  const { house, batchId, take, refusedItem } = await paidHouse();
  const charges = await Promise.all([1, 2, 3].map(() => charge(house)));
  await reconcileBatch(house.deps, batchId);
  expect(await openFindingsOf(house)).toEqual([]);

  const seeded: Seeded[] = [
    ...(await seedAbsent(house, batchId, take)),
    ...(await seedAttempts(house, take)),
    ...(await seedStates(house, take)),
    ...(await seedDuplicates(house, batchId, take, refusedItem)),
    ...(await seedFees(house, charges)),
    ...(await seedMetadata(house, take)),
  ];
  expect(new Set(seeded.map(([kind]) => kind))).toEqual(new Set(findingKinds));
  expect(seeded).toHaveLength(findingKinds.length * 3);
  const expected = seeded.toSorted(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)));

  for (const comparison of [() => reconcileBatch(house.deps, batchId), () => reconcileRecent(house.deps)]) {
    await comparison();
    await comparison();
    const found = await openFindingsOf(house);
    expect(found.map(({ kind, subject }) => [kind, subject]).toSorted(byKind)).toEqual(expected);
    expect(found.filter(({ kind, owner }) => owner !== findingOwner(kind as FindingKind))).toEqual([]);
    await house.db.query("DELETE FROM reconciliation_findings");
  }
  expect([...new Set(await openAlarmKinds(house))]).toEqual(["differs_from_stripe"]);
}, 120_000);

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byKind([a = "", x = ""]: readonly string[], [b = "", y = ""]: readonly string[]): number {
  return a === b ? compare(x, y) : compare(a, b);
}

/** A batch that is paid but for one refused item; `take` hands out paid items, each once. */
async function paidHouse() {
  const house = await storyHouse();
  const { batchId, creators, items } = await plannedBatch(house, Array<number>(CREATORS).fill(4000));
  const refused = creators[0]?.accountId ?? "";
  await switchFault(house, { kind: "error", code: "account_closed", match: { destination: refused } });
  await house.runJobs();
  const paid = [
    ...(await house.db.query<Paid>(
      `SELECT i.id AS "itemId", t.id AS "attemptId", t.stripe_transfer_id AS "transferId", i.destination_account_id AS account
         FROM payout_items i JOIN transfers t ON t.payout_item_id = i.id WHERE i.status = 'paid' ORDER BY i.id`,
    )),
  ];
  expect(paid).toHaveLength(CREATORS - 1);
  const take = (): Paid => {
    const next = paid.pop();
    if (!next) throw new Error("no paid item is left");
    return next;
  };
  return { house, batchId, take, refusedItem: { itemId: items[0]?.id ?? "", account: refused } };
}

async function charge(house: House): Promise<string> {
  const { id } = await atStripe(house, "charges", {
    amount: 10_000,
    currency: "usd",
    source: "tok_bypassPending",
  });
  return id;
}

/** What one side has and the other does not. */
async function seedAbsent(house: House, batchId: string, take: () => Paid): Promise<readonly Seeded[]> {
  const gone = await Promise.all(
    ["tr_gone_1", "tr_gone_2"].map(async (id) => {
      await asSuperuser(
        house,
        `INSERT INTO transfers (id, payout_item_id, attempt_no, amount_minor, currency, destination_account_id, idempotency_key, request,
                                stripe_transfer_id, status, first_sent_at, last_sent_at, finished_at)
         SELECT $1, payout_item_id, 7, amount_minor, currency, destination_account_id, idempotency_key || $3, request, $3, 'paid',
                first_sent_at, last_sent_at, finished_at FROM transfers WHERE id = $2`,
        [newId(), take().attemptId, id],
      );
      return ["ours_without_theirs", id] as const;
    }),
  );
  const never = { balanceTransactionId: "txn_never", amount: money(700n, "USD"), effectiveAt: new Date() };
  await house.db.transaction((tx) => postEntries(tx, [chargeSeen(never)]));
  const [account = ""] = (await house.addCreators([0])).map(({ accountId }) => accountId);
  const named = { amountMinor: 100, currency: "USD", attemptNo: 1, destination: account, batchId };
  const theirs = [
    await transferByHand(house, { ...named, payoutItemId: randomUUID() }),
    await transferByHand(house, { ...named, payoutItemId: "no-id-of-ours" }),
    (await atStripe(house, "transfers", { amount: 100, currency: "usd", destination: account })).id,
  ];
  return [
    ...gone,
    ["ours_without_theirs", "balance-transaction/txn_never/charge-seen"],
    ...theirs.map((id) => ["theirs_without_ours", id] as const),
  ];
}

/** What the attempt says otherwise. */
async function seedAttempts(house: House, take: () => Paid): Promise<readonly Seeded[]> {
  const changes: readonly (readonly [FindingKind, string])[] = [
    ["amount", "amount_minor = amount_minor + 1"],
    ["amount", "amount_minor = amount_minor - 1"],
    ["amount", "amount_minor = 1"],
    ["currency", "currency = 'EUR'"],
    ["currency", "currency = 'JPY'"],
    ["currency", "currency = 'BHD'"],
    ["destination", "destination_account_id = 'acct_other'"],
    ["destination", "destination_account_id = upper(destination_account_id)"],
    ["destination", "destination_account_id = ''"],
    ["wrong_mode", "idempotency_key = replace(idempotency_key, 'simulator', 'live')"],
    ["wrong_mode", "idempotency_key = replace(idempotency_key, 'simulator', 'test')"],
    ["wrong_mode", "idempotency_key = 'payrun_live_' || id"],
    [
      "late",
      "status = 'unknown', stripe_transfer_id = NULL, first_sent_at = first_sent_at - interval '61 minutes'",
    ],
    [
      "late",
      "status = 'begun', stripe_transfer_id = NULL, first_sent_at = first_sent_at - interval '2 hours'",
    ],
    [
      "late",
      "status = 'unknown', stripe_transfer_id = NULL, first_sent_at = first_sent_at - interval '2 days'",
    ],
  ];
  return Promise.all(
    changes.map(async ([kind, change]) => {
      const { attemptId, transferId } = take();
      await asSuperuser(house, `UPDATE transfers SET ${change} WHERE id = $1`, [attemptId]);
      return [kind, transferId] as const;
    }),
  );
}

/** What the item says otherwise, of its state and of what came back. */
async function seedStates(house: House, take: () => Paid): Promise<readonly Seeded[]> {
  const changes: readonly (readonly [FindingKind, string])[] = [
    ["status", "status = 'failed'"],
    ["status", "status = 'reversed'"],
    ["status", "status = 'canceled'"],
    ["reversed", "reversed_minor = 1"],
    ["reversed", "reversed_minor = 4000, status = 'reversed'"],
    ["reversed", "reversed_minor = 3999"],
  ];
  return Promise.all(
    changes.map(async ([kind, change]) => {
      const { itemId, transferId } = take();
      await asSuperuser(house, `UPDATE payout_items SET ${change} WHERE id = $1`, [itemId]);
      return [kind, transferId] as const;
    }),
  );
}

async function seedDuplicates(
  house: House,
  batchId: string,
  take: () => Paid,
  refusedItem: { readonly itemId: string; readonly account: string },
): Promise<readonly Seeded[]> {
  const ids: string[] = [];
  const paid = take();
  for (const { itemId, account } of [paid, paid, refusedItem]) {
    const transfer = { amountMinor: 4000, currency: "USD", attemptNo: 1, destination: account, batchId };
    ids.push(await transferByHand(house, { ...transfer, payoutItemId: itemId }));
  }
  return ids.map((id) => ["duplicate", id]);
}

/** Stripe's fee is not the one that was booked. */
async function seedFees(house: House, charges: readonly string[]): Promise<readonly Seeded[]> {
  const booked = ["booked_fee_minor + 1", "booked_fee_minor - 1", "0"];
  return Promise.all(
    charges.map(async (id, index) => {
      await asSuperuser(
        house,
        `UPDATE balance_transactions SET booked_fee_minor = ${booked[index]} WHERE source_id = $1`,
        [id],
      );
      const [row] = await house.db.query<{ id: string }>(
        "SELECT id FROM balance_transactions WHERE source_id = $1",
        [id],
      );
      return ["fee", row?.id ?? ""] as const;
    }),
  );
}

/** Somebody took the metadata away at Stripe. */
async function seedMetadata(house: House, take: () => Paid): Promise<readonly Seeded[]> {
  const changes = [
    { "metadata[payout_item_id]": "" },
    { "metadata[attempt_no]": "2" },
    { "metadata[payout_batch_id]": "elsewhere" },
  ];
  return Promise.all(
    changes.map(async (change) => {
      const { transferId } = take();
      await atStripe(house, `transfers/${transferId}`, change);
      return ["missing_metadata", transferId] as const;
    }),
  );
}
