import type { FaultKind } from "../faults/fault-rule.ts";
import { ApiError, internalError } from "./api-error.ts";
import { defaultApiVersion } from "./api-version.ts";
import { newRequestId } from "./new-id.ts";
import type { HttpRequest } from "./parameters/raw-parameters.ts";

/** How an answer is spoilt on its way. */
export type Spoiling =
  /** Half of the body, and then the connection breaks although more was announced. */
  | { readonly kind: "truncated" }
  /** The body comes in small pieces, over this time. */
  | { readonly kind: "drip"; readonly overMs: number };

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly spoiling?: Spoiling;
};

/** What goes over the wire: an answer, a connection cut before or after the effect, or silence. */
export type Outcome =
  | ({ readonly kind: "answer" } & Answer)
  | { readonly kind: "reset" }
  | { readonly kind: "silence" };

/** What is known of a request while it is answered. */
export type Exchange = {
  readonly request: HttpRequest;
  readonly requestId: string;
  /** The `Idempotency-Key`. */
  readonly key: string | null;
  /** The account that `Stripe-Account` or `Stripe-Context` names. */
  readonly accountId: string | null;
  /** Shown to the caller; known once the request's own was read. */
  apiVersion: string;
  /** The faults that struck, in order. */
  readonly faults: FaultKind[];
  replayed: boolean;
};

export function openExchange(request: HttpRequest): Exchange {
  return {
    request,
    requestId: newRequestId(),
    key: header(request, "idempotency-key"),
    accountId: header(request, "stripe-account") ?? header(request, "stripe-context"),
    apiVersion: defaultApiVersion,
    faults: [],
    replayed: false,
  };
}

/** The answer to a request that went no further. */
export function refuse(exchange: Exchange, error: unknown, nowSeconds: number): Outcome {
  const refusal = error instanceof ApiError ? error : bug(error);
  return {
    kind: "answer",
    status: refusal.status,
    headers: { ...commonHeaders(exchange), ...refusal.headers },
    body: errorBody(exchange, refusal, nowSeconds),
  };
}

/** The error object in the spelling of the API that was called. */
export function errorBody({ request, requestId }: Exchange, refusal: ApiError, nowSeconds: number): string {
  return isV2(request) ? refusal.bodyV2() : refusal.body(requestId, nowSeconds);
}

export function isV2({ path }: HttpRequest): boolean {
  return path.startsWith("/v2/");
}

/** The headers that every answer has. */
export function commonHeaders({ requestId, key, accountId, apiVersion }: Exchange): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "Cache-Control": "no-cache, no-store",
    "Request-Id": requestId,
    "Stripe-Version": apiVersion,
    ...(key === null ? {} : { "Idempotency-Key": key }),
    ...(accountId === null ? {} : { "Stripe-Account": accountId }),
  };
}

/** What a proxy in front of Stripe says when it reaches nobody: HTML, and none of Stripe's headers. */
export function proxyError(): Outcome {
  return {
    kind: "answer",
    status: 503,
    headers: { "Content-Type": "text/html" },
    body: "<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503 Service Temporarily Unavailable</h1></body></html>",
  };
}

/** The first value of a request header; null when there is none. */
export function header(request: HttpRequest, name: string): string | null {
  const value = request.headers[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === undefined || text === "" ? null : text;
}

/** The error code that an answer carries. */
export function codeOf({ status, body }: Answer): string | null {
  return status < 400 ? null : (/"code":"(\w+)"/.exec(body)?.[1] ?? null);
}

/** A fault of the simulator itself: said aloud, and answered as Stripe answers its own. */
export function bug(error: unknown): ApiError {
  console.error("stripe-simulator:", error);
  return internalError();
}
