import { postEntries } from "@payrun/db";
import { money, payoutReserved } from "@payrun/payouts-core";
import { describe, expect, test } from "vitest";
import { creator, hostOfTestFile, idOf, now, statuses, tip } from "./host.ts";

const host = hostOfTestFile();

async function stored(sourceId: string) {
  const [row] = await host.db.query("SELECT * FROM creators WHERE source_id = $1", [sourceId]);
  return row;
}

describe("a new creator", () => {
  test("is unable to receive until the worker, which is asked to, has read the Stripe account", async () => {
    expect(statuses(await host.creators(creator("ana", { stripeAccountId: "acct_ana" })))).toEqual([
      "created",
    ]);
    expect(await stored("ana")).toMatchObject({
      transfers_active: false,
      account_read_at: null,
      destination_changed_at: null,
    });
    const jobs = await host.db.query(
      "SELECT name FROM outbox WHERE sent_at IS NULL AND dedupe_key = 'refresh-accounts'",
    );
    expect(jobs).toEqual([{ name: "refresh-accounts" }]);
  });

  test("has accounts in the display currency, and the platform too", async () => {
    await host.creators(creator("bea", { currency: "CHF" }));
    const rows = await host.db.query<{ kind: string }>(
      "SELECT kind FROM ledger_accounts WHERE currency = 'CHF' ORDER BY kind",
    );
    expect(rows.map((row) => row.kind)).toEqual([
      "platform_cash",
      "platform_clearing",
      "platform_fees",
      "platform_stripe_fees",
      "platform_losses",
      "creator_held",
      "creator_available",
      "creator_in_transit",
    ]);
  });

  test("carries everything that the host reports", async () => {
    const row = creator("cleo", {
      displayName: "Cleo",
      email: "cleo@creators.example",
      country: "PT",
      sanctions: "clear",
      taxForm: "missing",
      minimumMinor: { USD: 5000, JPY: "3000" },
      paused: true,
    });
    await host.creators(row);
    expect(await stored("cleo")).toMatchObject({
      display_name: "Cleo",
      country: "PT",
      sanctions: "clear",
      tax_form: "missing",
      own_minimum_minor: { USD: "5000", JPY: "3000" },
      paused_by_creator_at: now,
    });
    expect(statuses(await host.creators(row))).toEqual(["unchanged"]);
  });
});

describe("a known creator", () => {
  test("keeps what a row leaves out, loses what it sets to null", async () => {
    await host.creators(creator("dina", { email: "dina@creators.example", country: "FR" }));
    const answer = await host.creators(creator("dina", { email: null, paused: false }));
    expect(statuses(answer)).toEqual(["updated"]);
    expect(await stored("dina")).toMatchObject({ email: null, country: "FR" });
  });

  test("with another Stripe account starts afresh: unread, and the change is dated", async () => {
    await host.creators(creator("eve", { stripeAccountId: "acct_eve1" }));
    await host.db.query(
      "UPDATE creators SET transfers_active = true, account_read_at = now() WHERE source_id = 'eve'",
    );
    expect(statuses(await host.creators(creator("eve", { stripeAccountId: "acct_eve1" })))).toEqual([
      "unchanged",
    ]);
    expect(statuses(await host.creators(creator("eve", { stripeAccountId: "acct_eve2" })))).toEqual([
      "updated",
    ]);
    expect(await stored("eve")).toMatchObject({
      stripe_account_id: "acct_eve2",
      destination_changed_at: now,
      transfers_active: false,
      account_read_at: null,
    });
  });

  test("whose money is redirected is told so, at the address before the same call as well", async () => {
    await host.creators(creator("ida", { stripeAccountId: "acct_ida1", email: "ida@example.com" }));
    await host.creators(creator("ida", { stripeAccountId: "acct_ida2", email: "thief@example.com" }));
    const told = await host.db.query(
      `SELECT n.kind, o.payload ->> 'alsoTo' AS also FROM notifications n
         JOIN outbox o ON o.payload ->> 'notificationId' = n.id::text ORDER BY o.id`,
    );
    expect(told).toEqual([
      { kind: "destination_changed", also: null },
      { kind: "destination_changed", also: "ida@example.com" },
    ]);
  });

  test("gets the first account without a change of destination, and another one after none with it", async () => {
    await host.creators(creator("flo"));
    await host.creators(creator("flo", { stripeAccountId: "acct_flo1" }));
    expect(await stored("flo")).toMatchObject({ destination_changed_at: null });
    await host.creators(
      creator("flo", { stripeAccountId: null }),
      creator("flo", { stripeAccountId: "acct_flo2" }),
    );
    expect(await stored("flo")).toMatchObject({
      stripe_account_id: "acct_flo2",
      destination_changed_at: now,
    });
  });

  test("keeps the Stripe account while a payout to it is on its way, and is told which", async () => {
    await host.creators(creator("gil", { stripeAccountId: "acct_gil" }));
    const itemId = await putItemInFlight("gil");
    const { results } = await host.creators(creator("gil", { stripeAccountId: "acct_other" }));
    expect(results[0]).toMatchObject({
      error: {
        code: "payout_in_flight",
        stored: { stripeAccountId: "acct_gil", payoutItemId: itemId },
        sent: { stripeAccountId: "acct_other" },
      },
    });
    expect(statuses(await host.creators(creator("gil", { displayName: "Gil" })))).toEqual(["updated"]);
  });

  test("keeps the country that Stripe told, whatever the host repeats", async () => {
    await host.creators(creator("hana", { stripeAccountId: "acct_hana", country: "FR" }));
    await host.db.query(
      "UPDATE creators SET country = 'DE', account_read_at = now() WHERE source_id = 'hana'",
    );
    expect(
      statuses(await host.creators(creator("hana", { stripeAccountId: "acct_hana", country: "FR" }))),
    ).toEqual(["unchanged"]);
  });
});

describe("what one creator has, another cannot take", () => {
  test.for([
    {
      what: "a handle",
      fields: { handle: "@iris" },
      code: "handle_taken",
      stored: { sourceId: "iris", handle: "@iris" },
    },
    {
      what: "a Stripe account",
      fields: { stripeAccountId: "acct_iris" },
      code: "stripe_account_taken",
      stored: { sourceId: "iris", stripeAccountId: "acct_iris" },
    },
  ])("$what: the row is refused with both", async ({ fields, code, stored: holder }) => {
    await host.creators(creator("iris", { stripeAccountId: "acct_iris" }));
    const { results } = await host.creators(creator("thief", fields), creator(`beside-${code}`));
    expect(results).toMatchObject([
      { error: { code, stored: holder, sent: { sourceId: "thief" } } },
      { status: "created" },
    ]);
  });

  test("also when both rows are in one call", async () => {
    const answer = await host.creators(
      creator("j1", { handle: "@june" }),
      creator("j2", { handle: "@june" }),
    );
    expect(statuses(answer)).toEqual(["created", "handle_taken"]);
  });

  test("also when two creators ask for it at the same time", async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, call) => host.creators(creator(`racer-${call}`, { handle: "@racer" }))),
    );
    expect(answers.flatMap(statuses).toSorted()).toEqual([
      "created",
      ...Array<string>(5).fill("handle_taken"),
    ]);
  });

  test("also when two known creators change to it at the same time", async () => {
    await host.creators(creator("k1"), creator("k2"));
    const answers = await Promise.all(
      ["k1", "k2"].map((id) => host.creators(creator(id, { handle: "@kira" }))),
    );
    expect(answers.flatMap(statuses).toSorted()).toEqual(["handle_taken", "updated"]);
  });
});

test("the same new creators sent by many at the same time are created exactly once", async () => {
  const rows = Array.from({ length: 20 }, (_, index) => creator(`many-${index}`));
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, call) => host.creators(...(call % 2 === 0 ? rows : rows.toReversed()))),
  );
  expect(answers.flatMap(statuses).filter((status) => status === "created")).toHaveLength(20);
  const ids = answers.map(({ results }) => results.map(idOf).toSorted());
  expect(new Set(ids.map((of) => of.join())).size).toBe(1);
});

/** A payout of 80 that is being sent, as the claim leaves it. */
async function putItemInFlight(sourceId: string): Promise<string> {
  await host.earnings(tip(`of-${sourceId}`, sourceId, 100));
  await host.release(now);
  return host.db.transaction(async (tx) => {
    const [item] = await tx.query<{ id: string; creatorId: string }>(
      `WITH batch AS (
         INSERT INTO payout_batches (id, period_key, status, scheduled_for, cutoff_at, started_by)
         VALUES (gen_random_uuid(), '2026-11-15', 'planning', '2026-11-15T02:00Z', '2026-11-15T02:00Z', 'seed') RETURNING id
       )
       INSERT INTO payout_items (id, batch_id, creator_id, currency, amount_minor, status, chunk_no, destination_account_id)
       SELECT gen_random_uuid(), b.id, c.id, 'USD', 80, 'planned', 0, c.stripe_account_id FROM batch b, creators c WHERE c.source_id = $1
       RETURNING id, creator_id AS "creatorId"`,
      [sourceId],
    );
    if (!item) throw new Error(`no creator ${sourceId}`);
    const amount = money(80n, "USD");
    await postEntries(tx, [
      payoutReserved({
        payoutItemId: item.id,
        attemptNo: 1,
        creatorId: item.creatorId,
        amount,
        effectiveAt: now,
      }),
    ]);
    await tx.query("UPDATE payout_items SET status = 'sending' WHERE id = $1", [item.id]);
    return item.id;
  });
}
