import { connectedSiblingId, siblingId } from "../protocol/new-id.ts";
import type { ReversalRow, TransferRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";

const reversalsShown = 10;

/** Stripe's `transfer` object as it is now. */
export function renderTransfer(state: State, row: TransferRow) {
  const reversals = state.reversalsOf(row.id);
  return render(row, {
    amountReversed: row.amountReversed,
    description: row.description,
    metadata: row.metadata,
    reversals: reversals.slice(-reversalsShown).toReversed(),
    hasMoreReversals: reversals.length > reversalsShown,
  });
}

/** The transfer as it was answered when it was made, for replays and `transfer.created`. */
export function renderTransferAsCreated(row: TransferRow) {
  const { description, metadata } = row.asCreated ?? row;
  return render(row, { amountReversed: 0, description, metadata, reversals: [], hasMoreReversals: false });
}

type Mutable = {
  readonly amountReversed: number;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly reversals: readonly ReversalRow[];
  readonly hasMoreReversals: boolean;
};

function render(row: TransferRow, mutable: Mutable) {
  return {
    id: row.id,
    object: "transfer" as const,
    amount: row.amount,
    amount_reversed: mutable.amountReversed,
    balance_transaction: siblingId("txn", row.id),
    created: row.created,
    currency: row.currency,
    description: mutable.description,
    destination: row.destination,
    destination_payment: siblingId("py", row.id),
    livemode: false,
    metadata: mutable.metadata,
    reversals: {
      object: "list" as const,
      data: mutable.reversals.map(renderReversal),
      has_more: mutable.hasMoreReversals,
      url: `/v1/transfers/${row.id}/reversals`,
    },
    reversed: mutable.amountReversed === row.amount,
    source_transaction: row.sourceTransaction,
    source_type: row.sourceType,
    transfer_group: row.transferGroup,
  };
}

/** Stripe's `transfer_reversal` object. */
export function renderReversal(row: ReversalRow) {
  return {
    id: row.id,
    object: "transfer_reversal" as const,
    amount: row.amount,
    balance_transaction: siblingId("txn", row.id),
    created: row.created,
    currency: row.currency,
    destination_payment_refund: connectedSiblingId("pyr", row.id),
    metadata: row.metadata,
    source_refund: row.sourceRefund ?? null,
    transfer: row.transfer,
  };
}
