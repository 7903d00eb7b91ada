import { saveAccountReadings, type AccountReading } from "@payrun/db";
import { backOffMs, decideAfterLiveRead } from "@payrun/payouts-core";
import { ProviderUnavailable, type Provider } from "@payrun/provider";
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
  await saveAccountReadings(
    deps.db,
    readings.flatMap(({ reading }) => (reading === "weather" ? [] : [reading])),
  );
  const kept = readings.flatMap((each) => decideReading(deps, each));
  await recordOutcomesOf(deps, kept, leaseToken);
  const keptIds = new Set(kept.map((outcome) => outcome.transferId));
  return claimed.map((item) => item.attempt).filter((attempt) => !keptIds.has(attempt.transferId));
}

async function readItem(deps: Deps, item: ClaimedItem): Promise<Reading> {
  try {
    return { item, reading: await readAccount(deps.provider, item.candidate.destinationAccountId) };
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    const { payoutItemId } = item.attempt;
    deps.log.warn({ err: error, payoutItemId }, "account could not be read before sending");
    return { item, reading: "weather" };
  }
}

/** What keeps an attempt from being sent; nothing when it may go. */
function decideReading(deps: Deps, { item, reading }: Reading): readonly Outcome[] {
  if (reading === "weather") {
    const notBeforeMs = 1_000 + backOffMs({ tries: 5, randomFraction: Math.random() });
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
  };
  const decision = decideAfterLiveRead(claimFacts(deps, { ...item.candidate, creator }, now));
  return decision.kind === "hold" ? [notSent(item.attempt, "held", decision.reason)] : [];
}

/**
 * What Stripe says of an account and its balance right now.
 *
 * @throws ProviderUnavailable for weather, which says nothing about the creator.
 */
export async function readAccount(provider: Provider, accountId: string): Promise<AccountReading> {
  try {
    return await readAccountAndBalance(provider, accountId);
  } catch (error) {
    if (error instanceof ProviderUnavailable) throw error;
    // One odd account must not keep the others from being read or paid: what is wrong with it is its reading.
    return unreachable(accountId, String(error));
  }
}

async function readAccountAndBalance(provider: Provider, accountId: string): Promise<AccountReading> {
  const account = await provider.readAccount(accountId);
  if (account.kind === "unreachable") return unreachable(accountId, account.reason);
  const balance = await provider.readConnectedBalance(accountId);
  if (balance.kind === "unreachable") return unreachable(accountId, balance.reason);
  return { ...account, error: null, negative: balance.negative };
}

function unreachable(accountId: string, error: string): AccountReading {
  return {
    accountId,
    transfersActive: false,
    payoutsEnabled: false,
    requirementsPastDue: [],
    disabledReason: null,
    country: null,
    error,
    negative: false,
  };
}
