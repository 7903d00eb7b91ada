import type { RefusalClass } from "./refusal-class.ts";

/** Attempts at one item that need no person; funds, holds and debt do not count. */
export const automaticAttemptsMax = 3;

/**
 * Whether a failed item may be tried again unasked: only an executed `transient` refusal, and at most 3 attempts. After
 * that it needs an admin.
 *
 * @param facts.countedAttempts attempts that ended in a refusal other than for funds, the last one included.
 */
export function mayRetryAutomatically(facts: {
  readonly refusalClass: RefusalClass;
  readonly countedAttempts: number;
}): boolean {
  return facts.refusalClass === "transient" && facts.countedAttempts < automaticAttemptsMax;
}

const FIRST_CEILING_MS = 1_000;
const CEILING_MAX_MS = 5 * 60 * 1_000;

/**
 * How long to wait before the next try: exponential with full jitter, so that workers that failed together do not
 * return together. The ceiling doubles from 1 s up to 5 minutes.
 *
 * @param facts.tries tries so far, from 1.
 * @param facts.randomFraction at least 0, below 1; randomness is the caller's.
 */
export function backOffMs(facts: { readonly tries: number; readonly randomFraction: number }): number {
  const ceilingMs = Math.min(CEILING_MAX_MS, FIRST_CEILING_MS * 2 ** (facts.tries - 1));
  return Math.floor(ceilingMs * facts.randomFraction);
}
