import { expandableAccount } from "../accounts/expandable-account.ts";
import type { ExpandableObject } from "../protocol/expand.ts";
import { expandableBalanceTransaction } from "../transfers/expandable-transfer.ts";

/** What `expand` reaches from an external account. */
export const expandableExternalAccount: ExpandableObject = { account: () => expandableAccount };

/** What `expand` reaches from a payout. */
export const expandablePayout: ExpandableObject = {
  balance_transaction: () => expandableBalanceTransaction,
  destination: () => expandableExternalAccount,
  failure_balance_transaction: () => expandableBalanceTransaction,
  original_payout: () => expandablePayout,
  reversed_by: () => expandablePayout,
};
