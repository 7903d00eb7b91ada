export type BatchStatus =
  | "planning"
  | "awaiting_approval"
  | "processing"
  | "paused"
  | "awaiting_funds"
  | "completed"
  | "canceled"
  | "missed";

/** Where a batch can go. The database refuses every other move. A `missed` batch is born so and never moves. */
export const batchTransitions = {
  planning: ["awaiting_approval", "processing", "paused", "awaiting_funds", "canceled"],
  awaiting_approval: ["processing", "paused", "awaiting_funds", "canceled"],
  processing: ["paused", "awaiting_funds", "completed"],
  paused: ["processing", "canceled", "completed"],
  awaiting_funds: ["processing", "canceled", "completed"],
  completed: [],
  canceled: [],
  missed: [],
} as const satisfies Record<BatchStatus, readonly BatchStatus[]>;

export function canMoveBatch(from: BatchStatus, to: BatchStatus): boolean {
  const targets: readonly BatchStatus[] = batchTransitions[from];
  return targets.includes(to);
}

/** Every creator is planned and no item is open. Decided once; later retries and reversals change counts only. */
export function isBatchComplete(facts: { readonly planned: boolean; readonly openCount: number }): boolean {
  return facts.planned && facts.openCount === 0;
}
