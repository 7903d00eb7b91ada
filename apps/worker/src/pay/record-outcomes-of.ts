import {
  beginNextAttempt,
  isConnectionLoss,
  postEntries,
  recordOutcomes,
  stageChunks,
  type AcceptedOutcome,
  type Transaction,
} from "@payrun/db";
import {
  money,
  payoutReserved,
  payoutReturned,
  payoutSettled,
  type JournalEntry,
} from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import { completeBatch } from "./complete-batch.ts";
import { holdIndebted } from "./hold-indebted.ts";
import type { Outcome } from "./outcome.ts";
import { pauseWhereNeeded } from "./pause-batch.ts";
import { waitForFunds } from "./wait-for-funds.ts";

/** PostgreSQL may be away when an answer is to be written; it is kept this long. After that the sweeper asks Stripe again. */
const RECORD_TRIES_MAX = 40;
const RECORD_PAUSE_MS = 1_000;

/**
 * Transaction 2: writes what tries came to, all of them in a few statements: transfer ids and states, items, ledger,
 * completion. An outcome that somebody else was faster with is dropped. Waits for a database that is away.
 */
export async function recordOutcomesOf(
  deps: Deps,
  outcomes: readonly Outcome[],
  leaseToken: string | null,
): Promise<void> {
  if (outcomes.length === 0) return;
  for (let tries = 1; ; tries += 1) {
    try {
      return await deps.db.transaction((tx) => record(deps, tx, outcomes, leaseToken));
    } catch (error) {
      if (!isConnectionLoss(error) || tries >= RECORD_TRIES_MAX) throw error;
      deps.log.warn({ err: error, tries }, "database away while recording answers");
      await deps.time.wait(RECORD_PAUSE_MS);
    }
  }
}

async function record(
  deps: Deps,
  tx: Transaction,
  read: readonly Outcome[],
  leaseToken: string | null,
): Promise<void> {
  const outcomes = await holdIndebted(deps, tx, read);
  const accepted = await recordOutcomes(tx, outcomes, leaseToken);
  if (accepted.length === 0) return;
  const byTransfer = new Map(outcomes.map((outcome) => [outcome.transferId, outcome]));
  const written = accepted.flatMap((item) => {
    const outcome = byTransfer.get(item.transferId);
    return outcome ? [{ item, outcome }] : [];
  });
  const now = deps.clock.now();
  await postEntries(
    tx,
    written.flatMap(({ item, outcome }) => entriesOf(item, outcome, now)),
  );
  if (written.some(({ outcome }) => outcome.status !== "paid")) await afterNoPayment(deps, tx, written);
  for (const batchId of new Set(accepted.map((item) => item.batchId))) await completeBatch(deps, tx, batchId);
}

/** The ledger's side of an outcome; an unknown one, and one that waits for its turn again, move nothing. */
function entriesOf(item: AcceptedOutcome, outcome: Outcome, effectiveAt: Date): readonly JournalEntry[] {
  const facts = { ...item, amount: money(item.amountMinor, item.currency), effectiveAt };
  switch (outcome.itemStatus) {
    case "paid":
      return [payoutSettled(facts)];
    case "failed":
    case "held":
    case "canceled":
      return [payoutReturned(facts)];
    case "awaiting_funds":
      // The refusal is saved under its key for a day, even after a top-up: the wait needs a key of its own.
      return [payoutReturned(facts), payoutReserved({ ...facts, attemptNo: item.attemptNo + 1 })];
    case null:
    case "planned":
    case "unknown":
    case "sending":
    case "superseded":
    case "reversed":
      return [];
  }
}

type Written = { readonly item: AcceptedOutcome; readonly outcome: Outcome };

async function afterNoPayment(deps: Deps, tx: Transaction, written: readonly Written[]): Promise<void> {
  for (const { item, outcome } of written.filter((each) => each.outcome.status !== "paid")) {
    const { payoutItemId, batchId, attemptNo } = item;
    const { status, itemStatus, errorCode, stripeRequestId } = outcome;
    deps.log.warn(
      { batchId, payoutItemId, attemptNo, status, itemStatus, errorCode, stripeRequestId },
      "not paid",
    );
  }
  const short = written
    .filter(({ outcome }) => outcome.itemStatus === "awaiting_funds")
    .map(({ item }) => item);
  await beginNextAttempt(
    tx,
    short.map((item) => ({
      ...item,
      status: "awaiting_funds",
      reason: { code: "platform_balance_short", currency: item.currency },
    })),
  );
  await waitForFunds(deps, tx, short);
  await pauseWhereNeeded(deps, tx, written);
  const again = written.filter(
    ({ outcome }) => outcome.itemStatus === "planned" && outcome.followUp !== "pause_batch",
  );
  await stageChunks(
    tx,
    again.map(({ item }) => item),
    {
      delayMs: Math.max(0, ...again.map(({ outcome }) => outcome.notBeforeMs ?? 0)),
    },
  );
}
