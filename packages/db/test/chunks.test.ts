import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { beginTransfers, placeHolds, stopPayouts, type Database } from "../src/index.ts";
import { notSent, paid, record, statuses } from "./answers.ts";
import { addCreators, countOf, expectSoundBooks, openBooks, type Books } from "./books.ts";
import { claimChunk, openPlannedBatch, type Claim } from "./payouts.ts";

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

describe("a chunk of 25", () => {
  test("is claimed, begun and recorded in 10 round trips", async () => {
    await addCreators(db, 50, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    const before = db.roundTrips();
    const claim = await claimChunk(db, { batchId });
    const { begun } = await begin(idsOf(claim), claim.leaseToken);
    const accepted = await record(
      db,
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
    expect(await statuses(db, "payout_items")).toEqual({ paid: 25, planned: 25 });
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
    expect(await statuses(db, "payout_items")).toEqual({ planned: 3 });
  });

  test("that was claimed and not sent is claimed again under the same key, with the same bytes", async () => {
    const [creatorId = ""] = await addCreators(db, 1, { availableMinor: 40_00n });
    const batchId = await openPlannedBatch(db);
    const first = await claimChunk(db, { batchId });
    await record(db, idsOf(first).map(notSent), first.leaseToken);
    await placeHolds(db, [
      { creatorId, reason: "seen by the claim", placedBy: "person", placedById: null, until: null },
    ]);
    const second = await claimChunk(db, { batchId });
    expect(second.attempts).toEqual(first.attempts);
    expect(second.leaseToken).not.toBe(first.leaseToken);
    await expectSoundBooks(db);
  });
});
