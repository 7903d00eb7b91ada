/** What a payout platform meets of Stripe's API. The objects behind are derived as deep as they refer to each other. */
export const servedPaths: readonly RegExp[] = [
  /^\/v1\/accounts?(\/|$)/,
  /^\/v1\/account_(links|sessions)$/,
  /^\/v1\/application_fees/,
  /^\/v1\/balance(_settings|_transactions)?(\/|$)/,
  /^\/v1\/charges/,
  /^\/v1\/country_specs/,
  /^\/v1\/disputes/,
  /^\/v1\/events/,
  /^\/v1\/payment_intents/,
  /^\/v1\/payouts/,
  /^\/v1\/refunds/,
  /^\/v1\/topups/,
  /^\/v1\/transfers/,
  /^\/v1\/webhook_endpoints/,
  /^\/v2\/core\/account/,
  /^\/v2\/core\/event/,
];
