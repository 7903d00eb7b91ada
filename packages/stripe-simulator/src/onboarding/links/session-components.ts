const onboarding = { disable_stripe_user_authentication: false, external_account_collection: true };

const balances = {
  disable_stripe_user_authentication: false,
  edit_payout_schedule: false,
  external_account_collection: true,
  instant_payouts: false,
  standard_payouts: false,
};

const disputes = {
  destination_on_behalf_of_charge_management: false,
  dispute_management: true,
  refund_management: true,
  smart_disputes_management: false,
};

const payments = { capture_payments: true, ...disputes };

const cards = {
  card_management: true,
  card_spend_dispute_management: true,
  cardholder_management: true,
  spend_control_management: true,
};

/** Embedded components with their features and what those are by default (`AccountSession.Components`). */
export const sessionComponents: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  account_management: onboarding,
  account_onboarding: onboarding,
  balance_report: {},
  balances,
  disputes_list: payments,
  documents: {},
  financial_account: { ...onboarding, send_money: false, transfer_balance: false },
  financial_account_transactions: { card_spend_dispute_management: true },
  instant_payouts_promotion: { ...onboarding, instant_payouts: false },
  issuing_card: cards,
  issuing_cards_list: { ...cards, disable_stripe_user_authentication: false },
  notification_banner: onboarding,
  payment_details: payments,
  payment_disputes: disputes,
  payment_method_settings: { disable_stripe_user_authentication: false },
  payments,
  payout_details: {},
  payout_reconciliation_report: {},
  payouts: balances,
  payouts_list: {},
  reporting_chart: {},
  tax_registrations: {},
  tax_settings: {},
  terminal_hardware_orders: {},
  terminal_hardware_shop: {},
};
