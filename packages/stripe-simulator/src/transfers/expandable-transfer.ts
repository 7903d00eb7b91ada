import { expandableAccount } from "../accounts/v1/expandable-account.ts";
import { expandableList, type ExpandableObject, notSimulated } from "../protocol/expand.ts";

// The objects of money name each other in circles, so that all of them are in one place.

/** What `expand` reaches from a balance transaction: whatever its source can be. */
export const expandableBalanceTransaction: ExpandableObject = {
  source: () => ({
    ...expandableTransfer,
    ...expandableReversal,
    ...expandableCharge,
    ...expandableRefund,
    ...expandableDispute,
  }),
};

/** What `expand` reaches from a reversal. */
export const expandableReversal: ExpandableObject = {
  balance_transaction: () => expandableBalanceTransaction,
  destination_payment_refund: () => expandableRefund,
  source_refund: () => expandableRefund,
  transfer: () => expandableTransfer,
};

/** What `expand` reaches from a transfer. */
export const expandableTransfer: ExpandableObject = {
  balance_transaction: () => expandableBalanceTransaction,
  destination: () => expandableAccount,
  destination_payment: () => expandableCharge,
  reversals: () => expandableList(expandableReversal),
  source_transaction: () => expandableCharge,
};

const expandableTransferData: ExpandableObject = { destination: () => expandableAccount };

/** What `expand` reaches from a charge, and from the payment that a transfer is to its destination. */
export const expandableCharge: ExpandableObject = {
  application: notSimulated,
  application_fee: notSimulated,
  balance_transaction: () => expandableBalanceTransaction,
  customer: notSimulated,
  failure_balance_transaction: () => expandableBalanceTransaction,
  on_behalf_of: () => expandableAccount,
  outcome: () => ({ rule: notSimulated }),
  payment_intent: () => expandablePaymentIntent,
  payment_method_details: () => ({ card: () => ({ mandate: notSimulated }) }),
  refunds: () => expandableList(expandableRefund),
  review: notSimulated,
  source_transfer: () => expandableTransfer,
  transfer: () => expandableTransfer,
  transfer_data: () => expandableTransferData,
};

/** What `expand` reaches from a payment intent. */
export const expandablePaymentIntent: ExpandableObject = {
  application: notSimulated,
  customer: notSimulated,
  latest_charge: () => expandableCharge,
  on_behalf_of: () => expandableAccount,
  payment_method: () => expandablePaymentMethod,
  payment_record: notSimulated,
  review: notSimulated,
  source: notSimulated,
  transfer_data: () => expandableTransferData,
};

/** What `expand` reaches from a payment method. */
export const expandablePaymentMethod: ExpandableObject = {
  card: () => ({ generated_from: () => ({ setup_attempt: notSimulated }) }),
  customer: notSimulated,
};

/** What `expand` reaches from a refund. */
export const expandableRefund: ExpandableObject = {
  balance_transaction: () => expandableBalanceTransaction,
  charge: () => expandableCharge,
  customer: notSimulated,
  failure_balance_transaction: () => expandableBalanceTransaction,
  payment_intent: () => expandablePaymentIntent,
  payment_method: () => expandablePaymentMethod,
  source_transfer_reversal: () => expandableReversal,
  transfer_reversal: () => expandableReversal,
};

/** What `expand` reaches from a dispute. */
export const expandableDispute: ExpandableObject = {
  charge: () => expandableCharge,
  evidence: () => expandableEvidence,
  payment_intent: () => expandablePaymentIntent,
};

/** Files that the platform has uploaded. */
const expandableEvidence: ExpandableObject = {
  cancellation_policy: notSimulated,
  customer_communication: notSimulated,
  customer_signature: notSimulated,
  duplicate_charge_documentation: notSimulated,
  receipt: notSimulated,
  refund_policy: notSimulated,
  service_documentation: notSimulated,
  shipping_documentation: notSimulated,
  uncategorized_file: notSimulated,
};
