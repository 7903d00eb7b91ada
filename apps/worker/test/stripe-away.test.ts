import { expect, test } from "vitest";
import { storyHouse } from "./story.ts";
import { sweepOnce } from "./sweep-once.ts";

test("the due batch is started although Stripe is away and nothing may be sent", async () => {
  const house = await storyHouse({});
  await house.addCreators([4_000]);
  const gate = { open: () => Promise.reject(new Error("Stripe is away")) };
  await sweepOnce(house, { gate });
  const batches = await house.db.query("SELECT period_key, status FROM payout_batches ORDER BY period_key");
  expect(batches.at(-1)).toEqual({ period_key: "2026-12-01", status: "planning" });
  expect(await house.stripeTransfers()).toEqual([]);
});
