import { latestScheduleDate } from "@payrun/payouts-core";
import { describe, expect, test } from "vitest";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { Creator, House } from "./house.ts";
import { sends } from "./stripe-side.ts";
import { batchNow, itemsOf, openAlarmKinds, planBatch, storyHouse } from "./story.ts";

const DATES = ["2026-12-01", "2026-12-15", "2027-01-01", "2027-01-15"] as const;

/** The batch of the n-th date, planned: each creator earned so much since the last one. */
async function batchOf(
  house: House,
  n: number,
  creators: readonly Creator[],
  amounts: readonly number[],
): Promise<string> {
  for (const [index, creator] of creators.entries()) {
    const amount = amounts[index] ?? 0;
    if (amount > 0) await house.earn(creator, amount);
  }
  const now = new Date(`${DATES[n]}T02:00:00Z`);
  house.setNow(now);
  return planBatch(house, latestScheduleDate(house.deps.settings.schedule, now));
}

/** Six creators who were paid $40.00 each in so many batches. */
async function houseWithPast(
  pastBatches: number,
): Promise<{ readonly house: House; readonly creators: readonly Creator[] }> {
  const house = await storyHouse();
  await house.fund({ usd: 100_000_000 });
  const creators = await house.addCreators(Array<number>(6).fill(0));
  for (let n = 0; n < pastBatches; n += 1) {
    await batchOf(house, n, creators, Array<number>(6).fill(4000));
    await house.runJobs();
  }
  expect(await sends(house)).toHaveLength(6 * pastBatches);
  return { house, creators };
}

describe("the brake compares a batch with those before it", () => {
  test.for([
    { past: 3, amounts: [8000, 8000, 8000, 8000, 8000, 8000], status: "processing", brake: null },
    { past: 3, amounts: [8000, 8000, 8000, 8000, 8000, 8001], status: "paused", brake: "total_too_high" },
    { past: 3, amounts: [4000, 4000, 4000], status: "processing", brake: null },
    { past: 3, amounts: [4000, 4000], status: "paused", brake: "count_too_low" },
    { past: 2, amounts: [90_000, 90_000], status: "processing", brake: null },
  ])("$past past batches of 6 x 4000, now $amounts: $status", async ({ past, amounts, status, brake }) => {
    const { house, creators } = await houseWithPast(past);
    const batchId = await batchOf(house, past, creators, amounts);
    expect(await batchNow(house, batchId)).toMatchObject({ status, reasonCode: brake });
    expect(await openAlarmKinds(house)).toEqual(brake === null ? [] : ["batch_paused"]);
    await house.runJobs();
    expect(await sends(house)).toHaveLength(6 * past + (brake === null ? amounts.length : 0));
    await expectBooksAgree(house);
  });
});

describe("an unusual amount", () => {
  test("over five times her largest of three payouts is held alone, its money stays hers, and no timer lets it go", async () => {
    const { house, creators } = await houseWithPast(3);
    const batchId = await batchOf(house, 3, creators, [20_001, 4000, 4000, 4000, 4000, 4000]);
    await house.runJobs();
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    const items = await itemsOf(house, batchId, creators);
    expect(items.map((item) => item.status)).toEqual(["held", ...Array<string>(5).fill("paid")]);
    expect(items[0]).toMatchObject({ reasonCode: "unusual_amount", amountMinor: 20_001n, attemptNo: 1 });
    expect(await batchNow(house, batchId)).toMatchObject({ status: "completed" });
    await expectBooksAgree(house);
  });

  test.for([
    { what: "five times and no cent more", amount: 20_000, floor: null },
    { what: "below the operator's floor", amount: 20_001, floor: '{"USD": "20001"}' },
  ])("$what is paid", async ({ amount, floor }) => {
    const { house, creators } = await houseWithPast(3);
    if (floor !== null)
      await house.db.query("UPDATE operator_settings SET unusual_amount_floor_minor = $1", [floor]);
    const batchId = await batchOf(house, 3, creators, [amount, 4000, 4000, 4000, 4000, 4000]);
    await house.runJobs();
    expect(new Set((await house.items(batchId)).map((item) => item.status))).toEqual(new Set(["paid"]));
    await expectBooksAgree(house);
  });
});

describe("the approval band", () => {
  test.for([
    { band: null, status: "completed" },
    { band: '{"USD": "24001"}', status: "completed" },
    { band: '{"USD": "24000"}', status: "awaiting_approval" },
  ])("$band, for a batch of 24000: $status", async ({ band, status }) => {
    const { house, creators } = await houseWithPast(0);
    await house.db.query("UPDATE operator_settings SET approval_from_minor = $1", [band]);
    const batchId = await batchOf(house, 0, creators, Array<number>(6).fill(4000));
    await house.runJobs();
    expect(await batchNow(house, batchId)).toMatchObject({ status });
    expect(await sends(house)).toHaveLength(status === "completed" ? 6 : 0);
    await expectBooksAgree(house);
  });
});
