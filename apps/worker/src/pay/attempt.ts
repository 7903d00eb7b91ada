import type { FrozenTransfer } from "@payrun/payouts-core";

/** One attempt under a lease: what is sent, and how its answer is to be read. */
export type Attempt = {
  readonly transferId: string;
  readonly payoutItemId: string;
  readonly idempotencyKey: string;
  /** The exact parameters, stored when it was claimed first. */
  readonly request: string;
  readonly frozen: FrozenTransfer;
  /** Times begun before. */
  readonly sendCount: number;
  /** Every earlier try was answered, and each answer said that Stripe did not execute it. */
  readonly onlyNotExecuted: boolean;
};
