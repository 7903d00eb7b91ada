import { saveAccountReadings, type AccountReading, type MirrorChanges } from "@payrun/db";
import { backOffMs, decideAfterLiveRead } from "@payrun/payouts-core";
import { ProviderUnavailable } from "@payrun/provider";
import type { Deps } from "../deps.ts";
import type { Attempt } from "./attempt.ts";
import { claimFacts, type ClaimedItem } from "./claim-chunk.ts";
import { notSent, type Outcome } from "./outcome.ts";
import { recordOutcomesOf } from "./record-outcomes-of.ts";

type Reading = { readonly item: ClaimedItem; readonly reading: AccountReading | "weather" };

/**
 * Reads at Stripe the accounts whose mirror is old, negative or in error, before their attempts are begun. Those that are
 * not ready after all are held; those that could not be read for weather go back to planned. Returns what may be sent.
 */
export async function readLive(
  deps: Deps,
  claimed: readonly ClaimedItem[],
  leaseToken: string,
): Promise<readonly Attempt[]> {
  const unsure = claimed.filter((item) => item.mustReadLive);
  if (unsure.length === 0) return claimed.map((item) => item.attempt);
  const readings = await Promise.all(unsure.map((item) => readItem(deps, item)));
  const changes = await saveAccountReadings(
    deps.db,
    readings.flatMap(({ reading }) => (reading === "weather" ? [] : [reading])),
    deps.clock.now(),
  );
  const kept = readings.flatMap((each) => decideReading(deps, each, changes));
  await recordOutcomesOf(deps, kept, leaseToken);
  const keptIds = new Set(kept.map((outcome) => outcome.transferId));
  return claimed.map((item) => item.attempt).filter((attempt) => !keptIds.has(attempt.transferId));
}

async function readItem(deps: Deps, item: ClaimedItem): Promise<Reading> {
  try {
    return { item, reading: await deps.provider.readPayoutAccount(item.candidate.destinationAccountId) };
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    const { payoutItemId } = item.attempt;
    deps.log.warn({ err: error, payoutItemId }, "account could not be read before sending");
    return { item, reading: "weather" };
  }
}

/** What keeps an attempt from being sent; nothing when it may go. */
function decideReading(
  deps: Deps,
  { item, reading }: Reading,
  { newBankAt }: MirrorChanges,
): readonly Outcome[] {
  if (reading === "weather") {
    const notBeforeMs = 1_000 + backOffMs({ tries: 5, randomFraction: deps.time.randomFraction() });
    return [notSent(item.attempt, "planned", { code: "account_not_read" }, notBeforeMs)];
  }
  const now = deps.clock.now();
  const creator = {
    ...item.candidate.creator,
    transfersActive: reading.transfersActive,
    requirementsPastDue: reading.requirementsPastDue,
    disabledReason: reading.disabledReason,
    accountError: reading.error,
    accountNegative: reading.negative ?? item.candidate.creator.accountNegative,
    accountReadAt: now,
    // Seen only now: the bank changed inside Stripe, and no event has told us.
    destinationChangedAt: newBankAt.has(reading.accountId)
      ? now
      : item.candidate.creator.destinationChangedAt,
  };
  const decision = decideAfterLiveRead(claimFacts(deps, { ...item.candidate, creator }, now));
  return decision.kind === "hold" ? [notSent(item.attempt, "held", decision.reason)] : [];
}
