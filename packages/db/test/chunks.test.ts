import { money, payoutReturned, payoutSettled } from "@payrun/payouts-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  beginTransfers,
  completeBatchIfDone,
  leaseDueUnknowns,
  newId,
  placeHolds,
  postEntries,
  recordOutcomes,
  renewLease,
  stopPayouts,
  takeOverEndedLeases,
  type AcceptedOutcome,
  type Database,
  type RecordedOutcome,
} from "../src/index.ts";
import { addCreators, at, countOf, expectSoundBooks, openBooks, refusal, type Books } from "./books.ts";
import {
  addBatch,
  addItem,
  addTransfer,
  claimChunk,
  notSent,
  openPlannedBatch,
  paid,
  refused,
  unknown,
  type Claim,
} from "./payouts.ts";

let books: Books;
let db: Database;
beforeEach(async () => {
  books = await openBooks({ poolSize: 12 });
  ({ db } = books);
});
afterEach(() => books.close());

const begin = (transferIds: readonly string[], leaseToken: string) =>
  beginTransfers(db, { transferIds, leaseToken, expected: "claimed", leaseMs: 20_000 });

/** Transaction 2: the outcomes, their entries, and the batch's end if this was it. */
async function record(
  outcomes: readonly RecordedOutcome[],
  leaseToken: string | null,
): Promise<readonly AcceptedOutcome[]> {
  return db.transaction(async (tx) => {
    const accepted = await recordOutcomes(tx, outcomes, leaseToken);
    const closed = accepted.filter(({ status }) => status === "paid" || status === "refused");
    await postEntries(
      tx,
      closed.map((item) =>
        (item.status === "paid" ? payoutSettled : payoutReturned)({
          ...item,
          amount: money(item.amountMinor, item.currency),
          effectiveAt: at,
        }),
      ),
    );
    for (const batchId of new Set(accepted.map((item) => item.batchId)))
      await completeBatchIfDone(tx, batchId);
    return accepted;
  });
}

const statuses = async (table: "payout_items" | "transfers") => {
  const rows = await db.query<{ status: string; count: number }>(
    `SELECT status, count(*)::int AS count FROM ${table} GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
};

const idsOf = ({ attempts }: Claim) => attempts.map((attempt) => attempt.transferId);

describe("a chunk of 25", () => {
  test("is claimed, begun and recorded in 10 round trips", async () => {
    await addCreators(db, 50, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    const before = db.roundTrips();
    const claim = await claimChunk(db, { batchId });
    const { begun } = await begin(idsOf(claim), claim.leaseToken);
    const accepted = await record(
      begun.map((transferId) => paid(transferId)),
      claim.leaseToken,
    );
    expect({
      claimed: claim.attempts.length,
      accepted: accepted.length,
      roundTrips: db.roundTrips() - before,
    }).toEqual({
      claimed: 25,
      accepted: 25,
      roundTrips: 10,
    });
    expect(await statuses("payout_items")).toEqual({ paid: 25, planned: 25 });
    await expectSoundBooks(db);
  });

  test("is shared by two workers, and no item twice", async () => {
    await addCreators(db, 25, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimChunk(db, { batchId })));
    const items = claims.flatMap(({ attempts }) => attempts.map(({ payoutItemId }) => payoutItemId));
    expect(items).toHaveLength(25);
    expect(new Set(items).size).toBe(25);
    expect(await countOf(db, "FROM transfers")).toBe(25);
  });

  test("that another claimed is claimed by nobody else", async () => {
    await addCreators(db, 25, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    await claimChunk(db, { batchId });
    expect((await claimChunk(db, { batchId })).attempts).toEqual([]);
  });

  test.for([
    {
      when: "payouts are stopped",
      before: (batchId: string) => stopPayouts(db, "operator", `ops of ${batchId}`, {}),
    },
    {
      when: "its batch is paused",
      before: (batchId: string) =>
        db.query("UPDATE payout_batches SET status = 'paused' WHERE id = $1", [batchId]),
    },
    {
      when: "its items wait for their back-off",
      before: (batchId: string) =>
        db.query(
          "UPDATE payout_items SET not_before = clock_timestamp() + interval '1 hour' WHERE batch_id = $1",
          [batchId],
        ),
    },
  ])("is not claimed while $when", async ({ before }) => {
    await addCreators(db, 3, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    await before(batchId);
    expect((await claimChunk(db, { batchId })).attempts).toEqual([]);
    expect(await statuses("payout_items")).toEqual({ planned: 3 });
  });

  test("that was claimed and not sent is claimed again under the same key, with the same bytes", async () => {
    const [creatorId = ""] = await addCreators(db, 1, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    const first = await claimChunk(db, { batchId });
    await record(idsOf(first).map(notSent), first.leaseToken);
    await placeHolds(db, [
      { creatorId, reason: "seen by the claim", placedBy: "person", placedById: null, until: null },
    ]);
    const second = await claimChunk(db, { batchId });
    expect(second.attempts).toEqual(first.attempts);
    expect(second.leaseToken).not.toBe(first.leaseToken);
    await expectSoundBooks(db);
  });
});

describe("a lease", () => {
  async function begunAttempt(
    leaseMs = 20_000,
  ): Promise<{ readonly transferId: string; readonly leaseToken: string }> {
    await addCreators(db, 1, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    const claim = await claimChunk(db, { batchId });
    const [transferId = ""] = idsOf(claim);
    await beginTransfers(db, {
      transferIds: [transferId],
      leaseToken: claim.leaseToken,
      expected: "claimed",
      leaseMs,
    });
    return { transferId, leaseToken: claim.leaseToken };
  }

  test("lets its holder record a refusal", async () => {
    const { transferId, leaseToken } = await begunAttempt();
    expect(await record([refused(transferId)], leaseToken)).toMatchObject([
      { transferId, status: "refused" },
    ]);
    expect(await statuses("payout_items")).toEqual({ failed: 1 });
    await expectSoundBooks(db);
  });

  test("that ended lets nobody record a refusal, and anybody record that it was paid", async () => {
    const { transferId, leaseToken } = await begunAttempt(0);
    expect(await record([refused(transferId)], leaseToken)).toEqual([]);
    expect(await record([unknown(transferId)], leaseToken)).toEqual([]);
    expect(await statuses("transfers")).toEqual({ begun: 1 });
    expect(await record([paid(transferId)], leaseToken)).toHaveLength(1);
    await expectSoundBooks(db);
  });

  test("that another took over lets only the new holder record a refusal", async () => {
    const { transferId, leaseToken } = await begunAttempt(0);
    const mine = newId();
    expect(await takeOverEndedLeases(db, { leaseToken: mine, leaseMs: 20_000, limit: 10 })).toMatchObject([
      { transferId, status: "begun", sendCount: 1 },
    ]);
    expect(await record([refused(transferId)], leaseToken)).toEqual([]);
    expect(await renewLease(db, { transferIds: [transferId], leaseToken, leaseMs: 20_000 })).toBe(0);
    expect(await record([refused(transferId)], mine)).toHaveLength(1);
  });

  test("that is renewed is taken over by nobody", async () => {
    const { transferId, leaseToken } = await begunAttempt(0);
    expect(await renewLease(db, { transferIds: [transferId], leaseToken, leaseMs: 20_000 })).toBe(1);
    expect(await takeOverEndedLeases(db, { leaseToken: newId(), leaseMs: 20_000, limit: 10 })).toEqual([]);
  });

  test("is taken over by one of many who want it", async () => {
    await begunAttempt(0);
    const takers = await Promise.all(
      [1, 2, 3, 4].map(() => takeOverEndedLeases(db, { leaseToken: newId(), leaseMs: 20_000, limit: 10 })),
    );
    expect(takers.flat()).toHaveLength(1);
  });

  test("of an unknown attempt is given when its look is due, not before", async () => {
    const { transferId, leaseToken } = await begunAttempt();
    await record([unknown(transferId, 60_000)], leaseToken);
    const due = () => leaseDueUnknowns(db, { leaseToken: newId(), leaseMs: 20_000, limit: 10 });
    expect(await due()).toEqual([]);
    await db.query("UPDATE transfers SET next_resolve_at = clock_timestamp()");
    const looked = await Promise.all([due(), due(), due()]);
    expect(looked.flat()).toMatchObject([
      { transferId, status: "unknown", onlyNotExecuted: false, lookUps: [] },
    ]);
  });
});

describe("a payment is recorded", () => {
  async function attempt(
    status: "claimed" | "begun" | "unknown" | "not_sent" | "refused" | "absent",
  ): Promise<string> {
    const [creatorId = ""] = await addCreators(db, 1, { availableMinor: 40_00n });
    const item = await addItem(db, { batchId: await addBatch(db), creatorId });
    if (status !== "not_sent") await db.query("UPDATE payout_items SET status = 'sending'");
    if (status === "unknown") await db.query("UPDATE payout_items SET status = 'unknown'");
    return addTransfer(db, item, { status });
  }

  test.for(["claimed", "begun", "unknown", "not_sent"] as const)(
    "from whoever proves it, on an attempt that is %s",
    async (status) => {
      const transferId = await attempt(status);
      expect(await record([paid(transferId)], null)).toMatchObject([
        { transferId, status: "paid", amountMinor: 40_00n, attemptNo: 1 },
      ]);
      await expectSoundBooks(db);
    },
  );

  test.for(["refused", "absent"] as const)("on no attempt that was recorded as %s", async (status) => {
    const transferId = await attempt(status);
    expect(await record([paid(transferId)], null)).toEqual([]);
    expect(await statuses("transfers")).toEqual({ [status]: 1 });
  });

  test("once, whoever comes with it at the same time (an update that is not lost: prisma#8612)", async () => {
    const transferId = await attempt("begun");
    const accepted = await Promise.all(
      Array.from({ length: 8 }, () => record([paid(transferId, "tr_1")], null)),
    );
    expect(accepted.flat()).toHaveLength(1);
    expect(await countOf(db, "FROM journal_entries WHERE kind = 'payout_settled'")).toBe(1);
    await expectSoundBooks(db);
  });

  test("with one transfer of Stripe's for one attempt", async () => {
    const first = await attempt("begun");
    const second = await attempt("begun");
    await record([paid(first, "tr_same")], null);
    expect(await refusal(record([paid(second, "tr_same")], null))).toBe("transfers_stripe_transfer_id_key");
  });

  test("or a refusal is, never both: of two answers at once one is accepted", async () => {
    await addCreators(db, 20, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    const claim = await claimChunk(db, { batchId });
    const { begun } = await begin(idsOf(claim), claim.leaseToken);
    const outcomes = await Promise.all(
      begun.flatMap((transferId) => [
        record([paid(transferId)], null),
        record([refused(transferId)], claim.leaseToken),
      ]),
    );
    expect(
      outcomes
        .flat()
        .map(({ transferId }) => transferId)
        .toSorted(),
    ).toEqual(begun.toSorted());
    expect(await countOf(db, "FROM payout_batches WHERE status = 'completed' AND open_count = 0")).toBe(1);
    await expectSoundBooks(db);
  });
});
