import { onTestFinished } from "vitest";
import type { ScheduleDate } from "@payrun/payouts-core";
import { createPayoutBatch } from "../src/plan/create-payout-batch.ts";
import {
  openHouse,
  scheduleDate,
  type Creator,
  type House,
  type HouseSettings,
  type ItemRow,
} from "./house.ts";

/** A house of its own for one test; it is closed when the test ends. */
export async function storyHouse(settings: HouseSettings = {}): Promise<House> {
  const house = await openHouse(settings);
  onTestFinished(() => house.close());
  return house;
}

export type PlannedStory = {
  readonly batchId: string;
  readonly creators: readonly Creator[];
  /** In the creators' order. */
  readonly items: readonly ItemRow[];
};

/** Creators with one matured earning each, in a batch that is planned and in processing; no chunk has run. */
export async function plannedBatch(
  house: House,
  netMinors: readonly number[],
  {
    currency = "USD",
    funds = { usd: 100_000_000, eur: 100_000_000, jpy: 100_000_000 },
  }: { readonly currency?: string; readonly funds?: Readonly<Record<string, number>> } = {},
): Promise<PlannedStory> {
  await house.fund(funds);
  const creators = await house.addCreators(netMinors, { currency });
  const batchId = await planBatch(house);
  return { batchId, creators, items: await itemsOf(house, batchId, creators) };
}

/** Starts the batch of a schedule date and plans it, as the staged job would. */
export async function planBatch(house: House, date: ScheduleDate = scheduleDate): Promise<string> {
  const { batchId } = await house.start(date);
  await createPayoutBatch(house.deps, { batchId });
  return batchId;
}

/** The creators' items of a batch, in the creators' order. */
export async function itemsOf(
  house: House,
  batchId: string,
  creators: readonly Creator[],
): Promise<readonly ItemRow[]> {
  const items = await house.items(batchId);
  return creators.flatMap(({ creatorId }) => items.filter((item) => item.creatorId === creatorId));
}

/** One creator with $40.00 in a planned batch: what most stories need. */
export async function plannedPayout(
  house: House,
): Promise<{ readonly batchId: string; readonly creator: Creator; readonly itemId: string }> {
  const { batchId, creators, items } = await plannedBatch(house, [4000]);
  const [creator] = creators;
  const [item] = items;
  if (!creator || !item) throw new Error("one creator gives one item");
  return { batchId, creator, itemId: item.id };
}

export type AttemptRow = {
  readonly attemptNo: number;
  readonly status: string;
  readonly errorCode: string | null;
  readonly sendCount: number;
  readonly idempotencyKey: string;
};

/** The attempts at an item, oldest first. */
export function attemptsAt(house: House, itemId: string): Promise<readonly AttemptRow[]> {
  return house.db.query<AttemptRow>(
    `SELECT attempt_no AS "attemptNo", status, error_code AS "errorCode", send_count AS "sendCount", idempotency_key AS "idempotencyKey"
       FROM transfers WHERE payout_item_id = $1 ORDER BY attempt_no`,
    [itemId],
  );
}

/** One item as it stands. */
export async function itemNow(house: House, itemId: string): Promise<ItemRow> {
  const [item] = await house.db.query<ItemRow>(
    `SELECT id, creator_id AS "creatorId", currency, amount_minor AS "amountMinor", status, attempt_no AS "attemptNo",
            reason ->> 'code' AS "reasonCode" FROM payout_items WHERE id = $1`,
    [itemId],
  );
  if (!item) throw new Error(`item ${itemId} is not there`);
  return item;
}

/** What a creator has: held, available, in transit; in minor units. */
export async function balancesOf(
  house: House,
  creator: Creator,
  currency = "USD",
): Promise<{ readonly available: number; readonly inTransit: number }> {
  const rows = await house.db.query<{ kind: string; balance: bigint }>(
    "SELECT kind, balance_minor AS balance FROM ledger_accounts WHERE creator_id = $1 AND currency = $2",
    [creator.creatorId, currency],
  );
  const of = (kind: string) => Number(rows.find((row) => row.kind === kind)?.balance ?? 0n);
  return { available: of("creator_available"), inTransit: of("creator_in_transit") };
}

/** The batch's state and counters. */
export async function batchNow(
  house: House,
  batchId: string,
): Promise<{ readonly status: string; readonly reasonCode: string | null; readonly openCount: number }> {
  const [batch] = await house.db.query<{ status: string; reasonCode: string | null; openCount: number }>(
    `SELECT status, status_reason ->> 'code' AS "reasonCode", open_count AS "openCount" FROM payout_batches WHERE id = $1`,
    [batchId],
  );
  if (!batch) throw new Error(`batch ${batchId} is not there`);
  return batch;
}

/** The kinds of the alarms that are open. */
export async function openAlarmKinds(house: House): Promise<readonly string[]> {
  const rows = await house.db.query<{ kind: string }>(
    "SELECT kind FROM alarms WHERE cleared_at IS NULL ORDER BY kind, subject",
  );
  return rows.map((row) => row.kind);
}

/** Changes a creator's row, as the host or the mirror would: `SET` and what follows it. */
export async function changeCreator(
  house: House,
  change: string,
  creator: Creator | undefined,
): Promise<void> {
  await house.db.query(`UPDATE creators SET ${change} WHERE id = $1`, [creator?.creatorId]);
}
