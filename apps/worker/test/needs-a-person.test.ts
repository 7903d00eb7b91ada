import { describe, expect, test } from "vitest";
import { watchSchedule } from "../src/jobs/watch-schedule.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { switchFault } from "./stripe-side.ts";
import { openAlarmKinds, planBatch, storyHouse } from "./story.ts";
import { sweepOnce } from "./sweep-once.ts";

describe("a person is called", () => {
  test("for an account that cannot be read, which is held alone: the rest of its chunk is paid", async () => {
    const house = await storyHouse({});
    await house.fund({ usd: 1_000_000 });
    const [odd] = await house.addCreators([4_000, 5_000]);
    await house.runJobs();
    await house.db.query("UPDATE creators SET account_read_at = clock_timestamp() - interval '25 hours'");
    await switchFault(house, {
      kind: "error",
      status: 400,
      type: "invalid_request_error",
      code: "never_heard_of",
      count: 100,
      match: { method: "GET", path: `/v1/accounts/${odd?.accountId}` },
    });
    const { batchId } = await house.start();
    await house.runJobs();
    const items = await house.items(batchId);
    expect(items.map(({ status, reasonCode }) => ({ status, reasonCode })).toSorted(byStatus)).toEqual([
      { status: "held", reasonCode: "account_unreadable" },
      { status: "paid", reasonCode: null },
    ]);
    await expectBooksAgree(house);
  });

  test("for a debt's rest that would go to an account below zero: it is read, and held", async () => {
    const house = await storyHouse({});
    const [creator] = await house.addCreators([10_000]);
    if (!creator) throw new Error("no creator");
    const bad = await house.earn(creator, 4_000);
    await house.fund({ usd: 1_000_000 });
    const batchId = await planBatch(house);
    await house.chargeBack(bad, 4_100);
    await house.control("PATCH", `/accounts/${creator.accountId}`, {
      mayGoNegative: true,
      balance: { usd: -50_000 },
    });
    await house.db.query("UPDATE creators SET account_negative = true");
    await house.runJobs();
    expect(await house.items(batchId)).toMatchObject([{ status: "held", reasonCode: "account_negative" }]);
    await house.booksBalance();
  });

  test("when the balance covers only a part, until it covers all", async () => {
    const house = await storyHouse({});
    await house.addCreators([4_000, 5_000]);
    await house.fund({ usd: 4_500 });
    const { batchId } = await house.start();
    await house.runJobs();
    expect((await house.items(batchId)).map((item) => item.status).toSorted()).toEqual([
      "awaiting_funds",
      "paid",
    ]);
    expect(await openAlarmKinds(house)).toEqual(["funds_short"]);
    await house.fund({ usd: 1_000_000 });
    await sweepOnce(house);
    await house.runJobs();
    await watchSchedule(house.deps);
    expect(await openAlarmKinds(house)).toEqual([]);
    expect((await house.items(batchId)).map((item) => item.status)).toEqual(["paid", "paid"]);
    await expectBooksAgree(house);
  });

  test("when a batch is done and nobody is there to be told", async () => {
    const house = await storyHouse({});
    await house.db.query("DELETE FROM admins");
    await house.fund({ usd: 1_000_000 });
    await house.addCreators([4_000]);
    await house.start();
    await house.runJobs();
    expect(await openAlarmKinds(house)).toEqual(["nobody_to_tell"]);
  });

  test("when Stripe rejects the key", async () => {
    const house = await storyHouse({});
    await house.fund({ usd: 1_000_000 });
    await house.addCreators([4_000]);
    await switchFault(house, { kind: "401", match: { method: "POST", path: "/v1/transfers" } });
    const { batchId } = await house.start();
    await house.runJobs();
    expect(await openAlarmKinds(house)).toEqual(["batch_paused", "stripe_key_rejected"]);
    expect(await house.items(batchId)).toMatchObject([{ status: "planned", attemptNo: 1 }]);
    await house.booksBalance();
  });
});

function byStatus(one: { readonly status: string }, other: { readonly status: string }): number {
  return one.status < other.status ? -1 : 1;
}
