/**
 * One attempt at Stripe: `claimed` (written, not called), `begun` (may be on the wire), then its end. `not_sent` was
 * never executed and keeps its key; `refused` and `absent` are over, and a retry is a new attempt.
 */
export type TransferStatus = "claimed" | "begun" | "paid" | "refused" | "unknown" | "absent" | "not_sent";

/** Where an attempt can go. The database refuses every other move: what was begun never returns to `claimed`. */
export const transferTransitions = {
  claimed: ["begun", "not_sent", "paid"],
  not_sent: ["claimed", "paid"],
  begun: ["paid", "refused", "unknown", "not_sent"],
  unknown: ["paid", "refused", "absent"],
  paid: [],
  refused: [],
  absent: [],
} as const satisfies Record<TransferStatus, readonly TransferStatus[]>;

export function canMoveTransfer(from: TransferStatus, to: TransferStatus): boolean {
  const targets: readonly TransferStatus[] = transferTransitions[from];
  return targets.includes(to);
}
