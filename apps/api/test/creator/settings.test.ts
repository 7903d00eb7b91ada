import { describe, expect, test } from "vitest";
import { refusalOf, stripeHouse, type StripeHouse } from "./stripe-house.ts";

const auditOf = ({ db }: StripeHouse) => db.query("SELECT actor, action, detail FROM audit_log ORDER BY id");

const ran = ({ db }: StripeHouse, periodKey: string) =>
  db.query(
    `INSERT INTO payout_batches (id, period_key, status, scheduled_for, cutoff_at, started_by)
     SELECT gen_random_uuid(), $1, 'completed', at, at, 'schedule' FROM (SELECT ($1 || 'T02:00:00Z')::timestamptz AS at) d`,
    [periodKey],
  );

async function settled() {
  const house = await stripeHouse();
  const user = await house.arrive();
  return { house, user, settings: house.as(user).settings };
}

test("a creator sees what counts for her: the platform's minimum, her dates, no pause", async () => {
  const { house, settings } = await settled();
  await ran(house, "2026-12-01");
  expect(await settings.get()).toEqual({
    minimums: [{ currency: "USD", platformMinor: 2500n, ownMinor: null, effectiveMinor: 2500n }],
    cadence: "each_date",
    nextDates: {
      each_date: { periodKey: "2026-12-15", scheduledFor: new Date("2026-12-15T02:00:00Z") },
      monthly: { periodKey: "2027-01-01", scheduledFor: new Date("2027-01-01T02:00:00Z") },
    },
    pausedAt: null,
    pausedByTeam: false,
  });
});

test("her next monthly date is the next of this month where none of this month ran", async () => {
  const { house, settings } = await settled();
  await ran(house, "2026-11-15");
  const { monthly } = (await settings.get()).nextDates;
  expect(monthly.periodKey).toBe("2026-12-15");
});

describe("her own minimum", () => {
  test.for([
    { currency: "USD", refused: 2499n, taken: 2500n },
    { currency: "JPY", refused: 2999n, taken: 3000n },
    // What somebody types who wants none.
    { currency: "KWD", refused: 0n, taken: 10n },
    // No minimum of the platform's, but Stripe sends forints whole.
    { currency: "HUF", refused: 99n, taken: 100n },
  ])("in $currency: not $refused, but $taken", async ({ currency, refused, taken }) => {
    const { settings } = await settled();
    expect(await refusalOf(settings.setMinimum({ currency, amountMinor: refused }))).toEqual({
      code: "minimum_too_low",
      currency,
      askedMinor: String(refused),
      minimumMinor: String(taken),
    });
    await settings.setMinimum({ currency, amountMinor: taken });
    const { minimums } = await settings.get();
    expect(minimums.find((minimum) => minimum.currency === currency)).toEqual({
      currency,
      platformMinor: taken,
      ownMinor: taken,
      effectiveMinor: taken,
    });
  });

  test("may be all that can be typed", async () => {
    const { settings } = await settled();
    const most = 999_999_999_999_999_999n;
    await settings.setMinimum({ currency: "USD", amountMinor: most });
    expect((await settings.get()).minimums).toMatchObject([{ effectiveMinor: most }]);
  });

  test("is set, taken away and written down each time; the same again is nothing", async () => {
    const { house, user, settings } = await settled();
    await settings.setMinimum({ currency: "USD", amountMinor: 100_00n });
    await settings.setMinimum({ currency: "USD", amountMinor: 100_00n });
    await settings.setMinimum({ currency: "USD", amountMinor: null });
    expect((await settings.get()).minimums).toMatchObject([{ ownMinor: null, effectiveMinor: 2500n }]);
    const actor = `user/${user.userId}`;
    expect(await auditOf(house)).toEqual([
      { actor, action: "settings.minimum", detail: { currency: "USD", before: null, after: "10000" } },
      { actor, action: "settings.minimum", detail: { currency: "USD", before: "10000", after: null } },
    ]);
  });
});

test("her payout dates are chosen and written down", async () => {
  const { house, settings } = await settled();
  await settings.setCadence({ cadence: "monthly" });
  await settings.setCadence({ cadence: "monthly" });
  expect((await settings.get()).cadence).toBe("monthly");
  expect(await auditOf(house)).toMatchObject([
    { action: "settings.cadence", detail: { before: "each_date", after: "monthly" } },
  ]);
});

test("a pause counts from the first click until it is resumed, which tries again what it held", async () => {
  const { house, user, settings } = await settled();
  await settings.pause();
  house.setNow(new Date("2026-12-02T08:00:00Z"));
  await settings.pause();
  expect((await settings.get()).pausedAt).toEqual(new Date("2026-12-01T08:00:00Z"));
  await settings.resume();
  await settings.resume();
  expect((await settings.get()).pausedAt).toBeNull();
  expect(await auditOf(house)).toMatchObject([{ action: "settings.pause" }, { action: "settings.resume" }]);
  expect(await house.db.query("SELECT name, payload FROM outbox WHERE topic = 'job'")).toEqual([
    { name: "retry-failed-payouts", payload: { creatorIds: [user.creatorId] } },
  ]);
});

describe("language and zone", () => {
  test.for([
    { given: "Europe/Berlin", kept: "Europe/Berlin" },
    { given: "UTC", kept: "UTC" },
    { given: "Etc/UTC", kept: "UTC" },
  ])("$given is kept as $kept", async ({ given, kept }) => {
    const { house, settings } = await settled();
    await settings.setRegion({ locale: "de", timeZone: given });
    expect(await house.db.query("SELECT locale, time_zone FROM users")).toEqual([
      { locale: "de", time_zone: kept },
    ]);
    expect(await auditOf(house)).toMatchObject([{ action: "settings.region" }]);
  });

  test.for(["Mars/Olympus", "+05:30", "", "Europe/Berlin\0", "..", "Europe"])(
    "%j is no zone: refused as bad input",
    async (timeZone) => {
      const { house, settings } = await settled();
      await expect(settings.setRegion({ locale: "en", timeZone })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
      expect(await auditOf(house)).toEqual([]);
    },
  );

  test("the zones to choose from are the ones that are taken", async () => {
    const { settings } = await settled();
    const { timeZones } = await settings.region();
    expect(timeZones).toContain("UTC");
    expect(timeZones.length).toBeGreaterThan(400);
  });
});
