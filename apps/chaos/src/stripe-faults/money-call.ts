/** Every call to Stripe by which the worker moves money, or decides that it may. It never reverses a transfer by itself. */
export const moneyCalls = [
  "preflight balance",
  "live account read",
  "first submit",
  "re-send of an unknown",
  "submit of a retry",
  "look-up",
] as const;
export type MoneyCall = (typeof moneyCalls)[number];
