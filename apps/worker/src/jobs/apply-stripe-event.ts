import {
  batchesIn,
  findAttempt,
  loadUnappliedEvent,
  markEventApplied,
  openFindings,
  saveAccountReadings,
  type StoredEvent,
} from "@payrun/db";
import { readLookUp } from "@payrun/payouts-core";
import { stripeEvent } from "@payrun/provider";
import type { Deps } from "../deps.ts";
import { fundBatch } from "../plan/open-batch.ts";
import { applyBankPayoutEvent, readUnattributedBankPayouts } from "./record-bank-payout.ts";
import { recordReversals } from "./record-reversals.ts";
import { adoptTransfer } from "../restore/adopt-transfer.ts";

const ABOUT_AN_ACCOUNT = /^(account\.|capability\.|person\.|v2\.core\.account)/;
const ABOUT_FUNDS = new Set(["balance.available", "topup.succeeded"]);

/**
 * Applies a stored webhook. A hint, never the truth: whatever would change something recorded is read again at Stripe
 * first, so stale, doubled and shuffled events do no harm.
 *
 * @throws ProviderUnavailable; the event stays unapplied and is tried again.
 */
export async function applyStripeEvent(deps: Deps, { eventId }: { readonly eventId: string }): Promise<void> {
  const event = await loadUnappliedEvent(deps.db, eventId);
  if (event) await markEventApplied(deps.db, eventId, await apply(deps, event));
}

async function apply(deps: Deps, event: StoredEvent): Promise<string> {
  if (ABOUT_AN_ACCOUNT.test(event.type)) return applyToAccount(deps, event);
  if (event.type === "transfer.created") return applyTransferCreated(deps, event);
  if (event.type === "transfer.reversed" || event.type === "transfer.updated")
    return applyReversal(deps, event);
  if (event.type.startsWith("payout.")) return applyBankPayout(deps, event);
  if (ABOUT_FUNDS.has(event.type)) {
    for (const { batchId } of await batchesIn(deps.db, ["awaiting_funds"])) await fundBatch(deps, batchId);
    return "looked whether waiting batches are funded";
  }
  return "nothing here depends on it";
}

async function applyToAccount(deps: Deps, event: StoredEvent): Promise<string> {
  const accountId = event.account ?? stripeEvent(event.payload)?.objectId ?? null;
  if (!accountId?.startsWith("acct_")) return "it names no account";
  const reading = await deps.provider.readPayoutAccount(accountId);
  await saveAccountReadings(deps.db, [reading], deps.clock.now());
  return "account read again";
}

/** A transfer that is recorded as paid costs one look here; only one that is not is read again at Stripe. */
async function applyTransferCreated(deps: Deps, event: StoredEvent): Promise<string> {
  const named = namedAttempt(event.payload);
  if (!named) return "not one of ours";
  const attempt = await findAttempt(deps.db, named);
  if (!attempt) return "its item is not here";
  if (attempt.status === "paid") return "recorded already";
  const { transfers } = await deps.provider.findTransfers({ payoutItemId: named.payoutItemId });
  const matches = transfers.filter((transfer) => transfer.attemptNo === named.attemptNo);
  const frozen = {
    amountMinor: attempt.amountMinor ?? attempt.itemAmountMinor,
    currency: attempt.currency,
    destinationAccountId: attempt.destinationAccountId ?? attempt.itemDestinationAccountId,
  };
  const [transfer] = matches;
  if (readLookUp({ matches, frozen }).kind !== "found" || !transfer) return "Stripe does not confirm it";
  await adoptTransfer(deps, transfer);
  // Its bank leg may have been read before it was known here.
  await readUnattributedBankPayouts(deps, frozen.destinationAccountId);
  return "recorded as paid";
}

/** The event says that something came back; how much, Stripe is asked. What came back was sent, which may be news here. */
async function applyReversal(deps: Deps, event: StoredEvent): Promise<string> {
  const named = namedAttempt(event.payload);
  if (!named) return "not one of ours";
  await applyTransferCreated(deps, event);
  const { transfers } = await deps.provider.findTransfers({ payoutItemId: named.payoutItemId });
  const reversed = transfers.filter((transfer) => transfer.reversedMinor > 0n);
  for (const transfer of reversed) await openFindings(deps.db, await recordReversals(deps, transfer));
  return `${reversed.length} transfers of the item came back, whole or in part`;
}

/** The platform's own payouts to its bank pay no creator. */
async function applyBankPayout(deps: Deps, { account, payload }: StoredEvent): Promise<string> {
  const payout = field(field(payload, "data"), "object");
  const bankPayoutId = field(payout, "id");
  if (account === null || typeof bankPayoutId !== "string") return "not a creator's";
  const saidStatus = String(field(payout, "status"));
  return applyBankPayoutEvent(deps, { accountId: account, bankPayoutId, saidStatus });
}

function namedAttempt(
  payload: unknown,
): { readonly payoutItemId: string; readonly attemptNo: number } | null {
  const metadata = field(field(field(payload, "data"), "object"), "metadata");
  const payoutItemId = field(metadata, "payout_item_id");
  const attemptNo = Number(field(metadata, "attempt_no"));
  return typeof payoutItemId === "string" && Number.isInteger(attemptNo) ? { payoutItemId, attemptNo } : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
