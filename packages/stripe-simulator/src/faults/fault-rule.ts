import type { RateLimitReason } from "../protocol/rate-limiter.ts";

/**
 * What can go wrong, by the moment at which it does:
 * - edge: before the idempotency layer, nothing happens and nothing is saved;
 * - execution: instead of, or around, what the endpoint does; replays are spared;
 * - answer: the effect is there and the answer is saved, only its delivery suffers.
 */
export const faultPhases = {
  reset_before: "edge",
  hang: "edge",
  "401": "edge",
  "403": "edge",
  "409": "edge",
  "429": "edge",
  lock_timeout: "edge",
  latency_ms: "latency",
  "500_before": "execution",
  "500_after": "execution",
  error: "execution",
  wrong_amount: "execution",
  reset_after: "answer",
  hang_after: "answer",
  broken_json: "answer",
} as const;

export type FaultKind = keyof typeof faultPhases;
export type FaultPhase = (typeof faultPhases)[FaultKind];

/** Which calls a fault hits. All that is given must hold. */
export type FaultMatch = {
  readonly method?: string;
  /** The exact path, or its beginning when it ends in `*`. */
  readonly path?: string;
  readonly destination?: string;
  readonly idempotencyKey?: string;
  readonly metadata?: Readonly<Record<string, string>>;
};

export type FaultRule = {
  readonly id: string;
  readonly kind: FaultKind;
  readonly match: FaultMatch;
  /** Only the n-th matching call, from 1. */
  readonly nth: number | null;
  /** 0 to 1, drawn per matching call from a generator with `seed`. */
  readonly probability: number;
  readonly seed: number;
  /** How often it fires at most. */
  readonly count: number | null;
  readonly latencyMs: number;
  /** For `429`: the reason header. For `error`: what the answer says. */
  readonly reason: RateLimitReason;
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;
  readonly message: string;
  /** For `wrong_amount`: what the answer says; null for one more than the truth. */
  readonly amount: number | null;
  /** Whether an executed fault is saved under the idempotency key. */
  readonly saved: boolean;
};
