import { expandableAccount } from "../accounts/expandable-account.ts";
import { expandableList, type ExpandableObject } from "../protocol/expand.ts";

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
  balance_transaction: () => expandableBalanceTransaction,
  failure_balance_transaction: () => expandableBalanceTransaction,
  on_behalf_of: () => expandableAccount,
  payment_intent: () => expandablePaymentIntent,
  refunds: () => expandableList(expandableRefund),
  source_transfer: () => expandableTransfer,
  transfer: () => expandableTransfer,
  transfer_data: () => expandableTransferData,
};

/** What `expand` reaches from a payment intent. */
export const expandablePaymentIntent: ExpandableObject = {
  latest_charge: () => expandableCharge,
  on_behalf_of: () => expandableAccount,
  payment_method: () => ({}),
  transfer_data: () => expandableTransferData,
};

/** What `expand` reaches from a refund. */
export const expandableRefund: ExpandableObject = {
  balance_transaction: () => expandableBalanceTransaction,
  charge: () => expandableCharge,
  failure_balance_transaction: () => expandableBalanceTransaction,
  payment_intent: () => expandablePaymentIntent,
  payment_method: () => ({}),
  source_transfer_reversal: () => expandableReversal,
  transfer_reversal: () => expandableReversal,
};

/** What `expand` reaches from a dispute. */
export const expandableDispute: ExpandableObject = {
  charge: () => expandableCharge,
  payment_intent: () => expandablePaymentIntent,
};
