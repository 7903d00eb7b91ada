import {
  inFlight,
  theSameTransfer,
  type BothSides,
  type ComparedPair,
  type ComparisonContext,
  type Difference,
  type Evidence,
  type OurAttempt,
  type TheirTransfer,
} from "./compared-pair.ts";
import type { FindingKind } from "./finding-kinds.ts";

type Check = (pair: ComparedPair, context: ComparisonContext) => Difference | null;

/** So long an outcome may be on its way from Stripe into the books. */
const LATE_AFTER_MS = 60 * 60 * 1000;

/** Recorded as paid here, and Stripe's complete list does not have it. */
const oursWithoutTheirs: Check = ({ ours, theirs }) => {
  if (theirs !== null || ours?.status !== "paid" || ours.stripeTransferId === null) return null;
  return {
    kind: "ours_without_theirs",
    subject: ours.stripeTransferId,
    ours: evidenceOf(ours),
    theirs: null,
  };
};

/** Stripe has it, and no attempt here has its id or is named by it. */
const theirsWithoutOurs: Check = ({ ours, theirs, adopted }) => {
  if (ours !== null || theirs === null || isSettledAdoption(theirs, adopted)) return null;
  return {
    kind: "theirs_without_ours",
    subject: theirs.stripeTransferId,
    ours: adopted ? { adopted } : null,
    theirs: evidenceOfTheirs(theirs),
  };
};

const amountDiffers: Check = (pair) => {
  const both = claimed(pair);
  if (both === null || both.ours.currency !== both.theirs.currency) return null;
  if (both.ours.amountMinor === both.theirs.amountMinor) return null;
  return difference("amount", both);
};

const currencyDiffers: Check = (pair) => {
  const both = claimed(pair);
  return both === null || both.ours.currency === both.theirs.currency ? null : difference("currency", both);
};

const destinationDiffers: Check = (pair) => {
  const both = claimed(pair);
  if (both === null || both.ours.destinationAccountId === both.theirs.destinationAccountId) return null;
  return difference("destination", both);
};

/** What came back at Stripe is not what the books have as come back. */
const reversedDiffers: Check = (pair) => {
  const both = theSameTransfer(pair);
  if (both === null || !both.ours.isPresent) return null;
  return both.ours.reversedMinor === both.theirs.reversedMinor ? null : difference("reversed", both);
};

/** The transfer is of another mode than this database, or the attempt's key was made for another one. */
const wrongMode: Check = ({ ours, theirs }, { mode }) => {
  if (theirs === null) return null;
  const isTheirs = theirs.livemode !== (mode === "live");
  const isOurs = ours !== null && !ours.idempotencyKey.startsWith(`payrun_${mode}_`);
  if (!isTheirs && !isOurs) return null;
  return {
    kind: "wrong_mode",
    subject: theirs.stripeTransferId,
    ours: { mode, idempotencyKey: ours?.idempotencyKey ?? null },
    theirs: evidenceOfTheirs(theirs),
  };
};

/** A second transfer for an attempt: another one paid it, or its money was returned. */
const duplicate: Check = ({ ours, theirs, adopted }) => {
  if (ours === null || theirs === null || ours.stripeTransferId === theirs.stripeTransferId) return null;
  const isReturned = ours.status === "refused" || ours.status === "absent";
  if (ours.stripeTransferId === null && !isReturned) return null;
  return isSettledAdoption(theirs, adopted) ? null : difference("duplicate", { ours, theirs });
};

/** Stripe took a fee for a transfer, which costs none. */
const feeDiffers: Check = (pair) => {
  const both = theSameTransfer(pair);
  return both === null || (both.theirs.feeMinor ?? 0n) === 0n ? null : difference("fee", both);
};

/** The attempt or its item is in a state that the transfer disproves. */
const statusDiffers: Check = (pair) => {
  const same = theSameTransfer(pair);
  if (same !== null) return isStateOf(same) ? null : difference("status", same);
  const { ours, theirs } = pair;
  const neverSent = ours?.status === "claimed" || ours?.status === "not_sent";
  return ours !== null && theirs !== null && neverSent ? difference("status", { ours, theirs }) : null;
};

/** It does not name its item, batch and attempt, or names others. */
const missingMetadata: Check = (pair) => {
  const both = claimed(pair);
  if (both === null) return null;
  const { ours, theirs } = both;
  const isNamed =
    theirs.payoutItemId === ours.payoutItemId &&
    theirs.payoutBatchId === ours.batchId &&
    theirs.attemptNo === ours.attemptNo;
  return isNamed ? null : difference("missing_metadata", both);
};

/** Stripe has it, and an hour after it was sent the books still do not know how it ended. */
const late: Check = (pair, { now }) => {
  const both = inFlight(pair);
  if (both === null) return null;
  const sentAt = both.ours.sentAt ?? now;
  return now.getTime() - sentAt.getTime() > LATE_AFTER_MS ? difference("late", both) : null;
};

const CHECKS: readonly Check[] = [
  oursWithoutTheirs,
  theirsWithoutOurs,
  amountDiffers,
  currencyDiffers,
  destinationDiffers,
  reversedDiffers,
  wrongMode,
  duplicate,
  feeDiffers,
  statusDiffers,
  missingMetadata,
  late,
];

/** All that differs between one transfer at Stripe and its attempt here. What is in flight, for up to an hour, is explained. */
export function transferDifferences(pair: ComparedPair, context: ComparisonContext): readonly Difference[] {
  return CHECKS.flatMap((check) => check(pair, context) ?? []);
}

/** The transfer that paid the attempt, or that is its outcome on the way. */
function claimed(pair: ComparedPair): BothSides | null {
  return theSameTransfer(pair) ?? inFlight(pair);
}

function isStateOf({ ours, theirs }: BothSides): boolean {
  if (ours.status !== "paid" || !ours.isPresent) return ours.status === "paid";
  if (ours.itemStatus !== "paid" && ours.itemStatus !== "reversed") return false;
  // What came back differs: that is a finding of its own, and decides the item's state once it is recorded.
  if (ours.reversedMinor !== theirs.reversedMinor) return true;
  return (ours.itemStatus === "reversed") === (theirs.reversedMinor === theirs.amountMinor);
}

/** It was taken into the books as a debt, and all of it came back since: nothing is left to look at. */
function isSettledAdoption(theirs: TheirTransfer, adopted: boolean): boolean {
  return adopted && theirs.reversedMinor === theirs.amountMinor;
}

function difference(kind: FindingKind, { ours, theirs }: BothSides): Difference {
  return {
    kind,
    subject: theirs.stripeTransferId,
    ours: evidenceOf(ours),
    theirs: evidenceOfTheirs(theirs),
  };
}

function evidenceOf(ours: OurAttempt): Evidence {
  return {
    attemptNo: ours.attemptNo,
    status: ours.status,
    itemStatus: ours.itemStatus,
    amountMinor: String(ours.amountMinor),
    currency: ours.currency,
    destinationAccountId: ours.destinationAccountId,
    stripeTransferId: ours.stripeTransferId,
    reversedMinor: String(ours.reversedMinor),
  };
}

function evidenceOfTheirs(theirs: TheirTransfer): Evidence {
  return {
    stripeTransferId: theirs.stripeTransferId,
    amountMinor: String(theirs.amountMinor),
    currency: theirs.currency,
    destinationAccountId: theirs.destinationAccountId,
    payoutItemId: theirs.payoutItemId,
    payoutBatchId: theirs.payoutBatchId,
    attemptNo: theirs.attemptNo,
    livemode: theirs.livemode,
    reversedMinor: String(theirs.reversedMinor),
    feeMinor: theirs.feeMinor === null ? null : String(theirs.feeMinor),
  };
}
