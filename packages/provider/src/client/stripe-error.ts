import Stripe from "stripe";

/**
 * The error object that Stripe answered with, or null when it was not one: a proxy's `{"error":"forbidden"}` (which
 * the SDK takes for OAuth's form), an error without a type, or anything else that the SDK threw.
 *
 * @param generation errors of the v2 API often carry a code and no type (docs.stripe.com/api-v2-overview, and what
 *   callers report of `/v2/core/accounts`); a code together with Stripe's request id counts as its own then.
 */
export function stripeErrorIn(
  error: unknown,
  generation: 1 | 2 = 1,
): InstanceType<typeof Stripe.errors.StripeError> | null {
  if (!(error instanceof Stripe.errors.StripeError) || error instanceof Stripe.errors.StripeOAuthError)
    return null;
  if (typeof error.rawType === "string") return error;
  const { code, requestId }: { readonly code?: unknown; readonly requestId?: unknown } = error;
  const isV2 = generation === 2 && typeof code === "string" && typeof requestId === "string";
  return isV2 ? error : null;
}

export function isSuccess(httpStatus: number | null): boolean {
  return httpStatus !== null && httpStatus >= 200 && httpStatus < 300;
}
