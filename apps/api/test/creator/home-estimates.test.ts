import type { Database } from "@payrun/db";
import { beforeAll, describe, expect, test } from "vitest";
import { creatorHouse, type HouseCreator } from "./home-story/creator-house.ts";
import { drawFrom, liveSixWeeks } from "./home-story/random-history.ts";

const batch = { periodKey: "2026-12-15", scheduledFor: new Date("2026-12-15T02:00:00Z") };
/** Long before, a second before the cutoff, and once it is over and nothing is decided yet. */
const instants = ["2026-12-03T09:30:00Z", "2026-12-15T01:59:59Z", "2026-12-15T02:00:01Z"];

/** What may be true of a creator when a batch comes, one of these each. */
const situations = [
  "cadence = cadence",
  "cadence = 'monthly'",
  "paused_by_creator_at = '2026-12-01'",
  "paused_by_admin_at = '2026-12-01'",
  `own_minimum_minor = '{"USD": "30000", "EUR": "1000000"}'`,
  "destination_changed_at = '2026-12-13T02:00:00Z'",
  "destination_changed_at = '2026-12-13T02:00:00.001Z'",
  "sanctions = 'blocked'",
  "tax_form = 'missing'",
  "transfers_active = false",
  `requirements_past_due = '{individual.verification.document}', transfers_active = false`,
  "stripe_account_id = NULL, account_read_at = NULL",
] as const;

describe("for creators of every kind, after six random weeks", { timeout: 60_000 }, () => {
  const house = creatorHouse();
  let creators: readonly HouseCreator[] = [];

  beforeAll(async () => {
    house.setNow("2026-12-02T09:30:00Z");
    creators = await house.addCreators(situations.length * 4);
    await liveSixWeeks(house, creators, drawFrom(20261215));
    await Promise.all(
      creators.map(({ creatorId }, index) =>
        house.db.query(`UPDATE creators SET ${situations[index % situations.length]} WHERE id = $1`, [
          creatorId,
        ]),
      ),
    );
    const [, held, freed] = creators;
    await hold(house.db, held, "2026-12-15T02:00:01Z");
    await hold(house.db, freed, "2026-12-15T02:00:00Z");
  });

  test("the batch pays, or skips with the same reasons and numbers, just what was estimated at any time before", async () => {
    const told = [];
    for (const instant of instants) {
      house.setNow(instant);
      told.push(await Promise.all(creators.map(async ({ ask }) => (await ask().home.summary()).next)));
    }
    await house.desk.release(batch.scheduledFor);
    await house.desk.plan(await house.desk.start(batch));
    const decided = await house.db.query<Decided>(DECIDED, [batch.periodKey]);

    for (const estimates of told) {
      estimates.forEach((next, index) => {
        const hers = decided.filter(({ creatorId }) => creatorId === creators[index]?.creatorId);
        const isTold = next.periodKey === batch.periodKey;
        expect(isTold || hers.every(({ reasons }) => codesOf(reasons).includes("not_this_date"))).toBe(true);
        expect(isTold ? shown(next) : null).toEqual(isTold ? asEstimated(hers, next) : null);
      });
    }
    // A kind that never came would prove nothing.
    const seen = decided.flatMap(({ reasons, heldFor }) => codesOf(heldFor === null ? reasons : [heldFor]));
    expect([...new Set(seen)].toSorted()).toMatchInlineSnapshot(`
      [
        "below_minimum",
        "destination_changed_recently",
        "in_debt",
        "no_payout_account",
        "not_this_date",
        "nothing_available",
        "on_hold",
        "open_item_exists",
        "paused_by_admin",
        "paused_by_creator",
        "requirements_past_due",
        "sanctions_blocked",
        "tax_form_missing",
        "transfers_inactive",
      ]
    `);
    expect(decided.filter(({ amountMinor }) => amountMinor > 0n).length).toBeGreaterThan(5);
  });
});

type Next = Awaited<ReturnType<ReturnType<HouseCreator["ask"]>["home"]["summary"]>>["next"];
type Reason = { readonly code: string };

function shown({ estimates }: Next) {
  return estimates
    .map(({ currency, amountMinor, reasons, heldFor }) => ({ currency, amountMinor, reasons, heldFor }))
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
}

/** Before the date, a payout that is still open counts as finished by then: it alone may differ, and did not finish here. */
function asEstimated(decisions: readonly Decided[], next: Next) {
  return decisions.map(({ creatorId: _hers, ...decision }, index) =>
    !next.hasPassed && codesOf(decision.reasons).includes("open_item_exists") ? shown(next)[index] : decision,
  );
}

function codesOf(reasons: readonly Reason[]): readonly string[] {
  return reasons.map(({ code }) => code);
}

type Decided = {
  readonly creatorId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reasons: readonly Reason[];
  readonly heldFor: Reason | null;
};

/** What a batch decided, by creator and currency. Of one that is planned and held, the reason is the item's. */
const DECIDED = `
SELECT d.creator_id AS "creatorId", d.currency, coalesce(i.amount_minor, 0) AS "amountMinor",
       CASE d.outcome WHEN 'skipped' THEN d.reasons ELSE '[]' END AS reasons,
       CASE i.status WHEN 'held' THEN i.reason END AS "heldFor"
  FROM payout_batches b
  JOIN payout_decisions d ON d.batch_id = b.id
  LEFT JOIN payout_items i ON i.batch_id = b.id AND i.creator_id = d.creator_id AND i.currency = d.currency
 WHERE b.period_key = $1 ORDER BY d.creator_id, d.currency`;

async function hold(db: Database, creator: HouseCreator | undefined, until: string): Promise<void> {
  await db.query(
    "INSERT INTO holds (id, creator_id, reason, placed_by, until) VALUES (gen_random_uuid(), $1, 'a check', 'rule', $2)",
    [creator?.creatorId ?? "", until],
  );
}
