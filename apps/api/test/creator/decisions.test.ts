import { placeHolds, recordMissedDates } from "@payrun/db";
import { beforeAll, describe, expect, test } from "vitest";
import { creatorHouse, tip, type HouseCreator } from "./home-story/creator-house.ts";
import { attemptDesk } from "./payouts-story/attempt-desk.ts";

const dateOf = (periodKey: string) => ({ periodKey, scheduledFor: new Date(`${periodKey}T02:00:00Z`) });
const november = dateOf("2026-11-01");
const missed = dateOf("2026-11-15");
const december = dateOf("2026-12-01");

describe("what each payout date came to for a creator", () => {
  const house = creatorHouse();
  let small: HouseCreator;
  let refused: HouseCreator;
  let late: HouseCreator;
  let newcomer: HouseCreator;

  beforeAll(async () => {
    house.setNow("2026-12-02T09:00:00Z");
    [small = never(), refused = never(), late = never()] = await house.addCreators(3);
    await house.earn(
      tip("small-first", small, 20_00, { earnedAt: "2026-10-20T10:00:00Z" }),
      tip("small-then", small, 40_00, { earnedAt: "2026-11-10T10:00:00Z" }),
      tip("late-first", late, 50_00, { earnedAt: "2026-11-10T10:00:00Z" }),
      tip("refused-first", refused, 100_00, { earnedAt: "2026-10-20T10:00:00Z" }),
    );
    await placeHolds(house.db, [
      {
        creatorId: small.creatorId,
        reason: "A check.",
        placedBy: "person",
        placedById: "ana",
        until: new Date("2026-11-05T00:00:00Z"),
      },
    ]);
    await house.desk.release(november.scheduledFor);
    const { items } = await house.desk.plan(await house.desk.start(november));
    const desk = attemptDesk(house.db, () => november.scheduledFor);
    await desk.refuse({ ...(items[0] ?? never()), attemptNo: 1 });
    await recordMissedDates(house.db, [missed]);
    await house.desk.release(december.scheduledFor);
    const later = await house.desk.plan(await house.desk.start(december));
    for (const item of later.items) await desk.pay({ ...item, attemptNo: 1 });
    [newcomer = never()] = await house.addCreators(1);
  });

  const dates = async (creator: HouseCreator, show: "unpaid" | "all" = "unpaid") =>
    (await creator.ask().decisions.list({ show })).rows.map(
      ({ periodKey, verdict }) => `${periodKey} ${verdict}`,
    );

  test("are told newest first: those that did not pay, the missed one among them", async () => {
    expect(await dates(small)).toEqual(["2026-11-15 missed", "2026-11-01 skipped"]);
    expect(await dates(small, "all")).toEqual(["2026-12-01 paid", "2026-11-15 missed", "2026-11-01 skipped"]);
    expect(await dates(refused)).toEqual(["2026-11-15 missed", "2026-11-01 replaced"]);
  });

  test("a skipped one has every reason in the order of rank, with its numbers, and where the money went", async () => {
    const { rows } = await small.ask().decisions.detail({ periodKey: "2026-11-01" });
    expect(rows).toMatchObject([
      {
        currency: "USD",
        verdict: "skipped",
        payoutItemId: null,
        reasons: [
          { code: "on_hold", placedBy: "person", reason: "A check." },
          { code: "below_minimum", availableMinor: "1600", minimumMinor: "2500", missingMinor: "900" },
        ],
        paidLater: { periodKey: "2026-12-01", carriesIt: true },
      },
    ]);
  });

  test("of one on which there was nothing, no later payout carries the money", async () => {
    const { rows } = await late.ask().decisions.detail({ periodKey: "2026-11-01" });
    expect(rows).toMatchObject([
      {
        reasons: [{ code: "nothing_available" }],
        paidLater: { periodKey: "2026-12-01", carriesIt: false },
      },
    ]);
  });

  test("one that nobody ran has no reason of hers", async () => {
    const { rows } = await small.ask().decisions.detail({ periodKey: "2026-11-15" });
    expect(rows).toMatchObject([{ currency: null, verdict: "missed", reasons: [], payoutItemId: null }]);
  });

  test("come page by page, each once", async () => {
    const first = await small.ask().decisions.list({ show: "all", limit: 2 });
    const rest = await small
      .ask()
      .decisions.list({ show: "all", limit: 2, cursor: first.nextCursor ?? never() });
    expect([...first.rows, ...rest.rows].map(({ periodKey }) => periodKey)).toEqual([
      "2026-12-01",
      "2026-11-15",
      "2026-11-01",
    ]);
    expect(rest.nextCursor).toBeNull();
  });

  test("are none for who came after them, and a date that never was is not found", async () => {
    expect(await dates(newcomer, "all")).toEqual([]);
    await expect(small.ask().decisions.detail({ periodKey: "2026-11-02" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

function never(): never {
  throw new Error("not there");
}
