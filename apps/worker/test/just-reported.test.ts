import { randomUUID } from "node:crypto";
import { acceptCreators, acceptEarnings } from "@payrun/intake";
import { describe, expect, test } from "vitest";
import { createPayoutBatch } from "../src/plan/create-payout-batch.ts";
import { storyHouse } from "./story.ts";
import { switchFault } from "./stripe-side.ts";
import { expectBooksAgree } from "./books-agree.ts";
import type { House } from "./house.ts";

/** As the host reports a creator, with nothing else done: her account is at Stripe, the mirror has never seen it. */
async function report(house: House, creators: number): Promise<void> {
  const intake = { db: house.db, holdDays: 7, now: new Date("2026-12-01T01:59:00Z") };
  const people = Array.from({ length: creators }, () => randomUUID().slice(0, 13));
  const accounts = people.map((id) => ({ id: `acct_1Test${id.replace("-", "")}`, country: "US" }));
  await house.control("POST", "/accounts", { accounts });
  const rows = people.map((id, n) => ({
    sourceId: id,
    handle: `star-${id}`,
    currency: "USD",
    country: "US",
    stripeAccountId: accounts[n]?.id,
  }));
  await acceptCreators(intake, rows);
  const earned = { sourceType: "tip", grossMinor: 4_100, feeMinor: 100, currency: "USD" };
  await acceptEarnings(
    intake,
    people.map((id) => ({ ...earned, sourceId: id, creatorSourceId: id, earnedAt: "2026-11-20T12:00:00Z" })),
  );
}

describe("a creator who was reported a minute before the schedule date", () => {
  test.for([3, 60])(
    "is paid on it: her account is read before the plan decides (%i creators)",
    async (creators) => {
      const house = await storyHouse({});
      await house.fund({ usd: 1_000_000 });
      await report(house, creators);
      const { batchId } = await house.start();
      await createPayoutBatch(house.deps, { batchId });
      await house.runJobs();
      expect((await house.items(batchId)).map((item) => item.status)).toEqual(
        Array<string>(creators).fill("paid"),
      );
      await expectBooksAgree(house);
    },
  );

  test("is not skipped because Stripe was away: the plan is tried again", async () => {
    const house = await storyHouse({});
    await house.fund({ usd: 1_000_000 });
    await report(house, 1);
    await switchFault(house, { kind: "500_before", match: { method: "GET", path: "/v1/accounts/*" } });
    const { batchId } = await house.start();
    await expect(createPayoutBatch(house.deps, { batchId })).rejects.toThrow();
    expect(await house.db.query("SELECT FROM payout_decisions")).toEqual([]);
    await house.runJobs();
    expect(await house.items(batchId)).toMatchObject([{ status: "paid" }]);
    await expectBooksAgree(house);
  });
});
