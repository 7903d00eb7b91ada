/** How long a bank holds what was authorized (docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
export const holdSeconds = 7 * 24 * 60 * 60;
