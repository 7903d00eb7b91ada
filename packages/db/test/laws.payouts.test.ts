import { money, payoutReserved, payoutReturned } from "@payrun/payouts-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimInstallation, newId, postEntries } from "../src/index.ts";
import { addCreators, at, openBooks, refusal, type Books } from "./books.ts";
import { addBatch, addItem, addTransfer, type AddedItem } from "./payouts.ts";

let books: Books;
let batchId: string;
let creatorId: string;
beforeAll(async () => {
  books = await openBooks();
  batchId = await addBatch(books.db);
});
beforeEach(async () => {
  [creatorId = ""] = await addCreators(books.db, 1, { availableMinor: 100_00n });
});
afterAll(() => books.close());

const sql = (text: string, values: readonly unknown[] = []) => refusal(books.db.query(text, values));

describe("there is one", () => {
  test("installation, of one mode and one platform account for good", async () => {
    await claimInstallation(books.db, { mode: "test", platformAccountId: "acct_platform", startedAt: at });
    expect({
      second: await sql(
        "INSERT INTO installation (id, mode, platform_account_id, first_started_at) VALUES (2, 'live', 'acct_other', now())",
      ),
      another: await sql(
        "INSERT INTO installation (id, mode, platform_account_id, first_started_at) VALUES (1, 'live', 'acct_other', now())",
      ),
      mode: await sql("UPDATE installation SET mode = 'live'"),
      account: await sql("UPDATE installation SET platform_account_id = 'acct_other'"),
    }).toEqual({
      second: "installation_single",
      another: "installation_pkey",
      mode: "installation_frozen",
      account: "installation_frozen",
    });
  });

  test("row of operator settings", async () => {
    expect(await sql("INSERT INTO operator_settings (id) VALUES (2)")).toBe("operator_settings_single");
  });

  test("batch for a schedule date", async () => {
    await addBatch(books.db, { periodKey: "2026-12-15" });
    expect(await refusal(addBatch(books.db, { periodKey: "2026-12-15", status: "missed" }))).toBe(
      "payout_batches_period_key_key",
    );
  });

  test.for(["planned", "awaiting_funds"] as const)(
    "open item for a creator and currency: %s beside planned",
    async (status) => {
      await addItem(books.db, { batchId, creatorId });
      const other = await addBatch(books.db);
      expect(await refusal(addItem(books.db, { batchId: other, creatorId, status }))).toBe(
        "payout_items_one_open",
      );
    },
  );

  test("open item for a creator and currency: the next one comes when the first is closed", async () => {
    const { payoutItemId } = await addItem(books.db, { batchId, creatorId });
    await books.db.query("UPDATE payout_items SET status = 'canceled' WHERE id = $1", [payoutItemId]);
    const other = await addBatch(books.db);
    expect(await refusal(addItem(books.db, { batchId: other, creatorId }))).toBe("allowed");
    expect(await refusal(addItem(books.db, { batchId, creatorId }))).toBe(
      "payout_items_batch_id_creator_id_currency_key",
    );
  });

  test("attempt of a number, one key, one transfer at Stripe", async () => {
    const item = await addItem(books.db, { batchId, creatorId });
    await addTransfer(books.db, item, { status: "paid" });
    expect(await refusal(addTransfer(books.db, item, { status: "claimed" }))).toMatch(
      /^transfers_(payout_item_id_attempt_no|idempotency_key)_key$/,
    );
    const second = await addTransfer(books.db, item, { attemptNo: 2 });
    expect(
      await sql(
        "UPDATE transfers SET stripe_transfer_id = (SELECT stripe_transfer_id FROM transfers WHERE status = 'paid' LIMIT 1) WHERE id = $1",
        [second],
      ),
    ).toBe("transfers_stripe_transfer_id_key");
  });

  test.for([
    {
      what: "stop per cause in force",
      insert:
        "INSERT INTO payout_stops (id, reason_code, placed_by) VALUES (gen_random_uuid(), 'operator', 'ops')",
      by: "payout_stops_one_per_cause",
    },
    {
      what: "stop per cause and scope in force",
      insert:
        "INSERT INTO payout_stops (id, reason_code, placed_by, currency) VALUES (gen_random_uuid(), 'operator', 'ops', 'USD')",
      by: "payout_stops_one_per_cause",
    },
    {
      what: "open alarm per kind and subject",
      insert:
        "INSERT INTO alarms (id, kind, subject, detail) VALUES (gen_random_uuid(), 'stalled', 'x', '{}')",
      by: "alarms_one_open",
    },
    {
      what: "open finding per kind and subject",
      insert:
        "INSERT INTO reconciliation_findings (id, kind, subject, scope, theirs, occurred_at, owner) VALUES (gen_random_uuid(), 'duplicate', 'x', 'transfers', '{}', now(), 'finance')",
      by: "findings_one_open",
    },
    {
      what: "unsent outbox row per key",
      insert: "INSERT INTO outbox (topic, name, payload, dedupe_key) VALUES ('job', 'x', '{}', 'x')",
      by: "outbox_one_unsent",
    },
  ])("$what", async ({ insert, by }) => {
    expect([await sql(insert), await sql(insert)]).toEqual(["allowed", by]);
  });
});

describe("an item", () => {
  test.for([
    { that: "pays nothing", change: { amountMinor: 0n }, by: "item_amount_positive" },
    { that: "starts as sending", change: { status: "sending" }, by: "item_start" },
    { that: "starts as paid", change: { status: "paid" }, by: "item_start" },
    { that: "starts as failed", change: { status: "failed" }, by: "item_start" },
  ] as const)("that $that is refused", async ({ change, by }) => {
    expect(await refusal(addItem(books.db, { batchId, creatorId, ...change }))).toBe(by);
  });

  test.for([
    { what: "its batch", change: "batch_id = gen_random_uuid()" },
    { what: "its creator", change: "creator_id = gen_random_uuid()" },
    { what: "its currency", change: "currency = 'EUR'" },
    { what: "the amount of an attempt", change: "amount_minor = amount_minor - 1" },
    { what: "the destination of an attempt", change: "destination_account_id = 'acct_thief'" },
    { what: "an attempt number upwards by two", change: "attempt_no = attempt_no + 2" },
    { what: "an attempt number downwards", change: "attempt_no = attempt_no - 1" },
  ])("never changes $what", async ({ change }) => {
    const { payoutItemId } = await addItem(books.db, { batchId, creatorId });
    expect(await sql(`UPDATE payout_items SET ${change} WHERE id = $1`, [payoutItemId])).toBe("item_frozen");
  });

  test("is not reversed beyond its amount", async () => {
    const { payoutItemId } = await addItem(books.db, { batchId, creatorId });
    const reverse = (minor: bigint) =>
      sql("UPDATE payout_items SET reversed_minor = $2 WHERE id = $1", [payoutItemId, minor]);
    expect([await reverse(40_00n), await reverse(40_01n)]).toEqual(["allowed", "item_reversed_within"]);
  });
});

describe("the next attempt of an item", () => {
  const facts = ({ payoutItemId, amountMinor }: AddedItem, attemptNo: number) => ({
    payoutItemId,
    attemptNo,
    creatorId,
    amount: money(amountMinor, "USD"),
    effectiveAt: at,
  });
  const raise = ({ payoutItemId }: AddedItem) =>
    sql("UPDATE payout_items SET attempt_no = attempt_no + 1 WHERE id = $1", [payoutItemId]);

  async function itemWithMoneyMoved(): Promise<AddedItem> {
    const item = await addItem(books.db, { batchId, creatorId });
    await postEntries(books.db, [payoutReturned(facts(item, 1)), payoutReserved(facts(item, 2))]);
    return item;
  }

  test.for(["claimed", "begun", "unknown", "paid"] as const)(
    "is refused while the last one is %s, its money moved or not",
    async (status) => {
      const item = await itemWithMoneyMoved();
      await addTransfer(books.db, item, { status });
      expect(await raise(item)).toBe("attempt_ended");
    },
  );

  test.for(["refused", "absent", "not_sent"] as const)("begins after the last one was %s", async (status) => {
    const item = await itemWithMoneyMoved();
    await addTransfer(books.db, item, { status });
    expect(await raise(item)).toBe("allowed");
  });

  test("begins when the last one was never claimed", async () => {
    expect(await raise(await itemWithMoneyMoved())).toBe("allowed");
  });

  test("is refused without the money of the last one returned", async () => {
    const item = await addItem(books.db, { batchId, creatorId });
    await addTransfer(books.db, item, { status: "refused" });
    await postEntries(books.db, [payoutReserved(facts(item, 2))]);
    expect(await raise(item)).toBe("attempt_reserved");
  });

  test("is refused without money of its own reserved", async () => {
    const item = await addItem(books.db, { batchId, creatorId });
    await addTransfer(books.db, item, { status: "refused" });
    await postEntries(books.db, [payoutReturned(facts(item, 1))]);
    expect(await raise(item)).toBe("attempt_reserved");
  });

  test("a held item, which reserved nothing, only needs its own reservation", async () => {
    const item = await addItem(books.db, { batchId, creatorId, status: "held" });
    expect(await raise(item)).toBe("attempt_reserved");
    await postEntries(books.db, [payoutReserved(facts(item, 2))]);
    expect(await raise(item)).toBe("allowed");
  });
});

describe("an attempt at Stripe", () => {
  test.for([
    "payout_item_id = gen_random_uuid()",
    "attempt_no = attempt_no + 1",
    "amount_minor = amount_minor + 1",
    "currency = 'EUR'",
    "destination_account_id = 'acct_thief'",
    "idempotency_key = 'another'",
    "request = 'other bytes'",
    "first_sent_at = now() - interval '1 day'",
    "first_sent_at = NULL",
    "send_count = 0",
  ])("is frozen: %s", async (change) => {
    const transferId = await addTransfer(books.db, await addItem(books.db, { batchId, creatorId }));
    expect(await sql(`UPDATE transfers SET ${change} WHERE id = $1`, [transferId])).toBe("transfer_frozen");
  });

  test("keeps the transfer that Stripe made of it", async () => {
    const transferId = await addTransfer(books.db, await addItem(books.db, { batchId, creatorId }), {
      status: "paid",
    });
    expect(
      await sql("UPDATE transfers SET stripe_transfer_id = 'tr_other' WHERE id = $1", [transferId]),
    ).toBe("transfer_frozen");
    expect(await sql("UPDATE transfers SET stripe_transfer_id = NULL WHERE id = $1", [transferId])).toBe(
      "transfer_frozen",
    );
  });

  test.for([
    {
      that: "is paid without a transfer at Stripe",
      from: "begun",
      change: "status = 'paid'",
      by: "transfer_paid_has_id",
    },
    {
      that: "is begun at no time",
      from: "claimed",
      change: "status = 'begun'",
      by: "transfer_begun_has_time",
    },
    {
      that: "is leased without an end",
      from: "claimed",
      change: "lease_token = gen_random_uuid()",
      by: "transfer_lease",
    },
    { that: "is leased to nobody", from: "claimed", change: "lease_until = now()", by: "transfer_lease" },
  ] as const)("is refused that $that", async ({ from, change, by }) => {
    const transferId = await addTransfer(books.db, await addItem(books.db, { batchId, creatorId }), {
      status: from,
    });
    expect(await sql(`UPDATE transfers SET ${change} WHERE id = $1`, [transferId])).toBe(by);
  });

  test("is refused that sends nothing", async () => {
    const item = await addItem(books.db, { batchId, creatorId });
    expect(await refusal(addTransfer(books.db, { ...item, amountMinor: 0n }))).toBe(
      "transfer_amount_positive",
    );
  });

  test("of an item that is not there is refused", async () => {
    const item = { payoutItemId: newId(), batchId, creatorId, amountMinor: 1n };
    expect(await refusal(addTransfer(books.db, item))).toBe("transfers_payout_item_id_fkey");
  });
});

test("a budget of no requests a second is refused", async () => {
  expect(await sql("UPDATE send_budgets SET requests_per_second = 0")).toBe("send_budget_rate");
});

test("a stop is of one currency, one creator, one batch, or of everything: never of two at once", async () => {
  const stop = books.db.query(
    `INSERT INTO payout_stops (id, reason_code, placed_by, currency, batch_id)
     VALUES (gen_random_uuid(), 'operator', 'ops', 'EUR', gen_random_uuid())`,
  );
  expect(await refusal(stop)).toBe("stop_scope");
});
