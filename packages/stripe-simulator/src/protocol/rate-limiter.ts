import { ApiError } from "./api-error.ts";

export type RateLimits = {
  /** All POST and DELETE requests of the account, per second. */
  readonly writesPerSecond: number;
  /** `POST /v1/transfers`, per second. */
  readonly transfersPerSecond: number;
};

/** What Stripe says in `Stripe-Rate-Limited-Reason`. */
export const rateLimitReasons = [
  "global-rate",
  "endpoint-rate",
  "global-concurrency",
  "endpoint-concurrency",
  "resource-specific",
] as const;

export type RateLimitReason = (typeof rateLimitReasons)[number];

/** Fills evenly at `perSecond` and holds one second's worth. `Infinity` never runs dry. */
class TokenBucket {
  readonly #perSecond: number;
  #tokens: number;
  #filledAtMs: number;

  constructor(perSecond: number, nowMs: number) {
    this.#perSecond = perSecond;
    this.#tokens = Math.max(1, perSecond);
    this.#filledAtMs = nowMs;
  }

  hasToken(nowMs: number): boolean {
    if (this.#perSecond === Infinity) return true;
    const filled = this.#tokens + ((nowMs - this.#filledAtMs) / 1000) * this.#perSecond;
    this.#tokens = Math.min(Math.max(1, this.#perSecond), filled);
    this.#filledAtMs = nowMs;
    return this.#tokens >= 1;
  }

  take(): void {
    this.#tokens -= 1;
  }
}

/** Stripe's request limits (stripe.com/docs/rate-limits), in real time whatever the simulator's clock says. */
export class RateLimiter {
  readonly #writes: TokenBucket;
  readonly #transfers: TokenBucket;

  constructor(limits: RateLimits, nowMs = performance.now()) {
    this.#writes = new TokenBucket(limits.writesPerSecond, nowMs);
    this.#transfers = new TokenBucket(limits.transfersPerSecond, nowMs);
  }

  /** Counts a request; throws 429 when it is one too many. A refused request does not count. */
  admit(method: string, path: string, nowMs = performance.now()): void {
    if (method === "GET") return;
    const isTransfer = path === "/v1/transfers";
    if (isTransfer && !this.#transfers.hasToken(nowMs)) throw rateLimited("endpoint-rate");
    if (!this.#writes.hasToken(nowMs)) throw rateLimited("global-rate");
    this.#writes.take();
    if (isTransfer) this.#transfers.take();
  }
}

export function rateLimited(reason: RateLimitReason): ApiError {
  return new ApiError({
    status: 429,
    code: "rate_limit",
    message:
      "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.",
    headers: { "Stripe-Rate-Limited-Reason": reason },
  });
}

/** 429 without a reason: another request holds the object. */
export function lockTimeout(): ApiError {
  return new ApiError({
    status: 429,
    code: "lock_timeout",
    message:
      "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. " +
      "If you see this error intermittently, retry the request. If you see this error frequently and are making multiple " +
      "concurrent requests to a single object, make your requests serially or at a lower rate.",
    headers: { "Stripe-Should-Retry": "true" },
  });
}
