import { creatorAvailable, creatorHeld, earningRecorded, earningReversed, money } from "@payrun/payouts-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  newId,
  postEntries,
  releaseBound,
  releaseMaturedPage,
  type Database,
  type Transaction,
} from "../src/index.ts";
import { addCreators, at, balanceOf, countOf, expectSoundBooks, openBooks, type Books } from "./books.ts";
import { addBatch } from "./payouts.ts";

let books: Books;
let db: Database;
let ana: string;
beforeEach(async () => {
  books = await openBooks();
  ({ db } = books);
  [ana = ""] = await addCreators(db, 1);
});
afterEach(() => books.close());

const before = (ms: number) => new Date(at.getTime() - ms);
const after = (ms: number) => new Date(at.getTime() + ms);
const hour = 3_600_000;

/** A tip of $10.00, $2.00 of it the fee, that matures at an instant; part of it may be reversed already. */
async function earn(
  availableAt: Date,
  reversed: { readonly net: bigint; readonly fee: bigint } = { net: 0n, fee: 0n },
): Promise<void> {
  const earningId = newId();
  await db.query(
    `INSERT INTO earnings (id, creator_id, source_type, source_id, gross_minor, fee_minor, net_minor, currency, earned_at, available_at,
                           reversed_minor, reversed_net_minor)
     VALUES ($1::uuid, $2, 'tip', $1::text, 1000, 200, 800, 'USD', $3::timestamptz - interval '7 days', $3::timestamptz, $4, $5)`,
    [earningId, ana, availableAt, reversed.net + reversed.fee, reversed.net],
  );
  const facts = { creatorId: ana, effectiveAt: before(7 * 24 * hour) };
  const recorded = earningRecorded({
    ...facts,
    earningId,
    net: money(8_00n, "USD"),
    fee: money(2_00n, "USD"),
    fundedBy: { kind: "money" },
  });
  const parts = { net: money(reversed.net, "USD"), fee: money(reversed.fee, "USD") };
  const taken = {
    ...facts,
    ...parts,
    reversalId: newId(),
    from: "held",
    refundTo: { kind: "money" },
  } as const;
  await postEntries(db, reversed.net + reversed.fee > 0n ? [recorded, earningReversed(taken)] : [recorded]);
}

const release = (until: Date, limit = 100) => releaseMaturedPage(db, { until, limit });

describe("what matured moves from held to available", () => {
  test("at its instant, and not a millisecond before", async () => {
    await earn(at);
    expect(await release(before(1))).toBe(0);
    expect(await balanceOf(db, creatorHeld(ana))).toBe(8_00n);
    expect(await release(at)).toBe(1);
    expect([await balanceOf(db, creatorHeld(ana)), await balanceOf(db, creatorAvailable(ana))]).toEqual([
      0n,
      8_00n,
    ]);
    await expectSoundBooks(db);
  });

  test("with its net, less what was reversed of it", async () => {
    await earn(at, { net: 3_01n, fee: 75n });
    expect(await release(at)).toBe(1);
    expect(await balanceOf(db, creatorAvailable(ana))).toBe(4_99n);
    await expectSoundBooks(db);
  });

  test("without an entry when it was reversed whole, and never again", async () => {
    await earn(at, { net: 8_00n, fee: 2_00n });
    expect(await release(at)).toBe(1);
    expect(await release(at)).toBe(0);
    expect(await countOf(db, "FROM journal_entries WHERE kind = 'earning_released'")).toBe(0);
    await expectSoundBooks(db);
  });

  test("a page at a time, the first to mature first", async () => {
    await earn(before(1 * hour));
    await earn(before(3 * hour));
    await earn(before(2 * hour));
    expect([
      await release(at, 2),
      await countOf(db, "FROM earnings WHERE released_at IS NULL AND available_at = $1", [before(1 * hour)]),
    ]).toEqual([2, 1]);
    expect([await release(at, 2), await release(at, 2)]).toEqual([1, 0]);
    await expectSoundBooks(db);
  });

  test("once, when four release at the same time", async () => {
    for (let index = 0; index < 20; index += 1) await earn(before(index * 60_000));
    const pages = await Promise.all([release(at, 8), release(at, 8), release(at, 8), release(at, 8)]);
    expect(pages.reduce((sum, count) => sum + count, 0)).toBe(20);
    expect(await balanceOf(db, creatorAvailable(ana))).toBe(160_00n);
    await expectSoundBooks(db);
  });

  test("the same for a plan that comes late: what matured after its cutoff stays held", async () => {
    await earn(before(1));
    await earn(after(1));
    expect(await release(at)).toBe(1);
    expect(await balanceOf(db, creatorAvailable(ana))).toBe(8_00n);
  });
});

describe("a release reaches", () => {
  const latest = { periodKey: "2026-12-01", scheduledFor: at };
  const late = after(5 * hour);
  const bound = (given: Parameters<typeof releaseBound>[1]) => releaseBound(db, given);

  test("now, when no schedule date is due", async () => {
    expect(await bound({ now: before(hour), latest: null })).toEqual(before(hour));
  });

  test("the schedule date that is due, while its batch does not exist", async () => {
    expect(await bound({ now: late, latest })).toEqual(at);
  });

  test.for([
    { when: "in planning", set: "status = 'planning'", until: at },
    { when: "planned, and not opened yet", set: "planned_at = now()", until: late },
    { when: "canceled before it was planned", set: "status = 'canceled'", until: late },
  ])("as far as it may while the batch of the date is $when", async ({ set, until }) => {
    const batchId = await addBatch(db, { periodKey: latest.periodKey, status: "planning" });
    await db.query(`UPDATE payout_batches SET ${set} WHERE id = $1`, [batchId]);
    expect(await bound({ now: late, latest })).toEqual(until);
  });

  test("no further than an older batch that is still in planning", async () => {
    await addBatch(db, { periodKey: "2026-12-01", status: "planning" });
    const next = { periodKey: "2026-12-15", scheduledFor: after(14 * 24 * hour) };
    expect(await bound({ now: after(15 * 24 * hour), latest: next })).toEqual(at);
  });

  test("beyond a date that was missed: its money is in the latest batch", async () => {
    await addBatch(db, { periodKey: "2026-11-15", status: "missed" });
    const planned = await addBatch(db, { periodKey: latest.periodKey, status: "planning" });
    await db.query("UPDATE payout_batches SET planned_at = now() WHERE id = $1", [planned]);
    expect(await bound({ now: late, latest })).toEqual(late);
  });
});

describe("the cost of a release", () => {
  /** The statements that a release sends, instead of their effect. */
  async function statementsOfRelease(): Promise<
    readonly { readonly text: string; readonly values: readonly unknown[] }[]
  > {
    const sent: { text: string; values: readonly unknown[] }[] = [];
    const recording: Database = {
      ...db,
      transaction: (work) =>
        db.transaction((tx) => {
          const query: Transaction["query"] = (text, values = []) => {
            sent.push({ text, values });
            return tx.query(text, values);
          };
          return work({ ...tx, query });
        }),
    };
    await releaseMaturedPage(recording, { until: before(365 * 24 * hour), limit: 2_000 });
    return sent;
  }

  test("follows what matured, not what there is: it reads the index of what is held, and no earning that was released", async () => {
    await db.query(
      `INSERT INTO earnings (id, creator_id, source_type, source_id, gross_minor, fee_minor, net_minor, currency, earned_at, available_at, released_at)
       SELECT gen_random_uuid(), $1, 'tip', 'past-' || n, 10, 2, 8, 'USD', $2, $2, $2 FROM generate_series(1, 20000) AS n`,
      [ana, before(30 * 24 * hour)],
    );
    for (let index = 0; index < 10; index += 1) await earn(before(index));
    await db.query("ANALYZE earnings");
    const [statement] = await statementsOfRelease();
    const plan = await db.query<{ "QUERY PLAN": string }>(`EXPLAIN ${statement?.text ?? ""}`, [
      at,
      ...(statement?.values.slice(1) ?? []),
    ]);
    const lines = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(lines).toContain("Index Scan using earnings_held on earnings");
    expect(lines).toContain("Index Scan using earnings_pkey on earnings");
    expect(lines).not.toContain("Seq Scan on earnings");
  });

  test("is a handful of round trips for a page, and three for nothing", async () => {
    for (let index = 0; index < 30; index += 1) await earn(before(index));
    const start = db.roundTrips();
    expect(await release(at)).toBe(30);
    expect(db.roundTrips() - start).toBe(4);
    expect(await release(at)).toBe(0);
    expect(db.roundTrips() - start).toBe(7);
  });
});
