import { ApiError } from "../api-error.ts";
import type { RateLimits } from "./rate-limits.ts";
import { TokenBucket } from "./token-bucket.ts";

/** What Stripe says in `Stripe-Rate-Limited-Reason`. */
export const rateLimitReasons = [
  "global-rate",
  "endpoint-rate",
  "global-concurrency",
  "endpoint-concurrency",
  "resource-specific",
] as const;

export type RateLimitReason = (typeof rateLimitReasons)[number];

/** A request as the limits see it. */
export type LimitedRequest = {
  readonly method: string;
  readonly path: string;
  /** The pattern of the path: `/v1/transfers/:id`. */
  readonly route: string;
  /** Every account has limits of its own. */
  readonly account: string;
};

/** Above this, buckets that nobody may have used for a while are dropped; they would be full. */
const bucketsMax = 10_000;

/** Stripe's request limits (docs.stripe.com/rate-limits), in real time whatever the simulator's clock says. */
export class RateLimiter {
  #limits: RateLimits;
  #buckets = new Map<string, TokenBucket>();
  readonly #running = new Map<string, number>();

  constructor(limits: RateLimits) {
    this.#limits = limits;
  }

  get limits(): RateLimits {
    return this.#limits;
  }

  /** From now on; all buckets are full again. */
  set limits(limits: RateLimits) {
    this.#limits = limits;
    this.#buckets.clear();
  }

  /**
   * Counts a request; throws 429 when it is one too many. A refused request does not count. Whoever is admitted must call
   * what is returned once the request is answered.
   */
  admit(request: LimitedRequest, nowMs = performance.now()): () => void {
    const { account } = request;
    const endpoint = `${account} ${request.method} ${request.route}`;
    const { concurrent = Infinity } = this.#endpointLimit(request);
    this.#requireRoom(account, this.#limits.concurrentRequests, "global-concurrency");
    this.#requireRoom(endpoint, concurrent, "endpoint-concurrency");
    this.#takeTokens(request, endpoint, nowMs);
    this.#enter(account);
    this.#enter(endpoint);
    return () => {
      this.#leave(account);
      this.#leave(endpoint);
    };
  }

  #endpointLimit({ method, route }: LimitedRequest) {
    return { ...this.#limits.everyEndpoint, ...this.#limits.endpoints[`${method} ${route}`] };
  }

  #takeTokens(request: LimitedRequest, endpoint: string, nowMs: number): void {
    const { requestsPerSecond, writesPerSecond, writesPerObjectPerSecond } = this.#limits;
    const { perSecond = Infinity } = this.#endpointLimit(request);
    const isWrite = request.method !== "GET";
    const isOfOneObject = isWrite && request.route.includes("/:");
    const buckets = [
      this.#bucket(isOfOneObject, request.path, writesPerObjectPerSecond, "resource-specific", nowMs),
      this.#bucket(true, endpoint, perSecond, "endpoint-rate", nowMs),
      this.#bucket(isWrite, `${request.account} writes`, writesPerSecond, "global-rate", nowMs),
      this.#bucket(true, request.account, requestsPerSecond, "global-rate", nowMs),
    ];
    for (const bucket of buckets) bucket?.take();
  }

  /** The bucket, if there is such a limit for this request; throws 429 when it is empty. */
  #bucket(
    applies: boolean,
    name: string,
    perSecond: number,
    reason: RateLimitReason,
    nowMs: number,
  ): TokenBucket | null {
    if (!applies || perSecond === Infinity) return null;
    if (this.#buckets.size > bucketsMax) this.#buckets.clear();
    const bucket = this.#buckets.get(name) ?? new TokenBucket(perSecond, nowMs);
    this.#buckets.set(name, bucket);
    if (!bucket.hasToken(nowMs)) throw rateLimited(reason);
    return bucket;
  }

  #requireRoom(name: string, most: number, reason: RateLimitReason): void {
    if ((this.#running.get(name) ?? 0) >= most) throw rateLimited(reason);
  }

  #enter(name: string): void {
    this.#running.set(name, (this.#running.get(name) ?? 0) + 1);
  }

  #leave(name: string): void {
    const left = (this.#running.get(name) ?? 1) - 1;
    if (left > 0) this.#running.set(name, left);
    else this.#running.delete(name);
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
