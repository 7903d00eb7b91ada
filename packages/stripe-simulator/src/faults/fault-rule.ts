import type { RateLimitReason } from "../protocol/limits/rate-limiter.ts";

/**
 * What can go wrong, by the moment at which it does:
 * - edge: before the idempotency layer, nothing happens and nothing is saved;
 * - latency: the call waits while its key is in use;
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
  proxy_503: "edge",
  latency_ms: "latency",
  "500_before": "execution",
  "500_after": "execution",
  error: "execution",
  wrong_amount: "execution",
  reset_after: "answer",
  hang_after: "answer",
  broken_json: "answer",
  truncated: "answer",
  drip: "answer",
  proxy_503_after: "answer",
} as const;

export type FaultKind = keyof typeof faultPhases;
export type FaultPhase = (typeof faultPhases)[FaultKind];

/** Which calls a fault hits. All that is given must hold. */
export type FaultMatch = {
  readonly method?: string;
  /** A path in which `*` stands for anything and `:id` for one segment. */
  readonly path?: string;
  /** The account that the call acts for; `platform` for calls without `Stripe-Account`. */
  readonly account?: string;
  readonly destination?: string;
  readonly idempotencyKey?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Parameters of the body or the query, by their full names: `created[gte]`. */
  readonly parameters?: Readonly<Record<string, string>>;
};

export type FaultRule = {
  readonly id: string;
  readonly kind: FaultKind;
  readonly match: FaultMatch;
  /** Only the n-th matching call, from 1. */
  readonly nth: number | null;
  /** Every n-th matching call. */
  readonly everyNth: number | null;
  /** Only once this many matching calls were spared. */
  readonly after: number;
  /** 0 to 1, drawn per matching call from a generator with `seed`. */
  readonly probability: number;
  readonly seed: number;
  /** How often it fires at most. */
  readonly count: number | null;
  /** For `latency_ms`: the wait. For `drip`: how long the body takes. */
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
