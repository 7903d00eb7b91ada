import type Stripe from "stripe";
import { unreachable, type UnreachableAccount } from "../accounts/read-account.ts";
import { idOf } from "../client/id-of.ts";
import { pagesFrom, readPageOrRefusal } from "../client/stripe-pages.ts";
import type { StripeReader } from "../client/stripe-reader.ts";
import { fromStripeAmount } from "../stripe-amount.ts";
import type { BankPayout } from "./bank-payout.ts";
import { readBankPayout } from "./read-bank-payouts.ts";

/** Amounts are net, in the payout's currency: what reached the bank, after a conversion if there was one. */
export type BankPayoutPart = {
  /** `txn_…` on the connected account. */
  readonly balanceTransactionId: string;
  readonly netMinor: bigint;
};

export type BankPayoutContents =
  | {
      readonly kind: "contents";
      readonly payout: BankPayout;
      readonly attribution: "complete";
      /** The transfers that it pays out; `paymentId` (`py_…`) is how the connected account sees one. */
      readonly transfers: readonly (BankPayoutPart & {
        readonly transferId: string;
        readonly paymentId: string;
      })[];
      /** What reversals took out of it, below zero; the reversal's id where Stripe says it. */
      readonly reversals: readonly (BankPayoutPart & { readonly stripeReversalId: string | null })[];
      /** Earlier payouts whose money came back and goes out again in this one: their transfers are in it too. */
      readonly returned: readonly (BankPayoutPart & { readonly payoutId: string })[];
      /** All else: adjustments, fees, charges of the account's own. */
      readonly others: readonly (BankPayoutPart & { readonly type: string })[];
      /** The parts add up to the payout, to the cent. */
      readonly addsUp: boolean;
    }
  /**
   * Stripe does not say what is in it. `manual`, `instant`: it never will, because only automatic payouts are
   * attributed; their money counts as the balance's, not as any transfer's. `not_ready`: ask again later.
   */
  | {
      readonly kind: "contents";
      readonly payout: BankPayout;
      readonly attribution: "none";
      readonly why: "manual" | "instant" | "not_ready";
    }
  | UnreachableAccount;

type Parts = Extract<BankPayoutContents, { readonly attribution: "complete" }>;
type Draft = {
  -readonly [Key in "transfers" | "reversals" | "returned" | "others"]: Parts[Key][number][];
};

/**
 * Which of the platform's transfers one bank payout carries: the connected account's balance transactions of the
 * payout, all pages, each payment expanded to the transfer that made it (`source_transfer`).
 *
 * Proves what Stripe attributes to an automatic payout, not that the bank keeps it ({@link BankPayout.status}).
 * Source: docs.stripe.com/api/balance_transactions/list ("payout": for automatic payouts only).
 *
 * @throws ProviderUnavailable: never a part of the contents.
 */
export async function transfersInBankPayout(
  reader: StripeReader,
  of: { readonly accountId: string; readonly payoutId: string },
): Promise<BankPayoutContents> {
  const { accountId, payoutId } = of;
  const read = await readBankPayout(reader, of);
  if (read.kind === "unreachable") return read;
  const { payout } = read;
  if (payout.instant) return { kind: "contents", payout, attribution: "none", why: "instant" };
  if (!payout.automatic) return { kind: "contents", payout, attribution: "none", why: "manual" };

  const list = (stripe: Stripe, cursor: Stripe.PaginationParams) =>
    stripe.balanceTransactions.list(
      { ...cursor, payout: payoutId, expand: ["data.source"] },
      { stripeAccount: accountId },
    );
  const operation = "balance_transactions.list";
  const first = await readPageOrRefusal(reader, operation, (stripe) => list(stripe, { limit: 100 }));
  if (!first.ok) {
    // Stripe attributes a payout some hours after it was made (`reconciliation_status`: in_progress).
    if (first.refusal.code === "payout_reconciliation_not_ready")
      return { kind: "contents", payout, attribution: "none", why: "not_ready" };
    return unreachable(accountId, first.refusal);
  }
  const parts: Draft = { transfers: [], reversals: [], returned: [], others: [] };
  let sumMinor = 0n;
  let transactions = 0;
  for await (const page of pagesFrom(reader, operation, list, first.value)) {
    for (const transaction of page) {
      transactions += 1;
      sumMinor += sort(transaction, payoutId, parts);
    }
  }
  if (transactions === 0) return { kind: "contents", payout, attribution: "none", why: "not_ready" };
  return {
    kind: "contents",
    payout,
    attribution: "complete",
    ...parts,
    addsUp: sumMinor === payout.amountMinor,
  };
}

/** Puts a balance transaction where it belongs; returns what it adds to the payout. */
function sort(transaction: Stripe.BalanceTransaction, payoutId: string, parts: Draft): bigint {
  const currency = transaction.currency.toUpperCase();
  const netMinor = fromStripeAmount(transaction.net, currency);
  const part = { balanceTransactionId: transaction.id, netMinor };
  const source = typeof transaction.source === "string" ? null : transaction.source;
  const sourceId = idOf(transaction.source);
  // The payout's own transaction is its other side.
  if (sourceId === payoutId) return 0n;
  if (source?.object === "charge" && source.source_transfer !== null) {
    const transferId = idOf(source.source_transfer);
    if (transferId !== null) parts.transfers.push({ ...part, transferId, paymentId: source.id });
  } else if (source?.object === "refund" || source?.object === "transfer_reversal") {
    const stripeReversalId = source.object === "refund" ? idOf(source.source_transfer_reversal) : source.id;
    parts.reversals.push({ ...part, stripeReversalId });
  } else if (sourceId?.startsWith("po_") === true) {
    parts.returned.push({ ...part, payoutId: sourceId });
  } else {
    parts.others.push({ ...part, type: transaction.type });
  }
  return netMinor;
}
