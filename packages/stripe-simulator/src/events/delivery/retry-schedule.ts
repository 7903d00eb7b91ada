import { dayMs, secondMs } from "../../clock.ts";
import type { RetrySchedule } from "../../state/rows.ts";

const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

const giveUpAfterMs = 3 * dayMs;

/**
 * In a sandbox three more times over a few hours, in live mode for up to three days with exponential backoff
 * (docs.stripe.com/webhooks#event-delivery-behaviors). Stripe does not publish the single waits.
 */
const waitsMs: Readonly<Record<Exclude<RetrySchedule, "quick">, readonly number[]>> = {
  sandbox: [5 * minuteMs, 30 * minuteMs, 2 * hourMs],
  live: [5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs, 10 * hourMs],
};
const liveWaitMaxMs = 12 * hourMs;

/**
 * How long to wait after a failure; null to give up.
 *
 * `quick`, the default, keeps a developer from waiting: a second, then twice as long each time up to an hour,
 * for three days as in live mode.
 *
 * @param attempts how often it was tried, from 1.
 * @param ageMs how long ago it was first due.
 */
export function nextWaitMs(schedule: RetrySchedule, attempts: number, ageMs: number): number | null {
  if (schedule === "sandbox") return waitsMs.sandbox[attempts - 1] ?? null;
  const waitMs =
    schedule === "live"
      ? (waitsMs.live[attempts - 1] ?? liveWaitMaxMs)
      : Math.min(hourMs, secondMs * 2 ** (attempts - 1));
  return ageMs + waitMs > giveUpAfterMs ? null : waitMs;
}

/**
 * An endpoint that has failed for nine days in a row is disabled, in test mode too
 * (woocommerce/woocommerce-gateway-stripe#1289, wevote/WeVoteServer#969). Not with `quick` retries.
 */
export function isDeadSince(schedule: RetrySchedule, failingSinceMs: number, nowMs: number): boolean {
  return schedule !== "quick" && nowMs - failingSinceMs >= 9 * dayMs;
}
