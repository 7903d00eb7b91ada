import type { CurrencyCode } from "@payrun/payouts-core";
import type Stripe from "stripe";
import { ProviderUnavailable } from "../client/provider-unavailable.ts";
import { fromStripeAmount } from "../stripe-amount.ts";
import { idOf } from "../client/id-of.ts";
import { stripePages } from "../client/stripe-pages.ts";
import type { StripeReader } from "../client/stripe-reader.ts";

/** A transfer that exists at Stripe, whoever made it. Without Payrun's metadata the three Payrun fields are null. */
export type FoundTransfer = {
  /** `tr_…` */
  readonly transferId: string;
  readonly amountMinor: bigint;
  /** ISO 4217, upper case. */
  readonly currency: CurrencyCode;
  /** `acct_…`; null when Stripe no longer names it. */
  readonly destinationAccountId: string | null;
  readonly transferGroup: string | null;
  readonly payoutItemId: string | null;
  readonly payoutBatchId: string | null;
  readonly attemptNo: number | null;
  readonly livemode: boolean;
  /** Whole seconds. */
  readonly createdAt: Date;
  /** What came back by reversals, 0 to `amountMinor`. */
  readonly reversedMinor: bigint;
  /** The ten newest of them. */
  readonly reversals: readonly TransferReversal[];
  /** `txn_…` */
  readonly balanceTransactionId: string | null;
};

/** Money that came back from the connected account. */
export type TransferReversal = {
  /** `trr_…` */
  readonly reversalId: string;
  readonly amountMinor: bigint;
};

/** Both instants included, in Stripe's whole seconds. */
export type TransferSpan = {
  readonly createdFrom: Date;
  readonly createdTo?: Date;
  /** Only those to this connected account: a second look for a transfer whose group was lost. */
  readonly destinationAccountId?: string;
};

/** Only a complete look-up that finds nothing is evidence of absence. */
export type TransferLookup =
  | { readonly complete: true; readonly transfers: readonly FoundTransfer[] }
  | { readonly complete: false; readonly transfers: readonly FoundTransfer[]; readonly reason: string };

/**
 * Looks up what Stripe has for one payout item, all pages of its transfer group. A transfer in the group without
 * metadata counts as the item's: whoever removed the metadata did not remove the money. One that names another item
 * does not. Never throws for weather: the look-up is then incomplete.
 */
export async function findTransfers(
  reader: StripeReader,
  { payoutItemId }: { readonly payoutItemId: string },
): Promise<TransferLookup> {
  const transfers: FoundTransfer[] = [];
  const list = (stripe: Stripe, cursor: Stripe.PaginationParams) =>
    stripe.transfers.list({ ...cursor, transfer_group: payoutItemId });
  try {
    for await (const page of stripePages(reader, "transfers.list", list)) {
      const found = page
        .map(foundTransfer)
        .filter((transfer) => (transfer.payoutItemId ?? payoutItemId) === payoutItemId);
      transfers.push(...found);
    }
    return { complete: true, transfers };
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    return { complete: false, transfers, reason: error.message };
  }
}

/**
 * All transfers created between two instants, newest first, in pages of 100.
 *
 * @throws ProviderUnavailable: what was yielded until then is not the whole list.
 */
export async function* listTransfers(
  reader: StripeReader,
  { createdFrom, createdTo, destinationAccountId }: TransferSpan,
): AsyncGenerator<readonly FoundTransfer[]> {
  const created = {
    gte: Math.floor(createdFrom.getTime() / 1000),
    ...(createdTo === undefined ? {} : { lte: Math.floor(createdTo.getTime() / 1000) }),
  };
  const destination = destinationAccountId === undefined ? {} : { destination: destinationAccountId };
  const list = (stripe: Stripe, cursor: Stripe.PaginationParams) =>
    stripe.transfers.list({ ...cursor, created, ...destination });
  for await (const page of stripePages(reader, "transfers.list", list)) yield page.map(foundTransfer);
}

/**
 * The transfer that a movement of type `transfer_refund` took back, as it is now; null when the movement is no reversal's.
 *
 * @throws ProviderUnavailable
 */
export async function readReversedTransfer(
  reader: StripeReader,
  balanceTransactionId: string,
): Promise<FoundTransfer | null> {
  const { source } = await reader.read("balance_transactions.retrieve", (stripe) =>
    stripe.balanceTransactions.retrieve(balanceTransactionId, { expand: ["source"] }),
  );
  if (source === null || typeof source === "string" || source.object !== "transfer_reversal") return null;
  const transferId = idOf(source.transfer);
  if (transferId === null) return null;
  return foundTransfer(
    await reader.read("transfers.retrieve", (stripe) => stripe.transfers.retrieve(transferId)),
  );
}

function foundTransfer(transfer: Stripe.Transfer): FoundTransfer {
  const currency = transfer.currency.toUpperCase();
  const attemptNo = transfer.metadata["attempt_no"] ?? "";
  return {
    transferId: transfer.id,
    amountMinor: fromStripeAmount(transfer.amount, currency),
    currency,
    destinationAccountId: idOf(transfer.destination),
    transferGroup: transfer.transfer_group,
    payoutItemId: transfer.metadata["payout_item_id"] ?? null,
    payoutBatchId: transfer.metadata["payout_batch_id"] ?? null,
    attemptNo: /^[1-9]\d{0,8}$/.test(attemptNo) ? Number(attemptNo) : null,
    livemode: transfer.livemode,
    createdAt: new Date(transfer.created * 1000),
    reversedMinor: fromStripeAmount(transfer.amount_reversed, currency),
    reversals: transfer.reversals.data.map(({ id, amount }) => ({
      reversalId: id,
      amountMinor: fromStripeAmount(amount, currency),
    })),
    balanceTransactionId: idOf(transfer.balance_transaction),
  };
}
