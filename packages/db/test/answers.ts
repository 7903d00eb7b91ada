import { money, payoutReturned, payoutSettled } from "@payrun/payouts-core";
import {
  completeBatchIfDone,
  postEntries,
  recordOutcomes,
  type AcceptedOutcome,
  type Database,
  type RecordedOutcome,
} from "../src/index.ts";
import { at } from "./books.ts";

/** The worker's transaction 2: the outcomes, their entries, and the batch's end if this was it. */
export async function record(
  db: Database,
  outcomes: readonly RecordedOutcome[],
  leaseToken: string | null,
): Promise<readonly AcceptedOutcome[]> {
  return db.transaction(async (tx) => {
    const accepted = await recordOutcomes(tx, outcomes, leaseToken);
    const closed = accepted.filter(({ status }) => status === "paid" || status === "refused");
    await postEntries(
      tx,
      closed.map((item) =>
        (item.status === "paid" ? payoutSettled : payoutReturned)({
          ...item,
          amount: money(item.amountMinor, item.currency),
          effectiveAt: at,
        }),
      ),
    );
    for (const batchId of new Set(accepted.map((item) => item.batchId)))
      await completeBatchIfDone(tx, batchId);
    return accepted;
  });
}

/** How many rows are in each state. */
export const statuses = async (db: Database, table: "payout_items" | "transfers") => {
  const rows = await db.query<{ status: string; count: number }>(
    `SELECT status, count(*)::int AS count FROM ${table} GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
};

/** Stripe has the transfer. */
export function paid(transferId: string, stripeTransferId = `tr_${transferId}`): RecordedOutcome {
  return { ...noAnswer, transferId, status: "paid", itemStatus: "paid", stripeTransferId };
}

/** Stripe refused the transfer for good. */
export function refused(transferId: string): RecordedOutcome {
  return {
    ...noAnswer,
    transferId,
    status: "refused",
    itemStatus: "failed",
    reason: { code: "account_closed" },
  };
}

/** Nobody knows what became of the call. */
export function unknown(transferId: string, resolveInMs = 0): RecordedOutcome {
  return {
    ...noAnswer,
    transferId,
    status: "unknown",
    itemStatus: "unknown",
    onlyNotExecuted: false,
    resolveInMs,
  };
}

/** It was claimed and never called. */
export function notSent(transferId: string): RecordedOutcome {
  return { ...noAnswer, transferId, status: "not_sent", itemStatus: "planned" };
}

const noAnswer = {
  reason: null,
  stripeTransferId: null,
  errorCode: null,
  errorMessage: null,
  refusalClass: null,
  httpStatus: null,
  stripeRequestId: null,
  wireTries: 1,
  onlyNotExecuted: true,
  needsAdmin: false,
  resolveInMs: null,
  notBeforeMs: null,
} as const;
