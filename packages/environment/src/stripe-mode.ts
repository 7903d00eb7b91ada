import type { Given } from "./variables.ts";

/** What a database is bound to: the project's own simulator, a Stripe sandbox, or real money. */
export type StripeMode = "simulator" | "test" | "live";

/** No key, or a key sent to another server than Stripe's: the simulator. */
export function stripeMode(given: Given): StripeMode {
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = given;
  if (STRIPE_SECRET_KEY === undefined) return "simulator";
  if (STRIPE_API_BASE !== undefined && !talksToStripe(STRIPE_API_BASE)) return "simulator";
  return hasLiveKey(given) ? "live" : "test";
}

export function hasLiveKey({ STRIPE_SECRET_KEY }: Given): boolean {
  return /^(sk|rk)_live_/.test(STRIPE_SECRET_KEY ?? "");
}

export function talksToStripe(address: URL): boolean {
  return address.hostname === "stripe.com" || address.hostname.endsWith(".stripe.com");
}
