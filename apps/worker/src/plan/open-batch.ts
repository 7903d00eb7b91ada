import {
  allocateFunds,
  batchTotals,
  lockBatch,
  moveBatch,
  openMoney,
  pastBatchTotals,
  readOperatorSettings,
  stageChunkJobs,
  startProcessing,
  waitingItems,
  type LockedBatch,
  type Transaction,
} from "@payrun/db";
import { decideBrake, fundInOrder, type BatchStatus, type CurrencyCode } from "@payrun/payouts-core";
import type { PlatformBalance } from "@payrun/provider";
import type { Deps } from "../deps.ts";
import { completeBatch } from "../pay/complete-batch.ts";
import { alarm } from "../tell/alarm.ts";

const FUNDABLE: ReadonlySet<BatchStatus> = new Set(["awaiting_funds", "processing", "completed"]);

/**
 * Opens a planned batch for sending, when brake, approval and funds allow: over the whole batch, in one transaction that
 * also stages its chunk jobs. The balance is read at Stripe before, with no transaction open.
 */
export async function openBatch(deps: Deps, batchId: string): Promise<void> {
  const balance = await deps.provider.readBalance();
  await deps.db.transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch?.status !== "planning" || !batch.planned) return;
    const brake = decideBrake({
      ...(await batchTotals(tx, batchId)),
      past: await pastBatchTotals(tx, batchId),
    });
    if (brake) {
      await moveBatch(tx, batchId, "paused", brake);
      await alarm(deps, tx, { kind: "batch_paused", subject: batchId, detail: brake });
      return;
    }
    const approval = await approvalNeeded(tx, batchId);
    if (approval) return moveBatch(tx, batchId, "awaiting_approval", approval);
    await fundAndSend(deps, tx, batch, balance);
  });
}

/**
 * Gives a batch that waits for funds what the platform's balance covers now; called again and again until nothing waits.
 * Sends what it covers, in the fair order, and leaves the rest waiting. In a completed batch a retry may wait.
 */
export async function fundBatch(deps: Deps, batchId: string): Promise<void> {
  const balance = await deps.provider.readBalance();
  await deps.db.transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch && FUNDABLE.has(batch.status)) await fundAndSend(deps, tx, batch, balance);
  });
}

async function fundAndSend(
  deps: Deps,
  tx: Transaction,
  batch: LockedBatch,
  balance: PlatformBalance,
): Promise<void> {
  let letGo = 0;
  for (const { currency, waitingMinor, onItsWayMinor } of await openMoney(tx, batch.batchId)) {
    const fundsMinor = availableIn(balance, currency) - onItsWayMinor;
    const items = await itemsToFund(tx, batch, currency, { waitingMinor, fundsMinor });
    const { funded, short } = fundInOrder({ items, fundsMinor });
    letGo += await allocateFunds(tx, {
      funded,
      short,
      shortReason: {
        code: "platform_balance_short",
        currency,
        availableMinor: String(fundsMinor < 0n ? 0n : fundsMinor),
        neededMinor: String(waitingMinor),
      },
    });
    if (short.length > 0) await alarmShortFunds(deps, tx, batch, currency);
  }
  if (batch.status === "completed") {
    if (letGo > 0) await stageChunkJobs(tx, batch.batchId);
    return;
  }
  const now = await lockBatch(tx, batch.batchId);
  if (!now) return;
  if (now.plannedCount === 0 && now.awaitingFundsCount > 0) {
    if (now.status === "planning" || now.status === "processing") {
      await moveBatch(tx, batch.batchId, "awaiting_funds", { code: "platform_balance_short" });
    }
    return;
  }
  // Its chunk jobs are staged already.
  if (batch.status === "processing" && letGo === 0) return;
  await startProcessing(tx, batch.batchId);
  await completeBatch(deps, tx, batch.batchId);
}

async function alarmShortFunds(
  deps: Deps,
  tx: Transaction,
  batch: LockedBatch,
  currency: CurrencyCode,
): Promise<void> {
  await alarm(deps, tx, {
    kind: "funds_short",
    subject: batch.batchId,
    detail: { periodKey: batch.periodKey, currency },
  });
}

/** Enough for all is the rule: then nobody has to be put in an order, only those who wait are let go. */
async function itemsToFund(
  tx: Transaction,
  batch: LockedBatch,
  currency: CurrencyCode,
  { waitingMinor, fundsMinor }: { readonly waitingMinor: bigint; readonly fundsMinor: bigint },
): Promise<Awaited<ReturnType<typeof waitingItems>>> {
  if (fundsMinor >= waitingMinor && batch.status === "planning") return [];
  return waitingItems(tx, batch.batchId, currency);
}

function availableIn(balance: PlatformBalance, currency: CurrencyCode): bigint {
  return balance.available.find((money) => money.currency === currency)?.amountMinor ?? 0n;
}

/** Off until the operator sets a band; then a batch whose total reaches it in any currency waits for two people. */
async function approvalNeeded(
  tx: Transaction,
  batchId: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  const { approvalFromMinor } = await readOperatorSettings(tx);
  if (approvalFromMinor === null) return null;
  const { totalsMinor } = await batchTotals(tx, batchId);
  for (const [currency, fromMinor] of Object.entries(approvalFromMinor)) {
    const totalMinor = totalsMinor[currency] ?? 0n;
    if (totalMinor >= BigInt(fromMinor)) {
      return { code: "approval_needed", currency, totalMinor: String(totalMinor), fromMinor };
    }
  }
  return null;
}
