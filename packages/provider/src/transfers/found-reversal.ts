import type { CurrencyCode } from "@payrun/payouts-core";
import type Stripe from "stripe";
import { ProviderUnavailable } from "../client/provider-unavailable.ts";
import { idOf } from "../client/id-of.ts";
import { stripePages } from "../client/stripe-pages.ts";
import type { StripeReader } from "../client/stripe-reader.ts";
import { fromStripeAmount } from "../stripe-amount.ts";

/** A reversal that exists at Stripe, whoever made it. */
export type FoundReversal = {
  /** `trr_…` */
  readonly stripeReversalId: string;
  /** `tr_…` */
  readonly transferId: string;
  readonly amountMinor: bigint;
  /** The transfer's: ISO 4217, upper case. */
  readonly currency: CurrencyCode;
  /** Whole seconds. */
  readonly createdAt: Date;
  /** Payrun's own id of it; null when somebody made it in the Dashboard. */
  readonly reversalId: string | null;
  /** The refund of a charge that took it back, `re_…`. */
  readonly sourceRefundId: string | null;
  /** `txn_…` */
  readonly balanceTransactionId: string | null;
};

/** Only a complete look-up that finds nothing is evidence of absence. */
export type ReversalLookup =
  | { readonly complete: true; readonly reversals: readonly FoundReversal[] }
  | { readonly complete: false; readonly reversals: readonly FoundReversal[]; readonly reason: string };

/**
 * All reversals of one transfer, newest first, over all pages: the transfer itself shows only the ten newest. Never
 * throws for weather: the look-up is then incomplete.
 *
 * @throws Error when Stripe does not know the transfer.
 */
export async function findReversals(
  reader: StripeReader,
  { transferId }: { readonly transferId: string },
): Promise<ReversalLookup> {
  const reversals: FoundReversal[] = [];
  const list = (stripe: Stripe, cursor: Stripe.PaginationParams) =>
    stripe.transfers.listReversals(transferId, cursor);
  try {
    for await (const page of stripePages(reader, "transfers.listReversals", list))
      reversals.push(...page.map((reversal) => foundReversal(transferId, reversal)));
    return { complete: true, reversals };
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    return { complete: false, reversals, reason: error.message };
  }
}

function foundReversal(transferId: string, reversal: Stripe.TransferReversal): FoundReversal {
  const currency = reversal.currency.toUpperCase();
  return {
    stripeReversalId: reversal.id,
    transferId,
    amountMinor: fromStripeAmount(reversal.amount, currency),
    currency,
    createdAt: new Date(reversal.created * 1000),
    reversalId: reversal.metadata?.["reversal_id"] ?? null,
    sourceRefundId: idOf(reversal.source_refund),
    balanceTransactionId: idOf(reversal.balance_transaction),
  };
}
