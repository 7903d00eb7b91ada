import type { PlannedItem } from "@payrun/payouts-core";
import { refund, tip, type CreatorHouse, type HouseCreator } from "../home-story/creator-house.ts";
import type { Draw } from "../home-story/random-history.ts";
import { attemptDesk, type Attempt } from "./attempt-desk.ts";

const dates = ["2026-11-01", "2026-11-15", "2026-12-01"].map((periodKey) => ({
  periodKey,
  scheduledFor: new Date(`${periodKey}T02:00:00Z`),
}));
const currencies = ["USD", "USD", "JPY", "KWD"];

type Earned = { readonly sourceId: string; readonly sourceType: string; readonly grossMinor: number };

/**
 * Two months of every creator's: tips and calls with 0, 2 and 3 decimals, refunds and chargebacks, whole and in part, before
 * and after release, won disputes, and three dates whose payouts are sent, held, canceled, refused, tried again, and come back.
 */
export async function liveTwoMonths(
  house: CreatorHouse,
  creators: readonly HouseCreator[],
  draw: Draw,
): Promise<void> {
  const earned: Earned[] = [];
  for (const [index, date] of dates.entries()) {
    const from = date.scheduledFor.getTime() - 22 * 86_400_000;
    earned.push(...(await earn(house, creators, draw, { from, name: String(index) })));
    await takeBack(house, earned, draw, `${index}-held`);
    await house.desk.release(new Date(date.scheduledFor.getTime() - 3 * 86_400_000));
    await takeBack(house, earned, draw, `${index}-late`);
    await house.desk.release(date.scheduledFor);
    const { items } = await house.desk.plan(await house.desk.start(date));
    const paidAt = new Date(date.scheduledFor.getTime() + 60_000);
    // Ids are random: sorted by who it is, the same seed is the same history.
    const order = (item: PlannedItem) =>
      `${String(creators.findIndex(({ creatorId }) => creatorId === item.creatorId)).padStart(4, "0")} ${item.currency}`;
    const sorted = items.toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
    for (const item of sorted) if (item.status === "planned") await endOf(house, item, draw, paidAt);
  }
}

async function earn(
  house: CreatorHouse,
  creators: readonly HouseCreator[],
  draw: Draw,
  { from, name }: { readonly from: number; readonly name: string },
): Promise<readonly Earned[]> {
  const rows = creators.flatMap((creator) =>
    Array.from({ length: draw(9) }, (_, index) => {
      const grossMinor = 3 + draw(40_000);
      return tip(`${creator.sourceId}-${name}-${index}`, creator, grossMinor, {
        sourceType: draw(3) === 0 ? "call" : "tip",
        currency: currencies[draw(currencies.length)],
        feeMinor: draw(grossMinor),
        earnedAt: new Date(from + draw(15 * 24 * 60) * 60_000).toISOString(),
      });
    }),
  );
  await house.earn(...rows);
  return rows;
}

/** A tenth each time, whole or a part; of these a third is given again. */
async function takeBack(house: CreatorHouse, earned: Earned[], draw: Draw, name: string): Promise<void> {
  const taken = earned.filter(({ grossMinor }) => grossMinor > 0 && draw(10) === 0);
  const reversals = taken.map((one) => {
    const isWhole = draw(2) === 0;
    const grossMinor = isWhole ? one.grossMinor : 1 + draw(one.grossMinor);
    // What is left of it can be taken back another time.
    earned.splice(earned.indexOf(one), 1, { ...one, grossMinor: one.grossMinor - grossMinor });
    const kind = draw(2) === 0 ? "refund" : "chargeback";
    const fields = { kind, earning: { sourceType: one.sourceType, sourceId: one.sourceId } };
    return refund(`${one.sourceId}-${name}`, one.sourceId, grossMinor, fields);
  });
  await house.reverse(...reversals);
  const won = reversals.filter(() => draw(3) === 0);
  await house.reverse(...won.map((one) => ({ ...one, sourceId: `${one.sourceId}-won`, kind: "reinstated" })));
}

async function endOf(house: CreatorHouse, item: PlannedItem, draw: Draw, paidAt: Date): Promise<void> {
  const desk = attemptDesk(house.db, () => paidAt);
  const first: Attempt = { ...item, attemptNo: 1 };
  switch (draw(8)) {
    case 0:
      return house.desk.putAside(item, "held", {
        code: "on_hold",
        holdId: "h",
        reason: "A check.",
        placedBy: "rule",
        until: null,
      });
    case 1:
      return house.desk.putAside(item, "canceled", {
        code: "destination_changed",
        plannedAccountId: "a",
        presentAccountId: "b",
      });
    case 2:
      return desk.refuse(first);
    case 3: {
      await desk.refuse(first);
      // A little less than before: what is left stays.
      const less = item.amountMinor > 20n ? item.amountMinor - (item.amountMinor % 20n) : item.amountMinor;
      return desk.pay(await desk.again(first, less));
    }
    case 4:
      await desk.pay(first);
      return house.desk.takeBack(item, item.amountMinor);
    case 5:
      await desk.pay(first);
      return house.desk.takeBack(item, 1n + BigInt(draw(Number(item.amountMinor))));
    default:
      return desk.pay(first);
  }
}
