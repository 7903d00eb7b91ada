import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHouse, type House } from "./house.ts";

describe("a batch of ten creators, end to end", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  test("pays each of them once, settles the books and agrees with Stripe", async () => {
    await house.fund({ usd: 10_000_000 });
    await house.addCreators([3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000, 2499, 0]);
    const { batchId } = await house.start();
    await house.runJobs();

    const items = await house.items(batchId);
    expect(items.map((item) => item.status)).toEqual(Array<string>(8).fill("paid"));
    expect(items.map((item) => Number(item.amountMinor)).toSorted((a, b) => a - b)).toEqual([
      3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000,
    ]);
    const transfers = await house.stripeTransfers();
    expect(new Set(transfers.map((transfer) => transfer.payoutItemId))).toEqual(
      new Set(items.map((item) => item.id)),
    );
    expect(transfers).toHaveLength(8);
    const [batch] = await house.db.query(
      "SELECT status, paid_count, open_count, difference_count FROM payout_batches WHERE id = $1",
      [batchId],
    );
    expect(batch).toEqual({ status: "completed", paid_count: 8, open_count: 0, difference_count: 0 });
    const decisions = await house.db.query(
      "SELECT outcome, reasons -> 0 ->> 'code' AS code, count(*)::int FROM payout_decisions GROUP BY 1, 2 ORDER BY 1, 2",
    );
    expect(decisions).toEqual([
      { outcome: "eligible", code: null, count: 8 },
      { outcome: "skipped", code: "below_minimum", count: 1 },
      { outcome: "skipped", code: "nothing_available", count: 1 },
    ]);
    await house.booksBalance();
  });

  test("the same schedule date started again is the same batch, and nothing is sent twice", async () => {
    const again = await Promise.all([house.start(), house.start(), house.start()]);
    expect(again.map((batch) => batch.created)).toEqual([false, false, false]);
    await house.runJobs();
    expect(await house.stripeTransfers()).toHaveLength(8);
  });
});
