import type { PlannedItem } from "@payrun/payouts-core";
import { refund, tip, type CreatorHouse, type HouseCreator } from "./creator-house.ts";

/** Numbers from a seed: 0 ≤ n < below. */
export type Draw = (below: number) => number;

/** A linear congruential generator: the same seed gives the same history. */
export function drawFrom(seed: number): Draw {
  let state = BigInt(seed) * 2_654_435_761n + 1n;
  return (below) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n;
    return Number((state >> 33n) % BigInt(below));
  };
}

const dates = ["2026-11-15", "2026-12-01"].map((periodKey) => ({
  periodKey,
  scheduledFor: new Date(`${periodKey}T02:00:00Z`),
}));

const currencies = ["USD", "USD", "USD", "EUR", "JPY"];

type Earned = { readonly sourceId: string; readonly creator: HouseCreator; readonly grossMinor: number };

/**
 * Six weeks of every creator's life: tips and calls in three currencies, refunds, chargebacks and won disputes before and
 * after payouts, batches whose payouts are sent, held, canceled, come back or stay on their way.
 */
export async function liveSixWeeks(
  house: CreatorHouse,
  creators: readonly HouseCreator[],
  draw: Draw,
): Promise<void> {
  const soon = await earn(house, creators, draw, { from: "2026-10-20T00:00:00Z", days: 18, name: "a" });
  await takeBack(house, soon, draw, "a");
  await runBatch(house, dates[0], draw);
  const later = await earn(house, creators, draw, { from: "2026-11-06T00:00:00Z", days: 24, name: "b" });
  await takeBack(house, [...soon, ...later], draw, "b");
  await runBatch(house, dates[1], draw);
  await takeBack(house, [...soon, ...later], draw, "c");
  for (const creator of creators) {
    if (draw(10) === 0) await house.desk.adopt(creator.creatorId, BigInt(1 + draw(5_000)), "USD");
  }
}

async function earn(
  house: CreatorHouse,
  creators: readonly HouseCreator[],
  draw: Draw,
  { from, days, name }: { readonly from: string; readonly days: number; readonly name: string },
): Promise<readonly Earned[]> {
  const start = Date.parse(from);
  const rows = creators.flatMap((creator) =>
    Array.from({ length: draw(14) }, (_, index) => {
      const grossMinor = 1 + draw(20_000);
      const sourceId = `${creator.sourceId}-${name}${index}`;
      const row = tip(sourceId, creator, grossMinor, {
        sourceType: draw(3) === 0 ? "call" : "tip",
        currency: currencies[draw(currencies.length)],
        feeMinor: draw(6) === 0 ? grossMinor : draw(grossMinor + 1),
        earnedAt: new Date(start + draw(days * 24 * 60) * 60_000).toISOString(),
      });
      return { row, earned: { sourceId, creator, grossMinor } };
    }),
  );
  await house.earn(...rows.map(({ row }) => row));
  const kinds = new Map(rows.map(({ row }) => [row.sourceId, row.sourceType]));
  return rows.map(({ earned }) => earned).filter(({ sourceId }) => kinds.get(sourceId) === "tip");
}

/** Some are taken back, whole or in part; some of these are given again. */
async function takeBack(
  house: CreatorHouse,
  earned: readonly Earned[],
  draw: Draw,
  name: string,
): Promise<void> {
  const taken = earned
    .filter(() => draw(5) === 0)
    // A fifth at most each time, so that three times always fit.
    .map(({ sourceId, grossMinor }) => ({ sourceId, grossMinor: Math.floor(grossMinor / (5 + draw(3))) }))
    .filter(({ grossMinor }) => grossMinor > 0);
  const kind = () => (draw(2) === 0 ? "refund" : "chargeback");
  await house.reverse(
    ...taken.map(({ sourceId, grossMinor }) =>
      refund(`${sourceId}-back-${name}`, sourceId, grossMinor, { kind: kind() }),
    ),
  );
  const won = taken.filter(() => draw(3) === 0);
  await house.reverse(
    ...won.map(({ sourceId, grossMinor }) =>
      refund(`${sourceId}-won-${name}`, sourceId, 1 + draw(grossMinor), { kind: "reinstated" }),
    ),
  );
}

async function runBatch(
  house: CreatorHouse,
  date: (typeof dates)[number] | undefined,
  draw: Draw,
): Promise<void> {
  if (date === undefined) throw new Error("no such date");
  await house.desk.release(date.scheduledFor);
  const batchId = await house.desk.start(date);
  const { items } = await house.desk.plan(batchId);
  for (const item of items) if (item.status === "planned") await endOf(house, item, draw);
}

async function endOf({ desk }: CreatorHouse, item: PlannedItem, draw: Draw): Promise<void> {
  const fate = draw(10);
  if (fate === 0) return;
  if (fate === 1) return desk.putAside(item, "held", { code: "on_hold" });
  if (fate === 2) return desk.putAside(item, "canceled", { code: "destination_changed" });
  await desk.pay(item);
  if (fate === 3) await desk.takeBack(item, item.amountMinor);
  if (fate === 4) await desk.takeBack(item, 1n + BigInt(draw(Number(item.amountMinor))));
}
