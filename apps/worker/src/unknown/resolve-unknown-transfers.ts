import { addLookUp, leaseDueUnknowns, newId, postponeUnknown, type LeasedTransfer } from "@payrun/db";
import { decideUnknown, readLookUp, type LookUp } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import type { Attempt } from "../pay/attempt.ts";
import type { Outcome } from "../pay/outcome.ts";
import { recordOutcomesOf } from "../pay/record-outcomes-of.ts";
import { sendAttempts } from "../pay/send-attempts.ts";
import { settledByLookUp } from "./settled-by-look-up.ts";
import { LEASE_ENDED } from "./take-over.ts";

const PAGE = 25;
/** How soon an attempt that a stop keeps is looked at again. */
const STOPPED_PAUSE_MS = 60_000;

/**
 * Resolves attempts whose outcome is unknown and whose time has come: sends the same key and bytes again while Stripe
 * remembers the key, only looks up after that. Their money stays in transit until there is proof.
 */
export async function resolveUnknownTransfers(deps: Deps): Promise<void> {
  for (;;) {
    const leaseToken = newId();
    const due = await leaseDueUnknowns(deps.db, { leaseToken, leaseMs: deps.settings.leaseMs, limit: PAGE });
    if (due.length === 0) return;
    const toSend = (await Promise.all(due.map((transfer) => step(deps, transfer, leaseToken)))).flat();
    await sendAttempts(deps, toSend, { leaseToken, expected: "unknown" });
  }
}

/** Does the one next thing for an attempt; returns it when that is to send it again. */
async function step(deps: Deps, transfer: LeasedTransfer, leaseToken: string): Promise<readonly Attempt[]> {
  const lookUps: LookUp[] = [];
  // Instants as far apart as the database's clock says; only their distances count.
  const now = new Date();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  for (const { msAgo, complete, found } of transfer.lookUps)
    lookUps.push({ at: ago(msAgo), complete, found });
  const decision = decideUnknown({
    firstSentAt: ago(transfer.firstSentMsAgo ?? 0),
    lastSentAt: ago(transfer.lastSentMsAgo ?? 0),
    sendCount: transfer.sendCount,
    leaseEndedAfterBegun: transfer.errorCode === LEASE_ENDED,
    needsAdmin: transfer.needsAdmin,
    lookUps,
    now,
  });
  switch (decision.kind) {
    case "resend":
      if (await isSettledByLookUp(deps, transfer, leaseToken)) return [];
      if (!transfer.isStopped) return [{ ...transfer, frozen: transfer }];
      await postponeUnknown(deps.db, transfer.transferId, leaseToken, STOPPED_PAUSE_MS);
      return [];
    case "wait":
      await postponeUnknown(
        deps.db,
        transfer.transferId,
        leaseToken,
        Math.max(0, decision.until.getTime() - now.getTime()),
      );
      return [];
    case "look_up":
      await lookUp(deps, transfer, leaseToken);
      return [];
    case "absent":
      await recordOutcomesOf(deps, [settledByLookUp(transfer, { kind: "absent" })], leaseToken);
      return [];
    case "needs_two_people":
      await recordOutcomesOf(deps, [settledByLookUp(transfer, { kind: "needs_two_people" })], leaseToken);
      return [];
  }
}

/**
 * A second try that stayed unknown, such as a 500 that Stripe saved and replays for a day, will go on so: then Stripe's
 * list is asked before the next try. What it has settles the attempt; what it does not have proves nothing yet. While a
 * stop keeps it from being sent, it is the list alone that can settle it.
 */
async function isSettledByLookUp(deps: Deps, transfer: LeasedTransfer, leaseToken: string): Promise<boolean> {
  const isFirstRepeat = transfer.sendCount < 2 || transfer.errorCode === LEASE_ENDED;
  if (isFirstRepeat && !transfer.isStopped) return false;
  const { outcome } = await askStripe(deps, transfer);
  if (outcome === null) return false;
  await recordOutcomesOf(deps, [outcome], leaseToken);
  return true;
}

/** Asks Stripe for the attempt's transfer. Found: paid. Nothing found proves nothing yet, and is written down. */
async function lookUp(deps: Deps, transfer: LeasedTransfer, leaseToken: string): Promise<void> {
  const { complete, found, outcome } = await askStripe(deps, transfer);
  await addLookUp(deps.db, transfer.transferId, { complete, found });
  if (outcome !== null) return recordOutcomesOf(deps, [outcome], leaseToken);
  await postponeUnknown(deps.db, transfer.transferId, leaseToken, 0);
}

type StripesWord = { readonly complete: boolean; readonly found: number; readonly outcome: Outcome | null };

/** What Stripe lists for the attempt, and the outcome that it proves, if any. */
async function askStripe(deps: Deps, transfer: LeasedTransfer): Promise<StripesWord> {
  const { complete, transfers } = await deps.provider.findTransfers({ payoutItemId: transfer.payoutItemId });
  const matches = transfers.filter(({ attemptNo }) => attemptNo === null || attemptNo === transfer.attemptNo);
  const word = { complete, found: matches.length };
  const reading = readLookUp({ matches, frozen: transfer });
  switch (reading.kind) {
    case "found":
      return {
        ...word,
        outcome: settledByLookUp(transfer, { kind: "paid", stripeTransferId: reading.transferId }),
      };
    case "conflict":
      return { ...word, outcome: settledByLookUp(transfer, { kind: "needs_two_people" }) };
    case "none":
      return { ...word, outcome: null };
  }
}
