import { expandableExternalAccount } from "../accounts/v1/expandable-account.ts";
import { type ExpandableObject, notSimulated } from "../protocol/expand.ts";
import { expandableBalanceTransaction } from "../transfers/expandable-transfer.ts";

/** What `expand` reaches from a payout. */
export const expandablePayout: ExpandableObject = {
  application_fee: notSimulated,
  balance_transaction: () => expandableBalanceTransaction,
  destination: () => expandableExternalAccount,
  failure_balance_transaction: () => expandableBalanceTransaction,
  original_payout: () => expandablePayout,
  reversed_by: () => expandablePayout,
};
