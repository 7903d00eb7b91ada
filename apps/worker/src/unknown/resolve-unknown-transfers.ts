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
      return [{ ...transfer, frozen: transfer }];
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

/** Asks Stripe for the attempt's transfer. Found: paid. Nothing found proves nothing yet, and is written down. */
async function lookUp(deps: Deps, transfer: LeasedTransfer, leaseToken: string): Promise<void> {
  const found = await deps.provider.findTransfers({ payoutItemId: transfer.payoutItemId });
  const matches = found.transfers.filter(
    ({ attemptNo }) => attemptNo === null || attemptNo === transfer.attemptNo,
  );
  const reading = readLookUp({ matches, frozen: transfer });
  await addLookUp(deps.db, transfer.transferId, { complete: found.complete, found: matches.length });
  const outcomes: readonly Outcome[] =
    reading.kind === "found"
      ? [settledByLookUp(transfer, { kind: "paid", stripeTransferId: reading.transferId })]
      : reading.kind === "conflict"
        ? [settledByLookUp(transfer, { kind: "needs_two_people" })]
        : [];
  if (outcomes.length > 0) return recordOutcomesOf(deps, outcomes, leaseToken);
  await postponeUnknown(deps.db, transfer.transferId, leaseToken, 0);
}
