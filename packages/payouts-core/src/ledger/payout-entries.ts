import type { Money } from "../money/money.ts";
import { creatorAvailable, creatorInTransit, platformCash } from "./account-code.ts";
import { type JournalEntry, credit, debit, journalEntry } from "./journal-entry.ts";

/** One attempt at paying one item. */
export type PayoutFacts = {
  readonly payoutItemId: string;
  /** From 1; rises only with the next reservation. */
  readonly attemptNo: number;
  readonly creatorId: string;
  readonly amount: Money;
  readonly effectiveAt: Date;
};

/** The money leaves the creator's balance, but is still ours until Stripe confirms it. */
export function payoutReserved(facts: PayoutFacts): JournalEntry {
  const { creatorId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: payoutKey(facts, "reserved"),
    kind: "payout_reserved",
    effectiveAt,
    postings: [debit(creatorAvailable(creatorId), amount), credit(creatorInTransit(creatorId), amount)],
  });
}

/** Stripe has the transfer: the money left the platform. */
export function payoutSettled(facts: PayoutFacts): JournalEntry {
  const { creatorId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: payoutKey(facts, "settled"),
    kind: "payout_settled",
    effectiveAt,
    postings: [debit(creatorInTransit(creatorId), amount), credit(platformCash, amount)],
  });
}

/** A definite refusal or a cancel: the creator has the money back. Never after an unknown outcome. */
export function payoutReturned(facts: PayoutFacts): JournalEntry {
  const { creatorId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: payoutKey(facts, "returned"),
    kind: "payout_returned",
    effectiveAt,
    postings: [debit(creatorInTransit(creatorId), amount), credit(creatorAvailable(creatorId), amount)],
  });
}

/** A transfer came back from the connected account, whole or in part. */
export function transferReversed(facts: {
  /** `trr_…` */
  readonly stripeReversalId: string;
  readonly creatorId: string;
  readonly amount: Money;
  readonly effectiveAt: Date;
}): JournalEntry {
  const { stripeReversalId, creatorId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `transfer-reversal/${stripeReversalId}/reversed`,
    kind: "transfer_reversed",
    effectiveAt,
    postings: [debit(platformCash, amount), credit(creatorAvailable(creatorId), amount)],
  });
}

/** A transfer was found at Stripe that these books did not have, or had returned. May leave a debt. */
export function transferAdopted(facts: {
  /** `tr_…` */
  readonly stripeTransferId: string;
  readonly creatorId: string;
  readonly amount: Money;
  readonly effectiveAt: Date;
}): JournalEntry {
  const { stripeTransferId, creatorId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `transfer/${stripeTransferId}/adopted`,
    kind: "transfer_adopted",
    effectiveAt,
    postings: [debit(creatorAvailable(creatorId), amount), credit(platformCash, amount)],
  });
}

function payoutKey({ payoutItemId, attemptNo }: PayoutFacts, event: "reserved" | "settled" | "returned") {
  return `payout/${payoutItemId}/${attemptNo}/${event}`;
}
