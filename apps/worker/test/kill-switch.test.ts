import {
  activeStops,
  beginTransfers,
  liftStop,
  newId,
  placeHolds,
  releaseHold,
  stopPayouts,
} from "@payrun/db";
import type { StopScope } from "@payrun/payouts-core";
import { describe, expect, test } from "vitest";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { claimChunk } from "../src/pay/claim-chunk.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { sendAttempts } from "../src/pay/send-attempts.ts";
import { createPayoutBatch } from "../src/plan/create-payout-batch.ts";
import { resolveUnknownTransfers } from "../src/unknown/resolve-unknown-transfers.ts";
import { takeOver } from "../src/unknown/take-over.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { Creator, House } from "./house.ts";
import { endLeases, passMinutes } from "./operational-clock.ts";
import { batchNow, itemsOf, openAlarmKinds, storyHouse } from "./story.ts";
import { sends, switchFault } from "./stripe-side.ts";
import { sweepOnce } from "./sweep-once.ts";

type Kind = StopScope["kind"];
type Story = {
  readonly house: House;
  readonly batchId: string;
  readonly creators: readonly [Creator, Creator];
};

/** Ana, whom every stop of these stories stops, has €40.00 in the batch, and Ben has $40.00. */
async function anaAndBen(): Promise<Story> {
  const house = await storyHouse();
  await house.fund({ usd: 1_000_000, eur: 1_000_000 });
  const [ana] = await house.addCreators([4000], { currency: "EUR" });
  const [ben] = await house.addCreators([4000]);
  if (!ana || !ben) throw new Error("two creators were added");
  const { batchId } = await house.start();
  return { house, batchId, creators: [ana, ben] };
}

async function planned(): Promise<Story> {
  const story = await anaAndBen();
  await createPayoutBatch(story.house.deps, story);
  return story;
}

function scopeOf(kind: Kind, { batchId, creators: [ana] }: Story): StopScope {
  switch (kind) {
    case "all":
      return { kind };
    case "currency":
      return { kind, currency: "EUR" };
    case "creator":
      return { kind, creatorId: ana.creatorId };
    case "batch":
      return { kind, batchId };
  }
}

const stop = (story: Story, kind: Kind) =>
  stopPayouts(story.house.db, "operator", "ada", {}, scopeOf(kind, story));
const lift = (story: Story, kind: Kind) => liftStop(story.house.db, "operator", "ada", scopeOf(kind, story));

/** Ana's item and Ben's. */
const statesOf = async ({ house, batchId, creators }: Story) =>
  (await itemsOf(house, batchId, creators)).map((item) => item.status);

const pay = ({ house, batchId }: Story) => processPayoutChunk(house.deps, { batchId, chunkNo: 0 });

/** Once the last stop is lifted all is paid, each payout under its first key, and the batch completes. */
async function expectAllPaidOnceLifted(story: Story, kind: Kind): Promise<void> {
  const { house, batchId } = story;
  await lift(story, kind);
  await endLeases(house);
  await passMinutes(house, 2);
  await resolveUnknownTransfers(house.deps);
  await pay(story);
  const items = await itemsOf(house, batchId, story.creators);
  expect(items.map(({ status, attemptNo }) => [status, attemptNo])).toEqual([
    ["paid", 1],
    ["paid", 1],
  ]);
  expect(await batchNow(house, batchId)).toMatchObject({ status: "completed", reasonCode: null });
  await expectBooksAgree(house);
}

describe.for([
  { kind: "all", ben: "planned" },
  { kind: "batch", ben: "planned" },
  { kind: "currency", ben: "paid" },
  { kind: "creator", ben: "paid" },
] as const)("a stop of scope $kind", ({ kind, ben }) => {
  const stopsBen = ben === "planned";

  test("before the claim: what it stops stays planned, nothing of it is claimed, the rest is paid", async () => {
    const story = await planned();
    await stop(story, kind);
    await pay(story);
    expect(await statesOf(story)).toEqual(["planned", ben]);
    expect(await story.house.db.query("SELECT FROM transfers")).toHaveLength(stopsBen ? 0 : 1);
    expect(await sends(story.house)).toHaveLength(stopsBen ? 0 : 1);
    await expectAllPaidOnceLifted(story, kind);
  });

  test("after the claim: what it stops does not begin and is planned again, the rest is paid", async () => {
    const story = await planned();
    const leaseToken = newId();
    const claimed = await claimChunk(story.house.deps, { ...story, chunkNo: 0 }, leaseToken);
    await stop(story, kind);
    const attempts = claimed.map(({ attempt }) => attempt);
    await sendAttempts(story.house.deps, attempts, { leaseToken, expected: "claimed" });
    expect(await statesOf(story)).toEqual(["planned", ben]);
    expect(await sends(story.house)).toHaveLength(stopsBen ? 0 : 1);
    await expectAllPaidOnceLifted(story, kind);
  });

  test("while a slot is missed: what was begun and not called is planned again, the rest is paid", async () => {
    const story = await planned();
    const { house } = story;
    const leaseToken = newId();
    const claimed = await claimChunk(house.deps, { ...story, chunkNo: 0 }, leaseToken);
    const attempts = claimed.map(({ attempt }) => attempt);
    const transferIds = attempts.map(({ transferId }) => transferId);
    await beginTransfers(house.db, { transferIds, leaseToken, expected: "claimed", leaseMs: 20_000 });
    await stop(story, kind);
    await sendAttempts(house.deps, attempts, { leaseToken, expected: "begun" });
    expect(await statesOf(story)).toEqual(["planned", ben]);
    expect(await sends(house)).toHaveLength(stopsBen ? 0 : 1);
    await expectAllPaidOnceLifted(story, kind);
  });

  test("after a lost answer: what it stops stays unknown and is not sent again, the rest is", async () => {
    const story = await planned();
    const { house } = story;
    await switchFault(house, { kind: "reset_before", count: 2 });
    await pay(story);
    expect(await statesOf(story)).toEqual(["unknown", "unknown"]);
    await stop(story, kind);
    await passMinutes(house, 1);
    await resolveUnknownTransfers(house.deps);
    expect(await statesOf(story)).toEqual(["unknown", stopsBen ? "unknown" : "paid"]);
    expect(await sends(house)).toHaveLength(stopsBen ? 2 : 3);
    await expectAllPaidOnceLifted(story, kind);
  });

  test("after a lost answer of a call that paid: Stripe's list is still asked, and settles it", async () => {
    const story = await planned();
    const { house } = story;
    await switchFault(house, { kind: "reset_after", count: 2 });
    await pay(story);
    await stop(story, kind);
    await passMinutes(house, 1);
    await resolveUnknownTransfers(house.deps);
    expect(await statesOf(story)).toEqual(["paid", "paid"]);
    expect(await sends(house)).toHaveLength(stopsBen ? 2 : 3);
    await expectBooksAgree(house);
  });

  test("after a worker is gone: what it stops is taken over and not sent, the rest is", async () => {
    const story = await planned();
    const { house } = story;
    const leaseToken = newId();
    const claimed = await claimChunk(house.deps, { ...story, chunkNo: 0 }, leaseToken);
    const transferIds = claimed.map(({ attempt }) => attempt.transferId);
    await beginTransfers(house.db, { transferIds, leaseToken, expected: "claimed", leaseMs: 20_000 });
    await stop(story, kind);
    await endLeases(house);
    await takeOver(house.deps);
    await resolveUnknownTransfers(house.deps);
    expect(await statesOf(story)).toEqual(["unknown", stopsBen ? "unknown" : "paid"]);
    expect(await sends(house)).toHaveLength(stopsBen ? 0 : 1);
    await expectAllPaidOnceLifted(story, kind);
  });

  test("before the retry: what it stops is left held, the rest is planned anew", async () => {
    const story = await planned();
    const { house, creators } = story;
    const holdIds = await placeHolds(
      house.db,
      creators.map(({ creatorId }) => ({
        creatorId,
        reason: "A look at her papers.",
        placedBy: "person" as const,
        placedById: "ada",
        until: null,
      })),
    );
    await pay(story);
    for (const holdId of holdIds) await releaseHold(house.db, holdId, "Seen.");
    await stop(story, kind);
    await retryFailedPayouts(house.deps, {});
    expect(await statesOf(story)).toEqual(["held", stopsBen ? "held" : "planned"]);
    await lift(story, kind);
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    expect(await statesOf(story)).toEqual(["paid", "paid"]);
    await expectBooksAgree(house);
  });
});

describe("a plan", () => {
  test.for(["all", "batch"] as const)(
    "that is stopped by a stop of scope %s waits, and decides later",
    async (kind) => {
      const story = await anaAndBen();
      const { house, batchId } = story;
      await stop(story, kind);
      await createPayoutBatch(house.deps, { batchId });
      expect(await house.db.query("SELECT FROM payout_decisions")).toEqual([]);
      expect(await batchNow(house, batchId)).toMatchObject({ status: "planning" });
      await lift(story, kind);
      await createPayoutBatch(house.deps, { batchId });
      expect(await statesOf(story)).toEqual(["planned", "planned"]);
    },
  );

  test.for(["currency", "creator"] as const)(
    "under a stop of scope %s says so to whom it stops, and pays the rest",
    async (kind) => {
      const story = await anaAndBen();
      const {
        house,
        creators: [ana],
      } = story;
      await stop(story, kind);
      await createPayoutBatch(house.deps, story);
      await pay(story);
      expect(await statesOf(story)).toEqual(["paid"]);
      expect(
        await house.db.query(
          `SELECT outcome, reasons -> 0 ->> 'code' AS code, reasons -> 0 ->> 'scope' AS scope FROM payout_decisions WHERE creator_id = $1`,
          [ana.creatorId],
        ),
      ).toEqual([{ outcome: "skipped", code: "payouts_stopped", scope: kind }]);
      await expectBooksAgree(house);
    },
  );
});

describe("several stops", () => {
  test("hold independently: lifting one leaves the others", async () => {
    const story = await planned();
    const { house } = story;
    for (const kind of ["all", "currency", "creator", "batch"] as const) await stop(story, kind);
    await stop(story, "currency");
    expect((await activeStops(house.db)).map(({ scope }) => scope.kind)).toEqual([
      "all",
      "currency",
      "creator",
      "batch",
    ]);
    await lift(story, "all");
    await lift(story, "batch");
    await lift(story, "currency");
    await pay(story);
    expect(await statesOf(story)).toEqual(["planned", "paid"]);
    await expectAllPaidOnceLifted(story, "creator");
  });

  test("of something else stop nothing", async () => {
    const story = await planned();
    const { house } = story;
    for (const scope of [
      { kind: "currency", currency: "JPY" },
      { kind: "creator", creatorId: newId() },
      { kind: "batch", batchId: newId() },
    ] as const)
      await stopPayouts(house.db, "operator", "ada", {}, scope);
    await pay(story);
    expect(await statesOf(story)).toEqual(["paid", "paid"]);
  });
});

test("a batch whose rest is stopped stays in processing, says why, and raises no alarm for it", async () => {
  const story = await planned();
  const { house, batchId } = story;
  await stop(story, "currency");
  await pay(story);
  await passMinutes(house, 45);
  await sweepOnce(house);
  expect(await openAlarmKinds(house)).toEqual([]);
  const [batch] = await house.db.query(
    "SELECT status, status_reason AS reason FROM payout_batches WHERE id = $1",
    [batchId],
  );
  expect(batch).toMatchObject({
    status: "processing",
    reason: {
      code: "payouts_stopped",
      items: 1,
      stops: [{ reason: "operator", currency: "EUR", creatorId: null, batchId: null }],
    },
  });
  await expectAllPaidOnceLifted(story, "currency");
});
