import type { CurrencyCode } from "@payrun/payouts-core";
import { hasTexts } from "../client/json-body.ts";
import { toStripeAmount } from "../stripe-amount.ts";

export type TransferOrder = {
  readonly payoutItemId: string;
  readonly payoutBatchId: string;
  /** From 1; part of the idempotency key too. */
  readonly attemptNo: number;
  /** Positive, in the currency's ISO 4217 minor unit. */
  readonly amountMinor: bigint;
  /** ISO 4217, upper case. */
  readonly currency: CurrencyCode;
  /** `acct_…` */
  readonly destinationAccountId: string;
};

/** Exactly what `POST /v1/transfers` gets. Stripe compares these under one idempotency key. */
type FrozenParameters = {
  /** In Stripe's unit, not ISO's. */
  readonly amount: number;
  /** Lower case. */
  readonly currency: string;
  readonly destination: string;
  readonly transfer_group: string;
  readonly metadata: {
    readonly payout_item_id: string;
    readonly payout_batch_id: string;
    readonly attempt_no: string;
  };
};

/**
 * Freezes one attempt as JSON text with one order of keys. Store it as text before the call: every try of the attempt
 * is sent from it, so nothing can be computed differently on a retry ("same key, two amounts").
 *
 * @throws Error for an amount that Stripe cannot take (zero, a part of its smallest unit, beyond 2^53 - 1): planning
 *   rounds down before it reserves.
 */
export function freezeTransfer(order: TransferOrder): string {
  if (order.amountMinor <= 0n)
    throw new Error(`A transfer of ${order.amountMinor} for ${order.payoutItemId}`);
  const parameters: FrozenParameters = {
    amount: toStripeAmount(order.amountMinor, order.currency),
    currency: order.currency.toLowerCase(),
    destination: order.destinationAccountId,
    transfer_group: order.payoutItemId,
    metadata: {
      payout_item_id: order.payoutItemId,
      payout_batch_id: order.payoutBatchId,
      attempt_no: String(order.attemptNo),
    },
  };
  return JSON.stringify(parameters);
}

/**
 * The parameters to send, always in the same order, so that every try of an attempt is the same bytes.
 *
 * @throws Error when the text is not one of {@link freezeTransfer}'s: whatever it is, it must not be sent.
 */
export function thawTransfer(frozen: string): FrozenParameters {
  const stored: unknown = JSON.parse(frozen);
  if (!isFrozen(stored)) throw new Error(`Not a frozen transfer: ${frozen}`);
  const { amount, currency, destination, transfer_group, metadata } = stored;
  const { payout_item_id, payout_batch_id, attempt_no } = metadata;
  return {
    amount,
    currency,
    destination,
    transfer_group,
    metadata: { payout_item_id, payout_batch_id, attempt_no },
  };
}

const TEXTS = ["currency", "destination", "transfer_group"] as const;
const METADATA_TEXTS = ["payout_item_id", "payout_batch_id", "attempt_no"] as const;

function isFrozen(stored: unknown): stored is FrozenParameters {
  if (!hasTexts(stored, TEXTS) || Object.keys(stored).length !== 5) return false;
  const { amount, metadata } = stored;
  if (typeof amount !== "number" || !Number.isSafeInteger(amount) || amount <= 0) return false;
  return hasTexts(metadata, METADATA_TEXTS) && Object.keys(metadata).length === 3;
}
