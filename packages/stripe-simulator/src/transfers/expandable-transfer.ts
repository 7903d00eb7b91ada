import { expandableAccount } from "../accounts/expandable-account.ts";
import { expandableList, type ExpandableObject } from "../protocol/expand.ts";

/** What `expand` reaches from a balance transaction. */
export const expandableBalanceTransaction: ExpandableObject = {
  source: () => ({ ...expandableTransfer, ...expandableReversal }),
};

/** What `expand` reaches from a reversal. */
export const expandableReversal: ExpandableObject = {
  balance_transaction: () => expandableBalanceTransaction,
  transfer: () => expandableTransfer,
};

/** What `expand` reaches from a transfer. */
export const expandableTransfer: ExpandableObject = {
  balance_transaction: () => expandableBalanceTransaction,
  destination: () => expandableAccount,
  reversals: () => expandableList(expandableReversal),
};
