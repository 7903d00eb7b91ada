import { placeHolds, releaseHold } from "@payrun/db";
import { describe, expect, test } from "vitest";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { resolveUnknownTransfers } from "../src/unknown/resolve-unknown-transfers.ts";
import { takeOver } from "../src/unknown/take-over.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { Creator, House } from "./house.ts";
import { endLeases, passMinutes } from "./operational-clock.ts";
import { clearFaults, deliverNewest, sends, switchFault } from "./stripe-side.ts";
import { sweepOnce } from "./sweep-once.ts";
import { batchNow, itemsOf, planBatch, storyHouse } from "./story.ts";

const CREATORS = 40;
const FAULTS = [
  "reset_before",
  "reset_after",
  "500_after",
  "broken_json",
  "429",
  "hang_after",
  "409",
] as const;
const REFUSALS = ["balance_insufficient", "payouts_limit_exceeded", "insufficient_capabilities_for_transfer"];

/** Everything at once: doubled jobs, dead workers, webhooks, chargebacks and holds, under every fault of Stripe's. */
async function storm(
  house: House,
  batchId: string,
  hit: { readonly creators: readonly Creator[]; readonly earnings: readonly string[]; readonly seed: number },
): Promise<void> {
  for (const [index, kind] of FAULTS.entries())
    await switchFault(house, { kind, count: 99, probability: 0.1, seed: hit.seed * 100 + index });
  for (const [index, code] of REFUSALS.entries())
    await switchFault(house, {
      kind: "error",
      code,
      count: 5,
      probability: 0.1,
      seed: hit.seed * 100 + 50 + index,
    });
  for (let round = 0; round < 4; round += 1) {
    const chunks = Array.from({ length: 8 }, (_, chunkNo) => ({ batchId, chunkNo }));
    const [creator] = hit.creators.slice(round);
    const holds = placeHolds(house.db, [
      {
        creatorId: creator?.creatorId ?? "",
        reason: "storm",
        placedBy: "rule",
        placedById: "storm",
        until: null,
      },
    ]);
    await Promise.all([
      ...[...chunks, ...chunks].map((chunk) => processPayoutChunk(house.deps, chunk)),
      takeOver(house.deps),
      resolveUnknownTransfers(house.deps),
      retryFailedPayouts(house.deps, {}),
      house.chargeBack(hit.earnings[round] ?? "", 600),
      holds,
      ...(round > 0 ? [deliverNewest(house, "transfer.created")] : []),
      house.runJobs(),
    ]);
    for (const holdId of await holds) await releaseHold(house.db, holdId, "passed");
    await endLeases(house);
    await passMinutes(house, 1);
  }
}

/** The weather clears: Stripe answers, the balance is there, the days go by. */
async function calm(house: House): Promise<void> {
  await clearFaults(house);
  for (const minutes of [60, 23 * 60, 11, 11]) {
    await endLeases(house);
    await passMinutes(house, minutes);
    await house.db.query("UPDATE payout_items SET moved_at = moved_at - interval '1 minute'");
    await sweepOnce(house, { due: true });
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
  }
}

describe("after any storm", () => {
  test.for([1, 2, 3])(
    "every item is final, nobody is paid twice, and the books agree (seed %i)",
    async (seed) => {
      const house = await storyHouse({ chunkSize: 5, timeoutMs: 600 });
      await house.fund({ usd: 10_000_000 });
      const creators = await house.addCreators(Array.from({ length: CREATORS }, (_, index) => 3000 + index));
      const earnings: string[] = [];
      for (const creator of creators.slice(10, 14)) earnings.push(await house.earn(creator, 500));
      const batchId = await planBatch(house);
      await storm(house, batchId, { creators, earnings, seed });
      await house.booksBalance();
      await calm(house);

      const items = await itemsOf(house, batchId, creators);
      expect(items.filter((item) => !["paid", "failed", "held", "canceled"].includes(item.status))).toEqual(
        [],
      );
      expect(items.filter((item) => item.status === "paid").length).toBeGreaterThan(CREATORS / 2);
      expect((await sends(house)).length).toBeGreaterThan(CREATORS);
      expect(await batchNow(house, batchId)).toMatchObject({ status: "completed", openCount: 0 });
      await expectBooksAgree(house);
    },
  );
});
