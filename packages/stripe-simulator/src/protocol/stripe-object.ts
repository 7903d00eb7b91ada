/** An object as Stripe shows it. */
export type StripeObject = Readonly<Record<string, unknown>>;
