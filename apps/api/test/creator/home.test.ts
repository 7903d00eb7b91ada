import { beforeAll, describe, expect, test } from "vitest";
import { creatorHouse, refund, tip, type HouseCreator } from "./home-story/creator-house.ts";

const december = { periodKey: "2026-12-01", scheduledFor: new Date("2026-12-01T02:00:00Z") };

describe("the next payout", () => {
  const house = creatorHouse();
  const one = async (fields: object = {}): Promise<HouseCreator> => {
    const [creator] = await house.addCreators(1, fields);
    if (creator === undefined) throw new Error("no creator");
    return creator;
  };
  const next = async (creator: HouseCreator) => (await creator.ask().home.summary()).next;

  test("names its date, its cutoff, and the last instant of earning that is in time", async () => {
    house.setNow("2026-11-20T08:00:00Z");
    expect(await next(await one())).toMatchObject({
      periodKey: "2026-12-01",
      scheduledFor: december.scheduledFor,
      cutoffAt: december.scheduledFor,
      earnedBy: new Date("2026-11-24T02:00:00Z"),
      holdDays: 7,
      hasPassed: false,
    });
  });

  test("counts what is earned up to that instant, itself included, and nothing a millisecond later", async () => {
    house.setNow("2026-11-28T08:00:00Z");
    const creator = await one();
    await house.earn(
      tip("in-time", creator, 50_00, { earnedAt: "2026-11-24T02:00:00.000Z" }),
      tip("too-late", creator, 70_00, { earnedAt: "2026-11-24T02:00:00.001Z" }),
    );
    expect((await next(creator)).estimates).toMatchObject([
      {
        currency: "USD",
        availableMinor: 0n,
        maturingMinor: 40_00n,
        availableByThenMinor: 40_00n,
        amountMinor: 40_00n,
      },
    ]);
    const { releases } = await creator.ask().home.releases();
    expect(releases).toMatchObject([
      { day: "2026-12-01", amountMinor: 40_00n, payout: { periodKey: "2026-12-01" } },
      { day: "2026-12-01", amountMinor: 56_00n, payout: { periodKey: "2026-12-15" } },
    ]);
  });

  test("is estimated as the batch then pays it, in every currency", async () => {
    house.setNow("2026-11-30T08:00:00Z");
    const creators = await house.addCreators(3);
    await house.earn(
      ...creators.flatMap((creator, index) => [
        tip(`u-${creator.sourceId}`, creator, 31_25 + index * 100),
        tip(`j-${creator.sourceId}`, creator, 3_000 + index * 750, { currency: "JPY" }),
        tip(`h-${creator.sourceId}`, creator, 90_000_55, { currency: "HUF" }),
      ]),
    );
    await house.desk.release(new Date("2026-11-29T00:00:00Z"));
    const estimates = await Promise.all(creators.map(next));
    house.setNow("2026-12-01T02:00:10Z");
    await house.desk.release(december.scheduledFor);
    const { items } = await house.desk.plan(await house.desk.start(december));
    creators.forEach(({ creatorId }, index) => {
      const paid = items.filter((item) => item.creatorId === creatorId);
      const expected = estimates[index]?.estimates.filter(({ amountMinor }) => amountMinor > 0n) ?? [];
      expect(paid.map(({ currency, amountMinor }) => `${currency} ${amountMinor}`).toSorted()).toEqual(
        expected.map(({ currency, amountMinor }) => `${currency} ${amountMinor}`).toSorted(),
      );
    });
    expect(estimates[0]?.estimates).toMatchObject([
      { currency: "USD", amountMinor: 25_00n, reasons: [] },
      { currency: "HUF", amountMinor: 72_000_00n, roundedOffMinor: 44n },
      { currency: "JPY", amountMinor: 0n, reasons: [{ code: "below_minimum", missingMinor: "600" }] },
    ]);
  });

  test("is for the first of a month where that is her wish", async () => {
    house.setNow("2026-12-03T08:00:00Z");
    const creator = await one();
    await house.db.query("UPDATE creators SET cadence = 'monthly' WHERE id = $1", [creator.creatorId]);
    expect((await next(creator)).periodKey).toBe("2027-01-01");
  });

  test("says why there would be none, and names a hold only if it lasts until then", async () => {
    house.setNow("2026-11-20T08:00:00Z");
    const creator = await one();
    await house.earn(tip(`t-${creator.sourceId}`, creator, 100_00));
    const hold = (until: string) =>
      house.db.query(
        "INSERT INTO holds (id, creator_id, reason, placed_by, until) VALUES (gen_random_uuid(), $1, 'a check', 'rule', $2)",
        [creator.creatorId, until],
      );
    await hold("2026-12-01T01:59:59Z");
    expect((await next(creator)).estimates).toMatchObject([{ amountMinor: 80_00n, reasons: [] }]);
    await hold("2026-12-01T02:00:01Z");
    expect((await next(creator)).estimates).toMatchObject([
      { amountMinor: 0n, reasons: [{ code: "on_hold" }] },
    ]);
  });
});

describe("a payout date that is here", () => {
  const house = creatorHouse();
  let creator: HouseCreator;

  beforeAll(async () => {
    house.setNow("2026-12-01T02:00:10Z");
    const [added] = await house.addCreators(1);
    if (added === undefined) throw new Error("no creator");
    creator = added;
    await house.earn(
      tip("matured", creator, 50_00),
      tip("still-held", creator, 50_00, { earnedAt: "2026-11-30T00:00:00Z" }),
    );
  });

  test("is the one that is estimated until its batch has decided about her, then it is the next", async () => {
    const late = { next: { periodKey: "2026-12-01", hasPassed: true, estimates: [{ amountMinor: 40_00n }] } };
    expect(await creator.ask().home.summary()).toMatchObject({ ...late, batch: null });
    const batchId = await house.desk.start(december);
    await house.desk.release(december.scheduledFor);
    expect(await creator.ask().home.summary()).toMatchObject({
      ...late,
      batch: { periodKey: "2026-12-01", status: "planning", decided: false },
    });

    const { items } = await house.desk.plan(batchId);
    expect(await creator.ask().home.summary()).toMatchObject({
      next: {
        periodKey: "2026-12-15",
        hasPassed: false,
        estimates: [{ maturingMinor: 40_00n, amountMinor: 40_00n }],
      },
      batch: { periodKey: "2026-12-01", status: "processing", decided: true },
      balances: [{ inTransitMinor: 40_00n, heldMinor: 40_00n, availableMinor: 0n, totalMinor: 80_00n }],
      underWay: [{ periodKey: "2026-12-01", status: "planned", amountMinor: 40_00n }],
    });

    const [item] = items;
    if (item === undefined) throw new Error("nothing was planned");
    await house.desk.pay(item);
    await house.desk.complete(batchId);
    expect(await creator.ask().home.summary()).toMatchObject({
      batch: null,
      underWay: [],
      balances: [
        {
          inTransitMinor: 0n,
          totalMinor: 40_00n,
          paidSoFarMinor: 40_00n,
          payoutCount: 1,
          lastPaidPeriodKey: "2026-12-01",
        },
      ],
    });
  });
});

describe("what a creator earned by day", () => {
  const house = creatorHouse();

  test("is of her zone's days, the day of a clock change and its neighbours included", async () => {
    house.setNow("2026-11-02T12:00:00Z");
    const [creator] = await house.addCreators(1);
    if (creator === undefined) throw new Error("no creator");
    await house.earn(
      tip("before", creator, 1_00, { earnedAt: "2026-10-24T21:59:59.999Z" }),
      tip("first", creator, 2_00, { earnedAt: "2026-10-24T22:00:00.000Z" }),
      tip("last", creator, 4_00, { earnedAt: "2026-10-25T22:59:59.999Z" }),
      tip("after", creator, 8_00, { earnedAt: "2026-10-25T23:00:00.000Z" }),
    );
    const { days } = await creator.ask({ timeZone: "Europe/Berlin" }).home.earningsByDay({
      from: "2026-10-24",
      to: "2026-10-26",
    });
    expect(days.map(({ day, grossMinor }) => [day, grossMinor])).toEqual([
      ["2026-10-24", 1_00n],
      ["2026-10-25", 6_00n],
      ["2026-10-26", 8_00n],
    ]);
  });

  test("is of the last 30 days unless she asks for others, and of 366 at most", async () => {
    house.setNow("2026-11-30T23:30:00Z");
    const [creator] = await house.addCreators(1);
    const ask = creator?.ask({ timeZone: "Asia/Tokyo" });
    expect(await ask?.home.earningsByDay({})).toMatchObject({
      from: "2026-11-02",
      to: "2026-12-01",
      days: [],
    });
    expect(await ask?.home.earningsByDay({ from: "2026-01-01", to: "2027-01-01" })).toMatchObject({
      totals: [],
    });
    expect(await ask?.home.earningsByDay({ days: 7 })).toMatchObject({
      from: "2026-11-25",
      to: "2026-12-01",
    });
    for (const wrong of [
      { days: 367 },
      { from: "2026-01-01", to: "2027-01-02" },
      { from: "2026-02-01", to: "2026-01-31" },
      { from: "2026-02-29" },
      { to: "1999-12-31" },
      { to: "+012026-01-01" },
    ])
      await expect(ask?.home.earningsByDay(wrong)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("a creator who has earned nothing yet", () => {
  const house = creatorHouse();

  test("sees zeros in her own currency, and what she needs first", async () => {
    house.setNow("2026-11-20T08:00:00Z");
    const [creator] = await house.addCreators(1, { currency: "EUR" });
    if (creator === undefined) throw new Error("no creator");
    await house.db.query("UPDATE creators SET stripe_account_id = NULL WHERE id = $1", [creator.creatorId]);
    const { balances, next, underWay } = await creator.ask().home.summary();
    expect(balances).toMatchObject([
      { currency: "EUR", totalMinor: 0n, paidSoFarMinor: 0n, lastPaidPeriodKey: null },
    ]);
    expect(next.estimates.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
      ["no_payout_account", "nothing_available"],
    ]);
    expect(underWay).toEqual([]);
    expect(await creator.ask().home.releases()).toMatchObject({ releases: [], held: [] });
  });

  test("with a debt after a late chargeback, sees it taken out of what she has", async () => {
    house.setNow("2026-12-02T08:00:00Z");
    const [creator] = await house.addCreators(1);
    if (creator === undefined) throw new Error("no creator");
    await house.earn(tip("paid-out", creator, 100_00));
    await house.desk.release(december.scheduledFor);
    const { items } = await house.desk.plan(await house.desk.start(december));
    for (const item of items) await house.desk.pay(item);
    await house.reverse(refund("cb", "paid-out", 100_00, { kind: "chargeback" }));
    await house.earn(tip("new", creator, 50_00, { earnedAt: "2026-12-01T10:00:00Z" }));
    expect((await creator.ask().home.summary()).balances).toMatchObject([
      {
        availableMinor: -80_00n,
        heldMinor: 40_00n,
        totalMinor: -40_00n,
        debtMinor: 80_00n,
        paidSoFarMinor: 80_00n,
      },
    ]);
  });
});
