/** What an executed refusal means for the item. */
export type RefusalClass =
  /** The platform's balance is short: the item waits for funds. */
  | "needs_funds"
  /** The creator must cure her account: the item is held. */
  | "needs_creator"
  /** This payout can never succeed: failed, the money goes with the next batch. */
  | "terminal"
  /** Our side or Stripe's support must act: failed, an admin decides. */
  | "needs_admin"
  /** Worth another attempt unasked. */
  | "transient";

/**
 * Stripe's error codes on a transfer, by what they mean for the item.
 *
 * Sources: https://docs.stripe.com/error-codes, the error codes in stripe@23.1.0, and for
 * `insufficient_capabilities_for_transfer`, which is in neither, async-stripe#384 and gumroad#6029.
 */
const CLASS_BY_CODE = {
  balance_insufficient: "needs_funds",
  insufficient_capabilities_for_transfer: "needs_creator",
  capability_not_active: "needs_creator",
  account_invalid: "needs_creator",
  payouts_not_allowed: "needs_creator",
  instant_payouts_unsupported: "needs_creator",
  account_closed: "terminal",
  amount_too_small: "terminal",
  amount_too_large: "needs_admin",
  parameter_invalid_integer: "needs_admin",
  parameter_missing: "needs_admin",
  parameter_unknown: "needs_admin",
  transfers_not_allowed: "needs_admin",
  transfer_source_balance_parameters_mismatch: "needs_admin",
  livemode_mismatch: "needs_admin",
  instant_payouts_currency_disabled: "needs_admin",
  instant_payouts_config_disabled: "needs_admin",
  lock_timeout: "transient",
  payouts_limit_exceeded: "transient",
  instant_payouts_limit_exceeded: "transient",
  payout_reconciliation_not_ready: "transient",
} as const satisfies Record<string, RefusalClass>;

/** By code and parameter: what is missing decides who must act. */
const CLASS_BY_CODE_AND_PARAM = {
  // The account is deleted, of another mode, or never was: no later try with this destination can succeed.
  "resource_missing destination": "terminal",
  "resource_missing source_transaction": "needs_admin",
} as const satisfies Record<string, RefusalClass>;

const CLASSES: ReadonlyMap<string, RefusalClass> = new Map([
  ...Object.entries(CLASS_BY_CODE),
  ...Object.entries(CLASS_BY_CODE_AND_PARAM),
]);

/**
 * The class of an executed refusal. A code that is not in the table is `needs_admin` and `unmapped`: it must alert,
 * never loop.
 */
export function classifyRefusal({
  code,
  param,
}: {
  readonly code: string | null;
  readonly param: string | null;
}): {
  readonly refusalClass: RefusalClass;
  readonly unmapped: boolean;
} {
  const refusalClass = CLASSES.get(`${code} ${param}`) ?? CLASSES.get(String(code));
  return { refusalClass: refusalClass ?? "needs_admin", unmapped: refusalClass === undefined };
}
