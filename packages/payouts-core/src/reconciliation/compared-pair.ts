import type { CurrencyCode } from "../money/currencies.ts";
import type { ItemStatus } from "../states/item-states.ts";
import type { TransferStatus } from "../states/transfer-states.ts";
import type { PayrunMode } from "../transfer/transfer-idempotency-key.ts";
import type { FindingKind } from "./finding-kinds.ts";

/** One attempt, as the books have it. Amounts in minor units. */
export type OurAttempt = {
  readonly payoutItemId: string;
  readonly batchId: string;
  readonly attemptNo: number;
  readonly idempotencyKey: string;
  readonly status: TransferStatus;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly destinationAccountId: string;
  /** The transfer that paid it; null without one. */
  readonly stripeTransferId: string | null;
  /** When its first try was begun, on the database's clock; null: never. */
  readonly sentAt: Date | null;
  readonly itemStatus: ItemStatus;
  /** Whether it is the present attempt of its item: only that one speaks for the item. */
  readonly isPresent: boolean;
  /** What the item has as come back. */
  readonly reversedMinor: bigint;
};

/** One transfer, as Stripe has it. Amounts in minor units. */
export type TheirTransfer = {
  /** `tr_…` */
  readonly stripeTransferId: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly destinationAccountId: string | null;
  /** What its metadata names. */
  readonly payoutItemId: string | null;
  readonly payoutBatchId: string | null;
  readonly attemptNo: number | null;
  readonly livemode: boolean;
  /** What came back by reversals. */
  readonly reversedMinor: bigint;
  /** What Stripe took for it; null while its balance transaction is not read. */
  readonly feeMinor: bigint | null;
};

/** A transfer and the attempt that has its id, or else that it names. One of the two may be missing. */
export type ComparedPair = {
  readonly ours: OurAttempt | null;
  readonly theirs: TheirTransfer | null;
  /** The books took it in by the entry *transfer adopted*. */
  readonly adopted: boolean;
};

export type ComparisonContext = {
  readonly mode: PayrunMode;
  /** On the database's clock. */
  readonly now: Date;
};

/** What is found: the kind, what it is about, and both sides in words and decimal strings, the same at every comparison. */
export type Difference = {
  readonly kind: FindingKind;
  /** Stripe's id, an entry's key, or `platform:cash/{currency}`. */
  readonly subject: string;
  readonly ours: Evidence | null;
  readonly theirs: Evidence | null;
};

export type Evidence = Readonly<Record<string, string | number | boolean | null>>;

/** Both sides, where the transfer is the one that paid the attempt. */
export function theSameTransfer({ ours, theirs }: ComparedPair): BothSides | null {
  return ours !== null && theirs !== null && ours.stripeTransferId === theirs.stripeTransferId
    ? { ours, theirs }
    : null;
}

/** Both sides, where the attempt is begun or unknown: the transfer may be its outcome, which is not recorded yet. */
export function inFlight({ ours, theirs }: ComparedPair): BothSides | null {
  const isOpen = ours?.status === "begun" || ours?.status === "unknown";
  return ours !== null && theirs !== null && isOpen && ours.stripeTransferId === null
    ? { ours, theirs }
    : null;
}

export type BothSides = { readonly ours: OurAttempt; readonly theirs: TheirTransfer };
