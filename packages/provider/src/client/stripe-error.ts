import Stripe from "stripe";

/**
 * The error object that Stripe answered with, or null when it was not one: a proxy's `{"error":"forbidden"}` (which
 * the SDK takes for OAuth's form), an error without a type, or anything else that the SDK threw.
 */
export function stripeErrorIn(error: unknown): InstanceType<typeof Stripe.errors.StripeError> | null {
  if (!(error instanceof Stripe.errors.StripeError) || typeof error.rawType !== "string") return null;
  return error instanceof Stripe.errors.StripeOAuthError ? null : error;
}

export function isSuccess(httpStatus: number | null): boolean {
  return httpStatus !== null && httpStatus >= 200 && httpStatus < 300;
}
