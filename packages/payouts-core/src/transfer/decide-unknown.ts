/** One search at Stripe for the transfer of an unknown attempt. */
export type LookUp = {
  readonly at: Date;
  /** All pages were read. An incomplete one that finds nothing proves nothing. */
  readonly complete: boolean;
  /** Transfers found. */
  readonly found: number;
};

/** All that is known about an attempt whose outcome is not. Instants are the database's clock. */
export type UnknownFacts = {
  readonly firstSentAt: Date;
  readonly lastSentAt: Date;
  /** Tries so far, from 1. */
  readonly sendCount: number;
  /** The worker died after it marked the attempt begun: nobody waits for an answer any more. */
  readonly leaseEndedAfterBegun: boolean;
  /** The key was proved used, or the answer contradicts: never re-sent. */
  readonly needsAdmin: boolean;
  readonly lookUps: readonly LookUp[];
  readonly now: Date;
};

export type UnknownDecision =
  /** The same key and bytes once more. */
  | { readonly kind: "resend" }
  | { readonly kind: "look_up" }
  | { readonly kind: "wait"; readonly until: Date }
  /** Proved never to have happened: failed, the money returns. */
  | { readonly kind: "absent" }
  | { readonly kind: "needs_two_people" };

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Stripe may forget a key once it is 24 h old, and the same key is then a new payment; an hour of it is for clocks and
 * requests on their way. Source: https://docs.stripe.com/api/idempotent_requests
 */
const RESEND_WINDOW_MS = 23 * HOUR_MS;
const RESEND_DELAYS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS];
const RESEND_DELAY_MAX_MS = HOUR_MS;
/** Lists at Stripe may lag behind a transfer; two readings this far apart do not both miss it. */
const LOOK_UPS_APART_MS = 10 * MINUTE_MS;
const LOOK_UP_PAUSE_MS = MINUTE_MS;

/**
 * Decides the next step for an attempt whose outcome is unknown.
 *
 * While Stripe surely remembers the key, the same request is repeated: its answer settles everything. Past that it is
 * never sent again, and only two complete look-ups at least 10 minutes apart that find nothing prove it absent; only
 * look-ups after the window count. A look-up that found something which did not settle the attempt, and a used key
 * that a complete look-up cannot find, are for two people.
 */
export function decideUnknown(facts: UnknownFacts): UnknownDecision {
  const { lookUps, needsAdmin, now } = facts;
  if (lookUps.some(({ found }) => found > 0)) return { kind: "needs_two_people" };
  if (needsAdmin) {
    return lookUps.some(({ complete }) => complete) ? { kind: "needs_two_people" } : lookUpPaced(facts);
  }
  const windowEndsAt = after(facts.firstSentAt, RESEND_WINDOW_MS);
  return now < windowEndsAt ? decideResend(facts, windowEndsAt) : decideAbsence(facts, windowEndsAt);
}

function decideResend(facts: UnknownFacts, windowEndsAt: Date): UnknownDecision {
  const { leaseEndedAfterBegun, lastSentAt, sendCount, now } = facts;
  const dueAt = after(lastSentAt, RESEND_DELAYS_MS[sendCount - 1] ?? RESEND_DELAY_MAX_MS);
  if (leaseEndedAfterBegun || dueAt <= now) return { kind: "resend" };
  return { kind: "wait", until: dueAt < windowEndsAt ? dueAt : windowEndsAt };
}

function decideAbsence(facts: UnknownFacts, windowEndsAt: Date): UnknownDecision {
  const proofs = facts.lookUps
    .filter(({ complete, at }) => complete && at >= windowEndsAt)
    .map(({ at }) => at.getTime());
  if (proofs.length === 0) return lookUpPaced(facts);
  const [first, last] = [Math.min(...proofs), Math.max(...proofs)];
  if (last - first >= LOOK_UPS_APART_MS) return { kind: "absent" };
  const secondAt = new Date(first + LOOK_UPS_APART_MS);
  return facts.now < secondAt ? { kind: "wait", until: secondAt } : lookUpPaced(facts);
}

/** At once, or a minute after the last one: an incomplete look-up is repeated, not hammered. */
function lookUpPaced({ lookUps, now }: UnknownFacts): UnknownDecision {
  const nextAt = new Date(Math.max(0, ...lookUps.map(({ at }) => at.getTime() + LOOK_UP_PAUSE_MS)));
  return nextAt <= now ? { kind: "look_up" } : { kind: "wait", until: nextAt };
}

function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
