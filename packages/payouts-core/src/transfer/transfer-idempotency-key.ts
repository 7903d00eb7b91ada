/** What a database belongs to; part of every key, so that a test database can never replay a live one's. */
export type PayrunMode = "simulator" | "test" | "live";

/**
 * The key of one attempt at Stripe: stored before the call, the same for every try of the attempt. No date in it (one
 * re-opens double pay across midnight) and nothing random.
 */
export function transferIdempotencyKey(attempt: {
  readonly mode: PayrunMode;
  readonly payoutItemId: string;
  readonly attemptNo: number;
}): string {
  return `payrun_${attempt.mode}_${attempt.payoutItemId}_${attempt.attemptNo}`;
}
