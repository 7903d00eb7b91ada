import { siblingId } from "../../protocol/new-id.ts";
import type { State } from "../../state/state.ts";
import type { RefundRow } from "../charge-rows.ts";

/** Stripe's `refund` object. */
export function renderRefund(state: State, row: RefundRow) {
  const charge = state.charges.get(row.charge);
  const txn = (movement: string): string => siblingId("txn", movement);
  return {
    id: row.id,
    object: "refund" as const,
    amount: row.amount,
    balance_transaction: row.movement === null ? null : txn(row.movement),
    charge: row.charge,
    created: row.created,
    currency: row.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: {
        ...(row.status === "succeeded"
          ? { reference_status: "pending", reference_type: "acquirer_reference_number" }
          : {}),
        type: charge?.captured === false ? ("reversal" as const) : ("refund" as const),
      },
      type: "card",
    },
    ...(row.failureMovement === null ? {} : { failure_balance_transaction: txn(row.failureMovement) }),
    ...(row.failureReason === null ? {} : { failure_reason: row.failureReason }),
    metadata: row.metadata,
    payment_intent: charge?.paymentIntent ?? null,
    payment_method: charge?.paymentIntent === null ? null : (charge?.paymentMethod ?? null),
    ...(row.pendingReason === null ? {} : { pending_reason: row.pendingReason }),
    reason: row.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: row.status,
    transfer_reversal: row.transferReversal,
  };
}
