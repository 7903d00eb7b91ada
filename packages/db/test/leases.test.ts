import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  beginTransfers,
  leaseDueUnknowns,
  newId,
  renewLease,
  takeOverEndedLeases,
  type Database,
} from "../src/index.ts";
import { paid, record, refused, statuses, unknown } from "./answers.ts";
import { addCreators, countOf, expectSoundBooks, openBooks, refusal, type Books } from "./books.ts";
import { addBatch, addItem, addTransfer, claimChunk, openPlannedBatch, type Claim } from "./payouts.ts";

let books: Books;
let db: Database;
beforeEach(async () => {
  books = await openBooks({ poolSize: 12 });
  ({ db } = books);
});
afterEach(() => books.close());

const begin = (transferIds: readonly string[], leaseToken: string) =>
  beginTransfers(db, { transferIds, leaseToken, expected: "claimed", leaseMs: 20_000 });

const idsOf = ({ attempts }: Claim) => attempts.map((attempt) => attempt.transferId);

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
    expect(await record(db, [refused(transferId)], leaseToken)).toMatchObject([
      { transferId, status: "refused" },
    ]);
    expect(await statuses(db, "payout_items")).toEqual({ failed: 1 });
    await expectSoundBooks(db);
  });

  test("that ended lets nobody record a refusal, and anybody record that it was paid", async () => {
    const { transferId, leaseToken } = await begunAttempt(-1_000);
    expect(await record(db, [refused(transferId)], leaseToken)).toEqual([]);
    expect(await record(db, [unknown(transferId)], leaseToken)).toEqual([]);
    expect(await statuses(db, "transfers")).toEqual({ begun: 1 });
    expect(await record(db, [paid(transferId)], leaseToken)).toHaveLength(1);
    await expectSoundBooks(db);
  });

  test("that another took over lets only the new holder record a refusal", async () => {
    const { transferId, leaseToken } = await begunAttempt(-1_000);
    const mine = newId();
    expect(await takeOverEndedLeases(db, { leaseToken: mine, leaseMs: 20_000, limit: 10 })).toMatchObject([
      { transferId, status: "begun", sendCount: 1 },
    ]);
    expect(await record(db, [refused(transferId)], leaseToken)).toEqual([]);
    expect(await renewLease(db, { transferIds: [transferId], leaseToken, leaseMs: 20_000 })).toBe(0);
    expect(await record(db, [refused(transferId)], mine)).toHaveLength(1);
  });

  test("that is renewed is taken over by nobody", async () => {
    const { transferId, leaseToken } = await begunAttempt(-1_000);
    expect(await renewLease(db, { transferIds: [transferId], leaseToken, leaseMs: 20_000 })).toBe(1);
    expect(await takeOverEndedLeases(db, { leaseToken: newId(), leaseMs: 20_000, limit: 10 })).toEqual([]);
  });

  test("is taken over by one of many who want it", async () => {
    await begunAttempt(-1_000);
    const takers = await Promise.all(
      [1, 2, 3, 4].map(() => takeOverEndedLeases(db, { leaseToken: newId(), leaseMs: 20_000, limit: 10 })),
    );
    expect(takers.flat()).toHaveLength(1);
  });

  test("of an unknown attempt is given when its look is due, not before", async () => {
    const { transferId, leaseToken } = await begunAttempt();
    await record(db, [unknown(transferId, 60_000)], leaseToken);
    const due = () => leaseDueUnknowns(db, { leaseToken: newId(), leaseMs: 20_000, limit: 10 });
    expect(await due()).toEqual([]);
    await db.query("UPDATE transfers SET next_resolve_at = clock_timestamp() - interval '1 second'");
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
      expect(await record(db, [paid(transferId)], null)).toMatchObject([
        { transferId, status: "paid", amountMinor: 40_00n, attemptNo: 1 },
      ]);
      await expectSoundBooks(db);
    },
  );

  test.for(["refused", "absent"] as const)("on no attempt that was recorded as %s", async (status) => {
    const transferId = await attempt(status);
    expect(await record(db, [paid(transferId)], null)).toEqual([]);
    expect(await statuses(db, "transfers")).toEqual({ [status]: 1 });
  });

  test("once, whoever comes with it at the same time (an update that is not lost: prisma#8612)", async () => {
    const transferId = await attempt("begun");
    const accepted = await Promise.all(
      Array.from({ length: 8 }, () => record(db, [paid(transferId, "tr_1")], null)),
    );
    expect(accepted.flat()).toHaveLength(1);
    expect(await countOf(db, "FROM journal_entries WHERE kind = 'payout_settled'")).toBe(1);
    await expectSoundBooks(db);
  });

  test("with one transfer of Stripe's for one attempt", async () => {
    const first = await attempt("begun");
    const second = await attempt("begun");
    await record(db, [paid(first, "tr_same")], null);
    expect(await refusal(record(db, [paid(second, "tr_same")], null))).toBe(
      "transfers_stripe_transfer_id_key",
    );
  });

  test("or a refusal is, never both: of two answers at once one is accepted", async () => {
    await addCreators(db, 20, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    const claim = await claimChunk(db, { batchId });
    const { begun } = await begin(idsOf(claim), claim.leaseToken);
    const outcomes = await Promise.all(
      begun.flatMap((transferId) => [
        record(db, [paid(transferId)], null),
        record(db, [refused(transferId)], claim.leaseToken),
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
