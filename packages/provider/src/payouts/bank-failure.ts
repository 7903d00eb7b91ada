/** Why money did not stay in the bank, in Payrun's words; Stripe's code is kept beside it. */
export type BankFailure =
  /** Number, routing or currency are wrong: the creator corrects them. */
  | "details_wrong"
  /** The account is closed or was never there: the creator names another. */
  | "account_closed"
  /** The bank has frozen or restricted it: the creator talks to her bank. */
  | "account_blocked"
  /** The holder is not who Stripe knows: name, address, tax id or ownership. */
  | "holder_differs"
  /** The bank said no, without saying why. */
  | "bank_declined"
  /** Stripe could not process it: try again later. */
  | "not_processed"
  /** Stripe's balance did not cover it. */
  | "balance_short"
  /** A code that is not in the table. */
  | "other";

/** Source: docs.stripe.com/payouts/failures and docs.stripe.com/api/payouts/failures. */
const FAILURE_BY_CODE: Readonly<Record<string, BankFailure>> = {
  account_closed: "account_closed",
  no_account: "account_closed",
  account_frozen: "account_blocked",
  bank_account_restricted: "account_blocked",
  debit_not_authorized: "account_blocked",
  bank_ownership_changed: "holder_differs",
  incorrect_account_holder_name: "holder_differs",
  incorrect_account_holder_address: "holder_differs",
  incorrect_account_holder_tax_id: "holder_differs",
  invalid_account_number: "details_wrong",
  invalid_account_number_length: "details_wrong",
  invalid_currency: "details_wrong",
  unsupported_card: "details_wrong",
  declined: "bank_declined",
  could_not_process: "not_processed",
  insufficient_funds: "balance_short",
};

export function bankFailure(stripeCode: string): BankFailure {
  return FAILURE_BY_CODE[stripeCode] ?? "other";
}
