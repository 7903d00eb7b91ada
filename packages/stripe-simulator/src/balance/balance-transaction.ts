import { connectedSiblingId, siblingId } from "../protocol/new-id.ts";
import { platform } from "../state/rows.ts";
import type { LedgerEntry, State } from "../state/state.ts";

/** What Stripe's reports call a balance transaction type where it is not the type itself (docs.stripe.com/reports/reporting-categories). */
const reportingCategories: Readonly<Record<string, string>> = {
  adjustment: "other_adjustment",
  application_fee: "platform_earning",
  application_fee_refund: "platform_earning_refund",
  payment: "charge",
  payment_failure_refund: "charge_failure",
  payment_refund: "refund",
  payout_cancel: "payout_reversal",
  payout_failure: "payout_reversal",
  reserve_transaction: "connect_reserved_funds",
  reserved_funds: "risk_reserved_funds",
  stripe_fee: "fee",
  stripe_fx_fee: "fee",
  tax_fee: "tax",
  transfer_cancel: "transfer_reversal",
  transfer_failure: "transfer_reversal",
  transfer_refund: "transfer_reversal",
};

/** A dispute's withdrawal and its reinstatement are adjustments that are reported as what they are. */
function reportingCategory(type: string, source: string | null, amount: number): string {
  if (source?.startsWith("du_") === true) return amount < 0 ? "dispute" : "dispute_reversal";
  return reportingCategories[type] ?? type;
}

type Facts = {
  readonly id: string;
  readonly type: string;
  readonly amount: number;
  readonly fee: number;
  readonly source: string | null;
  readonly description: string | null;
  readonly availableOn: number;
};

/** How an entry of the ledger shows in the balance of `owner`; null when it does not touch it. */
export function balanceTransactionFacts(entry: LedgerEntry, owner: string): Facts | null {
  if ("owner" in entry) {
    if (entry.owner !== owner) return null;
    const { type, amount, fee, source, description, availableOn } = entry;
    return { id: siblingId("txn", entry.id), type, amount, fee, source, description, availableOn };
  }
  const isTransfer = "transferGroup" in entry;
  const common = {
    fee: 0,
    description: isTransfer ? entry.description : null,
    availableOn: entry.availableOn ?? entry.created,
  };
  if (owner === platform) {
    return isTransfer
      ? {
          ...common,
          id: siblingId("txn", entry.id),
          type: "transfer",
          amount: -entry.amount,
          source: entry.id,
        }
      : {
          ...common,
          id: siblingId("txn", entry.id),
          type: "transfer_refund",
          amount: entry.amount,
          source: entry.id,
        };
  }
  if (entry.destination !== owner) return null;
  const id = connectedSiblingId("txn", entry.id);
  return isTransfer
    ? { ...common, id, type: "payment", amount: entry.amount, source: siblingId("py", entry.id) }
    : {
        ...common,
        id,
        type: "payment_refund",
        amount: -entry.amount,
        source: connectedSiblingId("pyr", entry.id),
      };
}

/** Stripe's `balance_transaction` object for an entry that touches the balance of `owner`. */
export function renderBalanceTransaction(state: State, entry: LedgerEntry, owner: string) {
  const facts = balanceTransactionFacts(entry, owner);
  if (facts === null) throw new Error(`${entry.id} does not touch the balance of ${owner}`);
  const { id, type, amount, fee, source, description, availableOn } = facts;
  return {
    id,
    object: "balance_transaction" as const,
    amount,
    available_on: availableOn,
    balance_type: "payments",
    created: entry.created,
    currency: entry.currency,
    description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: entry.currency,
              description: source?.startsWith("du_") === true ? "Dispute fee" : "Stripe processing fees",
              type: "stripe_fee",
            },
          ],
    net: amount - fee,
    reporting_category: reportingCategory(type, source, amount),
    source,
    status: state.settlements.get(entry.id) === undefined ? "available" : "pending",
    type,
  };
}

/**
 * The entry behind a balance transaction (`txn_…`) or its source (`tr_…`, `trr_…`, `tu_…`, `py_…`): they all
 * share what follows the prefix.
 */
export function ledgerEntryOf(state: State, id: string): LedgerEntry | undefined {
  const platformSide = id.replace("_1SiC", "_1Sim");
  return (
    state.transfers.get(siblingId("tr", platformSide)) ??
    state.reversals.get(siblingId("trr", platformSide)) ??
    state.movements.get(siblingId("mv", platformSide))
  );
}

/** Whose balance an id of a balance transaction belongs to. */
export function ownerOf(entry: LedgerEntry, id: string): string {
  if ("owner" in entry) return entry.owner;
  return id.includes("_1SiC") ? entry.destination : platform;
}
