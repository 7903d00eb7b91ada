import { connectedSiblingId, siblingId } from "../../protocol/new-id.ts";
import type { ReversalRow, TransferRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import { noBillingDetails } from "../cards/render-card.ts";

/** A transfer as the connected account sees it: a `charge` whose id begins with `py_` (`destination_payment`). */
export function renderPayment(state: State, row: TransferRow) {
  const id = siblingId("py", row.id);
  const notes = state.paymentNotes.get(id);
  return {
    id,
    object: "charge" as const,
    amount: row.amount,
    amount_captured: row.amount,
    amount_refunded: row.amountReversed,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: connectedSiblingId("txn", row.id),
    billing_details: noBillingDetails,
    calculated_statement_descriptor: null,
    captured: true,
    created: row.created,
    currency: row.currency,
    customer: null,
    description: notes?.description ?? null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: notes?.metadata ?? {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: { stripe_account: {}, type: "stripe_account" },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: row.amountReversed === row.amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: row.id,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "succeeded" as const,
    transfer_data: null,
    transfer_group: null,
  };
}

/** A reversal as the connected account sees it: a `refund` whose id begins with `pyr_`. */
export function renderPaymentRefund(row: ReversalRow) {
  return {
    id: connectedSiblingId("pyr", row.id),
    object: "refund" as const,
    amount: row.amount,
    balance_transaction: connectedSiblingId("txn", row.id),
    charge: siblingId("py", row.transfer),
    created: row.created,
    currency: row.currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: row.id,
    status: "succeeded",
    transfer_reversal: null,
  };
}
