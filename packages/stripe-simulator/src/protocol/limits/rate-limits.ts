import { integer, isObject, optional, type RawValue, readParameters } from "../parameters/parameter.ts";
import { badRequest } from "../api-error.ts";

/** Of one endpoint; what is missing is as of every endpoint. */
export type EndpointLimit = {
  /** Requests per second. */
  readonly perSecond?: number;
  /** Requests at the same time. */
  readonly concurrent?: number;
};

/** How much one account may ask, `Infinity` for any amount. Stripe's words for it are in docs.stripe.com/rate-limits. */
export type RateLimits = {
  /** All requests per second, reads too (`global-rate`). */
  readonly requestsPerSecond: number;
  /** POST and DELETE requests per second (`global-rate`). */
  readonly writesPerSecond: number;
  /** All requests at the same time (`global-concurrency`). */
  readonly concurrentRequests: number;
  /** Of every endpoint without limits of its own (`endpoint-rate`, `endpoint-concurrency`). */
  readonly everyEndpoint: EndpointLimit;
  /** By method and pattern: `POST /v1/transfers`, `GET /v1/transfers/:id`. */
  readonly endpoints: Readonly<Record<string, EndpointLimit>>;
  /** POST and DELETE requests per second to one object, by its URL (`resource-specific`). */
  readonly writesPerObjectPerSecond: number;
};

export const unlimited: RateLimits = {
  requestsPerSecond: Infinity,
  writesPerSecond: Infinity,
  concurrentRequests: Infinity,
  everyEndpoint: {},
  endpoints: {},
  writesPerObjectPerSecond: Infinity,
};

/** 25 per second and endpoint unless noted (docs.stripe.com/rate-limits); payouts and accounts are as others report them. */
const documented: RateLimits = {
  ...unlimited,
  everyEndpoint: { perSecond: 25 },
  endpoints: {
    "POST /v1/payouts": { perSecond: 15, concurrent: 30 },
    "POST /v1/accounts": { perSecond: 30 },
    "POST /v2/core/accounts": { perSecond: 30 },
  },
};

/** What Stripe documents for an account in live mode, and for one in a sandbox. */
export const stripeLimits = {
  live: { ...documented, requestsPerSecond: 100 },
  sandbox: { ...documented, requestsPerSecond: 25 },
} as const satisfies Record<string, RateLimits>;

/** Limits of transfers and of all writes only, so that a test suite is not slowed down elsewhere. */
export function writeLimits({
  transfersPerSecond,
  writesPerSecond = Math.max(100, 2 * transfersPerSecond),
}: {
  readonly transfersPerSecond: number;
  readonly writesPerSecond?: number | undefined;
}): RateLimits {
  return {
    ...unlimited,
    writesPerSecond,
    endpoints: { "POST /v1/transfers": { perSecond: transfersPerSecond } },
  };
}

/**
 * Reads limits from JSON: `"live"`, `"sandbox"`, `"none"`, or an object with any of `RateLimits`' names, where null is no
 * limit and what is missing stays as in `current`.
 */
export function readRateLimits(raw: RawValue, param: string, current: RateLimits): RateLimits {
  if (raw === "live" || raw === "sandbox") return stripeLimits[raw];
  if (raw === "none") return unlimited;
  if (!isObject(raw)) throw badRequest(undefined, "Must be live, sandbox, none, or an object", param);
  const given = readParameters(
    {
      requestsPerSecond: optional(limit),
      writesPerSecond: optional(limit),
      concurrentRequests: optional(limit),
      everyEndpoint: optional(endpointLimit),
      endpoints: optional(endpointLimits),
      writesPerObjectPerSecond: optional(limit),
    },
    raw,
    param,
  );
  return {
    ...current,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

function limit(raw: RawValue, name: string): number {
  return raw === null ? Infinity : integer({ min: 1 })(raw, name);
}

function endpointLimit(raw: RawValue, name: string): EndpointLimit {
  if (!isObject(raw)) throw badRequest(undefined, "Invalid object", name);
  const { perSecond, concurrent } = readParameters(
    { perSecond: optional(limit), concurrent: optional(limit) },
    raw,
    name,
  );
  return {
    ...(perSecond === undefined ? {} : { perSecond }),
    ...(concurrent === undefined ? {} : { concurrent }),
  };
}

function endpointLimits(raw: RawValue, name: string): Record<string, EndpointLimit> {
  if (!isObject(raw)) throw badRequest(undefined, "Invalid object", name);
  return Object.fromEntries(
    Object.entries(raw).map(([endpoint, value]) => [endpoint, endpointLimit(value, `${name}[${endpoint}]`)]),
  );
}
