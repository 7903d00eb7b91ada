import type { CurrencyCode } from "@payrun/payouts-core";
import { hasTexts } from "../client/json-body.ts";
import { toStripeAmount } from "../stripe-amount.ts";
import type { FoundTransfer } from "./found-transfer.ts";

export type ReversalOrder = {
  /** Payrun's own id of this reversal; part of the idempotency key too: one key per reversal. */
  readonly reversalId: string;
  /** As it was just read from Stripe: a reversal is in its currency, and takes back at most what is left of it. */
  readonly transfer: Pick<FoundTransfer, "transferId" | "currency" | "amountMinor" | "reversedMinor">;
  readonly payoutItemId: string;
  /** Positive, in the transfer's currency's ISO 4217 minor unit. */
  readonly amountMinor: bigint;
  /** ISO 4217, upper case: named by the caller, so that a mix-up with another currency is seen. */
  readonly currency: CurrencyCode;
  /** In Payrun's words, e.g. `chargeback`; goes into Stripe's metadata, so nothing personal. */
  readonly reason: string;
};

/** What `POST /v1/transfers/{transfer}/reversals` gets. `currency` is not sent: Stripe uses the transfer's. */
export type FrozenReversal = {
  readonly transfer: string;
  /** In Stripe's unit, not ISO's. */
  readonly amount: number;
  /** Lower case. */
  readonly currency: string;
  readonly metadata: {
    readonly payout_item_id: string;
    readonly reversal_id: string;
    readonly reason: string;
  };
};

/**
 * Freezes one reversal as JSON text. Store it before the call: every try is sent from it.
 *
 * The amount is always said: without one Stripe takes back all that is left, which a second reversal may have changed
 * meanwhile. Two reversals at once are capped by Stripe itself (400, an executed refusal).
 *
 * @throws Error for an amount of zero or less, of more than is left of the transfer, or in another currency than the
 *   transfer's (gumroad#6464 took back USD cents from a EUR transfer): the caller decides on the transfer it just read.
 */
export function freezeReversal(order: ReversalOrder): string {
  const { transfer, amountMinor, currency, reversalId } = order;
  const leftMinor = transfer.amountMinor - transfer.reversedMinor;
  const what = `A reversal of ${amountMinor} ${currency} of ${transfer.transferId} for ${reversalId}`;
  if (currency !== transfer.currency) throw new Error(`${what}: the transfer is in ${transfer.currency}`);
  if (amountMinor <= 0n) throw new Error(`${what}: not a positive amount`);
  if (amountMinor > leftMinor) throw new Error(`${what}: only ${leftMinor} of it are left`);
  const frozen: FrozenReversal = {
    transfer: transfer.transferId,
    amount: toStripeAmount(amountMinor, currency),
    currency: currency.toLowerCase(),
    metadata: { payout_item_id: order.payoutItemId, reversal_id: reversalId, reason: order.reason },
  };
  return JSON.stringify(frozen);
}

/**
 * The parameters to send, always in the same order.
 *
 * @throws Error when the text is not one of {@link freezeReversal}'s: whatever it is, it must not be sent.
 */
export function thawReversal(frozen: string): FrozenReversal {
  const stored: unknown = JSON.parse(frozen);
  if (!isFrozen(stored)) throw new Error(`Not a frozen reversal: ${frozen}`);
  const { transfer, amount, currency, metadata } = stored;
  const { payout_item_id, reversal_id, reason } = metadata;
  return { transfer, amount, currency, metadata: { payout_item_id, reversal_id, reason } };
}

const TEXTS = ["transfer", "currency"] as const;
const METADATA_TEXTS = ["payout_item_id", "reversal_id", "reason"] as const;

function isFrozen(stored: unknown): stored is FrozenReversal {
  if (!hasTexts(stored, TEXTS) || Object.keys(stored).length !== 4) return false;
  const { amount, metadata } = stored;
  if (typeof amount !== "number" || !Number.isSafeInteger(amount) || amount <= 0) return false;
  return hasTexts(metadata, METADATA_TEXTS) && Object.keys(metadata).length === 3;
}
