import {
  completeBatchIfDone,
  finishPlanning,
  insertLostAttempt,
  loadCandidatePage,
  loadPolicy,
  lockBatchInPlanning,
  markReversed,
  newId,
  openCreatorAccounts,
  openMissingCreatorAccounts,
  openPlatformAccounts,
  postEntries,
  putItemsAside,
  recordOutcomes,
  releaseMaturedPage,
  savePlannedPage,
  startBatch,
  startProcessing,
  type Database,
} from "@payrun/db";
import {
  money,
  payoutReturned,
  payoutSettled,
  planPage,
  transferAdopted,
  transferReversed,
  type PlannedItem,
  type ScheduleDate,
} from "@payrun/payouts-core";
import { settings } from "../../test-api.ts";

export type PlannedBatch = { readonly batchId: string; readonly items: readonly PlannedItem[] };

/** What the worker does to the books, without Stripe: the worker's own stores and core's own decisions. */
export function payoutDesk(db: Database) {
  return {
    /** Everything whose hold is over by then becomes available. */
    release: async (until: Date) => {
      while ((await releaseMaturedPage(db, { until, limit: 1_000 })) > 0);
    },
    /** Starts the batch of a date; it decides nothing yet. */
    start: async (date: ScheduleDate) => (await startBatch(db, date, "schedule")).batchId,
    plan: (batchId: string) => plan(db, batchId),
    /** Stripe has the transfer. */
    pay: (item: PlannedItem) => pay(db, item),
    /** Put aside with a reason, the money back. */
    putAside: (item: PlannedItem, to: "held" | "canceled", reason: object) =>
      db.transaction(async (tx) => {
        await postEntries(tx, [payoutReturned(factsOf(item))]);
        await putItemsAside(tx, [{ payoutItemId: item.payoutItemId, to, reason }]);
      }),
    /** A part of a paid transfer came back. */
    takeBack: (item: PlannedItem, amountMinor: bigint) =>
      db.transaction(async (tx) => {
        const facts = { ...factsOf(item), amount: money(amountMinor, item.currency) };
        await postEntries(tx, [transferReversed({ stripeReversalId: `trr_${newId()}`, ...facts })]);
        await markReversed(tx, item.payoutItemId, amountMinor);
      }),
    /** A transfer was found at Stripe that these books did not have. */
    adopt: (creatorId: string, amountMinor: bigint, currency: string) =>
      db.transaction(async (tx) => {
        await openPlatformAccounts(tx, [currency]);
        await openCreatorAccounts(tx, [{ creatorId, currency }]);
        const amount = money(amountMinor, currency);
        const effectiveAt = new Date("2026-12-01T03:00:00Z");
        await postEntries(tx, [
          transferAdopted({ stripeTransferId: `tr_${newId()}`, creatorId, amount, effectiveAt }),
        ]);
      }),
    complete: (batchId: string) => completeBatchIfDone(db, batchId),
  };
}

function factsOf({ payoutItemId, creatorId, amountMinor, currency }: PlannedItem) {
  const effectiveAt = new Date("2026-12-01T02:30:00Z");
  return { payoutItemId, attemptNo: 1, creatorId, amount: money(amountMinor, currency), effectiveAt };
}

async function plan(db: Database, batchId: string): Promise<PlannedBatch> {
  await openMissingCreatorAccounts(db);
  return db.transaction(async (tx) => {
    const batch = await lockBatchInPlanning(tx, batchId);
    if (batch === null) throw new Error(`batch ${batchId} is planned`);
    const page = await loadCandidatePage(tx, { after: null, creatorsMax: 10_000, at: batch.cutoffAt });
    const planned = planPage(page, await loadPolicy(tx, settings), {
      batchId,
      cutoffAt: batch.cutoffAt,
      firstOrdinal: 0,
      chunkSize: 25,
      newItemId: () => newId(),
    });
    await openPlatformAccounts(tx, [...new Set(planned.items.map((item) => item.currency))]);
    const lastCreatorId = page.at(-1)?.creatorId ?? "";
    const kept = replaced(page, planned.items);
    await savePlannedPage(tx, batch, planned, { ...kept, returned: [], lastCreatorId });
    await finishPlanning(tx, batchId);
    await startProcessing(tx, batchId);
    return { batchId, items: planned.items };
  });
}

function replaced(
  page: Awaited<ReturnType<typeof loadCandidatePage>>,
  items: readonly PlannedItem[],
): { readonly superseded: readonly string[] } {
  const planned = new Set(items.map((item) => `${item.creatorId} ${item.currency}`));
  const earlier = page.filter(({ creatorId, currency }) => planned.has(`${creatorId} ${currency}`));
  return { superseded: earlier.flatMap((one) => one.earlierItems.map((item) => item.payoutItemId)) };
}

async function pay(db: Database, item: PlannedItem): Promise<void> {
  const { payoutItemId, amountMinor, currency, destinationAccountId } = item;
  await db.transaction(async (tx) => {
    const transferId = newId();
    const order = { payoutItemId, attemptNo: 1, amountMinor, currency, destinationAccountId };
    await insertLostAttempt(tx, { ...order, transferId, idempotencyKey: `key_${transferId}`, request: "{}" });
    await recordOutcomes(tx, [{ ...anAnswer, transferId, stripeTransferId: `tr_${transferId}` }], null);
    await postEntries(tx, [payoutSettled(factsOf(item))]);
  });
}

const anAnswer = {
  status: "paid",
  itemStatus: "paid",
  reason: null,
  errorCode: null,
  errorMessage: null,
  refusalClass: null,
  httpStatus: 200,
  stripeRequestId: null,
  wireTries: 1,
  onlyNotExecuted: false,
  needsAdmin: false,
  resolveInMs: null,
  notBeforeMs: null,
} as const;
