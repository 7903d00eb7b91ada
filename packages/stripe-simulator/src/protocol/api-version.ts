/** Shown to callers that name no `Stripe-Version`, and the shape of every object here. */
export const defaultApiVersion = "2026-10-28.endive";
