import { isPayoutReason, loadWords, nextStepWords, reasonWords, speak } from "@payrun/catalogue";
import { batchResult, ledgerTotals, type BatchResult, type Database, type LedgerTotal } from "@payrun/db";
import type { PayoutReason, RefusalClass } from "@payrun/payouts-core";
import type { Provider } from "@payrun/provider";
import { compareWithStripe, type StripeSide } from "./compare-with-stripe.ts";

/** Everything that is told about a batch, as JSON and in words. */
export type BatchReport = {
  readonly result: BatchResult;
  readonly ledger: readonly LedgerTotal[];
  readonly stripe: StripeSide;
  /** Decisions against paying, by what their first reason says to people; most first. */
  readonly skipped: readonly { readonly title: string; readonly count: number }[];
  /** Items that are neither paid nor on their way, by what is the matter. */
  readonly unpaid: readonly UnpaidGroup[];
  /** From the start of the command to the result. */
  readonly seconds: number;
};

export type UnpaidGroup = { readonly status: string; readonly title: string; readonly count: number };

/**
 * Reads the result of a batch from the database and from Stripe; null when there is no such batch.
 *
 * @throws ProviderUnavailable
 */
export async function readBatchReport(
  db: Database,
  provider: Pick<Provider, "listTransfers">,
  { periodKey, startedAt }: { readonly periodKey: string; readonly startedAt: number },
): Promise<BatchReport | null> {
  const result = await batchResult(db, periodKey);
  if (result === null) return null;
  const stripe = await compareWithStripe(db, provider, result.batchId);
  return {
    result,
    stripe,
    ledger: await ledgerTotals(db),
    skipped: await readSkipped(db, result.batchId),
    unpaid: await readUnpaid(db, result.batchId),
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
}

/** How many items of the batch are in a state. */
export function itemCount({ result }: BatchReport, status: string): number {
  return result.itemCounts[status] ?? 0;
}

/** Paid, also when reversed since. */
export function paidCount(report: BatchReport): number {
  return itemCount(report, "paid") + itemCount(report, "reversed");
}

export function eligibleCount({ result }: BatchReport): number {
  return Object.values(result.itemCounts).reduce((sum, count) => sum + count, 0);
}

/**
 * Why this is no success, in one line; null when it is: completed, every eligible item ended with its reason, somebody
 * paid where somebody could be, books in balance, no difference to Stripe.
 */
export function findFailure(report: BatchReport): string | null {
  const { result, ledger, stripe } = report;
  const batch = `The batch of ${result.periodKey}`;
  if (result.status !== "completed") return `${batch} is not completed: it is ${result.status}.`;
  const ended = ["failed", "held", "canceled", "superseded"].reduce(
    (sum, status) => sum + itemCount(report, status),
    paidCount(report),
  );
  if (ended !== eligibleCount(report))
    return `${batch} is completed with ${eligibleCount(report) - ended} payouts that have not ended.`;
  const unexplained = report.unpaid.find(({ title }) => title === "");
  if (unexplained !== undefined)
    return `${batch} has ${unexplained.count} ${unexplained.status} payouts without a reason.`;
  if (eligibleCount(report) > 0 && paidCount(report) === 0)
    return `${batch} has ${eligibleCount(report)} eligible payouts and paid none.`;
  const crooked = ledger.find(({ debitMinor, creditMinor }) => debitMinor !== creditMinor);
  if (crooked !== undefined) return `The books do not balance in ${crooked.currency}.`;
  if (stripe.differences > 0) return `${batch} differs from Stripe in ${stripe.differences} places.`;
  if (stripe.transfers !== paidCount(report))
    return `Stripe has ${stripe.transfers} transfers of ${result.periodKey}, and ${paidCount(report)} are paid.`;
  return null;
}

/** Titles may depend on the reason's facts, so one reason of each kind is read. */
async function readSkipped(db: Database, batchId: string): Promise<BatchReport["skipped"]> {
  const rows = await db.query<{ reason: PayoutReason; count: number }>(
    `SELECT (array_agg(reasons -> 0))[1] AS reason, count(*)::int AS count
       FROM payout_decisions WHERE batch_id = $1 AND outcome = 'skipped'
      GROUP BY reasons -> 0 ->> 'code', reasons -> 0 ->> 'minimumSetBy' ORDER BY count DESC`,
    [batchId],
  );
  const english = await speakEnglish();
  return rows.map(({ reason, count }) => ({ title: reasonWords(english, reason, inUtc).title, count }));
}

type StoredReason = { readonly code: string; readonly refusalClass?: RefusalClass };

async function readUnpaid(db: Database, batchId: string): Promise<readonly UnpaidGroup[]> {
  const rows = await db.query<{ status: string; reason: StoredReason | null; count: number }>(
    `SELECT status, (array_agg(reason))[1] AS reason, count(*)::int AS count
       FROM payout_items WHERE batch_id = $1 AND status NOT IN ('paid', 'reversed', 'planned', 'sending')
      GROUP BY status, reason ->> 'code', reason ->> 'refusalClass' ORDER BY status, count DESC`,
    [batchId],
  );
  const english = await speakEnglish();
  return rows.map(({ status, reason, count }) => ({
    status,
    count,
    title: reason === null ? "" : titleOf(english, reason),
  }));
}

type English = ReturnType<typeof speak>;

/** The report is the operator's, in English. */
async function speakEnglish(): Promise<English> {
  return speak("en", await loadWords("en"));
}

const inUtc = { timeZone: "UTC" };

/** Stripe's refusals by what happens next, our own reasons by their title; a code that is neither, as it is. */
function titleOf(english: English, reason: StoredReason): string {
  const { code, refusalClass } = reason;
  if (refusalClass !== undefined)
    return `${nextStepWords(english, `refused_${refusalClass}`).title} (${code})`;
  if (isPayoutReason(reason)) return reasonWords(english, reason, inUtc).title;
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
