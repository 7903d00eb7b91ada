import { activeStop, checkChanged, findInvariantBreaches, liftStop, openDatabase } from "@payrun/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkInvariants } from "../src/jobs/check-invariants.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { openHouse, type House } from "./house.ts";
import { asSuperuser } from "./operational-clock.ts";
import { openAlarmKinds, planBatch } from "./story.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ chunkSize: 1 });
  await house.fund({ usd: 1_000_000 });
  await house.addCreators([4000, 5000]);
  const batchId = await planBatch(house);
  await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
  await house.runJobs();
}, 60_000);
afterAll(() => house.close());

const lawsBroken = (breaches: readonly { readonly law: string }[] | null) =>
  new Set((breaches ?? []).map(({ law }) => law));

/** A paid item, what one that waits would be, and the batch. */
const PAID = "(SELECT id FROM payout_items WHERE status = 'paid' ORDER BY id LIMIT 1)";

type Seed = {
  readonly law: string;
  readonly seed: string;
  readonly undo: string;
  /** Only a check of what changed can see it: the rows agree with each other again. */
  readonly changedOnly?: boolean;
};

const SEEDS: readonly Seed[] = [
  {
    law: "entry_balances",
    seed: "UPDATE postings SET amount_minor = amount_minor + 1 WHERE journal_entry_id = (SELECT min(id) FROM journal_entries) AND line_no = 0",
    undo: "UPDATE postings SET amount_minor = amount_minor - 1 WHERE journal_entry_id = (SELECT min(id) FROM journal_entries) AND line_no = 0",
  },
  {
    law: "entry_has_postings",
    seed: "INSERT INTO journal_entries (idempotency_key, kind, effective_at) VALUES ('seeded', 'adjustment', now())",
    undo: "DELETE FROM journal_entries WHERE idempotency_key = 'seeded'",
  },
  {
    law: "history_stays",
    seed: "UPDATE journal_entries SET kind = kind",
    undo: "SELECT",
    changedOnly: true,
  },
  {
    law: "balance_from_postings",
    seed: "UPDATE ledger_accounts SET balance_minor = balance_minor + 1 WHERE kind = 'creator_available'",
    undo: "UPDATE ledger_accounts SET balance_minor = balance_minor - 1 WHERE kind = 'creator_available'",
  },
  {
    law: "posting_sequence",
    seed: "UPDATE ledger_accounts SET posting_count = posting_count + 1 WHERE kind = 'creator_available'",
    undo: "UPDATE ledger_accounts SET posting_count = posting_count - 1 WHERE kind = 'creator_available'",
  },
  {
    law: "account_floor",
    seed: `ALTER TABLE ledger_accounts DROP CONSTRAINT account_floor;
           UPDATE ledger_accounts SET balance_minor = balance_minor - 1 WHERE kind = 'creator_held'`,
    undo: "UPDATE ledger_accounts SET balance_minor = balance_minor + 1 WHERE kind = 'creator_held'",
  },
  {
    law: "account_floor",
    seed: "UPDATE ledger_accounts SET balance_minor = balance_minor - 1000000000 WHERE kind = 'platform_cash'",
    undo: "UPDATE ledger_accounts SET balance_minor = balance_minor + 1000000000 WHERE kind = 'platform_cash'",
  },
  {
    law: "held_is_unreleased",
    seed: "UPDATE earnings SET released_at = NULL",
    undo: "UPDATE earnings SET released_at = available_at",
  },
  {
    law: "paid_within_earned",
    seed: "UPDATE earnings SET reversed_net_minor = net_minor, reversed_minor = gross_minor",
    undo: "UPDATE earnings SET reversed_net_minor = 0, reversed_minor = 0",
  },
  {
    law: "open_items_are_in_transit",
    seed: `UPDATE payout_items SET status = 'unknown' WHERE id = ${PAID}`,
    undo: "UPDATE payout_items SET status = 'paid' WHERE status = 'unknown'",
  },
  {
    law: "one_open_item",
    seed: `DROP INDEX payout_items_one_open;
           INSERT INTO payout_batches (id, period_key, status, scheduled_for, cutoff_at, started_by) VALUES (gen_random_uuid(), 'seeded', 'processing', now(), now(), 'admin');
           INSERT INTO payout_items (id, batch_id, creator_id, currency, amount_minor, status, chunk_no, destination_account_id)
           SELECT gen_random_uuid(), b.id, i.creator_id, 'USD', 4000, 'planned', 9, 'acct_seeded' FROM payout_items i, payout_batches b
            WHERE i.id = ${PAID} AND b.period_key = 'seeded';
           UPDATE payout_items SET status = 'unknown' WHERE id = ${PAID}`,
    undo: `UPDATE payout_items SET status = 'paid' WHERE status = 'unknown';
           DELETE FROM payout_items WHERE destination_account_id = 'acct_seeded';
           DELETE FROM payout_batches WHERE period_key = 'seeded'`,
  },
  {
    law: "paid_items_are_settled",
    seed: "UPDATE transfers SET status = 'refused'",
    undo: "UPDATE transfers SET status = 'paid'",
  },
  {
    law: "attempts_in_order",
    seed: `INSERT INTO transfers (id, payout_item_id, attempt_no, amount_minor, currency, destination_account_id, idempotency_key, request, status)
           SELECT gen_random_uuid(), id, 2, 4000, 'USD', 'acct_seeded', 'seeded', '', 'claimed' FROM payout_items WHERE id = ${PAID}`,
    undo: "DELETE FROM transfers WHERE idempotency_key = 'seeded'",
  },
  {
    law: "attempts_reserved",
    seed: "UPDATE payout_items SET attempt_no = 2",
    undo: "UPDATE payout_items SET attempt_no = 1",
  },
  {
    law: "notified_once",
    seed: `DROP INDEX notifications_dedupe_key_key;
           INSERT INTO notifications (id, dedupe_key, creator_id, kind) SELECT gen_random_uuid(), 'seeded', id, 'seeded' FROM creators`,
    undo: "DELETE FROM notifications WHERE kind = 'seeded'",
  },
  {
    law: "counts_match_items",
    seed: "UPDATE payout_batches SET paid_count = paid_count + 1",
    undo: "UPDATE payout_batches SET paid_count = paid_count - 1",
  },
  {
    law: "totals_match_items",
    seed: "UPDATE payout_batch_totals SET amount_minor = amount_minor + 1",
    undo: "UPDATE payout_batch_totals SET amount_minor = amount_minor - 1",
  },
  {
    law: "everyone_is_decided",
    seed: "CREATE TABLE seeded AS SELECT * FROM payout_decisions; DELETE FROM payout_decisions",
    undo: "INSERT INTO payout_decisions SELECT * FROM seeded; DROP TABLE seeded",
  },
];

describe("a broken law", () => {
  test.for(SEEDS)(
    "is caught a minute after, and by the proof of everything: $law",
    async ({ law, seed, undo, changedOnly }) => {
      await checkInvariants(house.deps, { scope: "all" });
      expect(await activeStop(house.db)).toBeNull();
      await asSuperuser(house, seed);
      await checkInvariants(house.deps, { scope: "changed" });
      const [alarm] = await house.db.query<{ detail: Record<string, unknown> }>(
        "SELECT detail FROM alarms WHERE kind = 'invariant_breach' AND subject = $1 AND cleared_at IS NULL",
        [law],
      );
      expect(alarm?.detail).toMatchObject({
        summary: expect.stringMatching(/^\d+ broken, the first: .+\. All payouts are stopped\.$/) as string,
        nextStep: expect.stringContaining("Find the cause") as string,
      });
      expect(await activeStop(house.db)).toMatchObject({
        reasonCode: "invariant_breach",
        scope: { kind: "all" },
      });
      expect(lawsBroken(await findInvariantBreaches(house.db)).has(law)).toBe(changedOnly !== true);

      await asSuperuser(house, undo);
      await checkInvariants(house.deps, { scope: "all" });
      expect(await openAlarmKinds(house)).toEqual([]);
      await liftStop(house.db, "invariant_breach", "ada");
    },
  );

  test("is caught also where its transaction ends after a later one was checked", async () => {
    const admin = openDatabase(house.database.adminUrl, { poolSize: 1 });
    try {
      await admin.transaction(async (tx) => {
        await tx.query("SET LOCAL session_replication_role = replica");
        await tx.query("UPDATE payout_batches SET failed_count = failed_count + 1");
        await house.earn({ ...(await anyCreator()), accountId: "" }, 100);
        expect(await checkChanged(house.db)).toEqual([]);
      });
      expect(lawsBroken(await checkChanged(house.db))).toEqual(new Set(["counts_match_items"]));
      expect(await checkChanged(house.db)).toEqual([]);
    } finally {
      await asSuperuser(house, "UPDATE payout_batches SET failed_count = failed_count - 1");
      await admin.close();
    }
  });
});

async function anyCreator(): Promise<{ readonly creatorId: string; readonly sourceId: string }> {
  const [creator] = await house.db.query<{ creatorId: string; sourceId: string }>(
    `SELECT id AS "creatorId", source_id AS "sourceId" FROM creators LIMIT 1`,
  );
  if (!creator) throw new Error("there are creators");
  return creator;
}

test("sound books raise nothing, minute after minute, and each change is proved once", async () => {
  await checkInvariants(house.deps, { scope: "all" });
  const [creator] = await house.addCreators([7000]);
  if (!creator) throw new Error("one creator");
  for (let minute = 0; minute < 3; minute += 1) {
    await house.earn(creator, 1000 + minute);
    await checkInvariants(house.deps, { scope: "changed" });
  }
  expect(await openAlarmKinds(house)).toEqual([]);
  expect(await activeStop(house.db)).toBeNull();
  expect(await house.db.query("SELECT FROM changed_rows")).toEqual([]);
});
