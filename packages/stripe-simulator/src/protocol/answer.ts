import { ApiError, internalError } from "./api-error.ts";
import { defaultApiVersion } from "./api-version.ts";
import type { HttpRequest } from "./raw-parameters.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
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
  readonly key: string | null;
  readonly accountId: string | null;
  fault: string | null;
  replayed: boolean;
};

/** The answer to a request that went no further. */
export function refuse(exchange: Exchange, error: unknown): Outcome {
  const refusal = error instanceof ApiError ? error : bug(error);
  return {
    kind: "answer",
    status: refusal.status,
    headers: { ...commonHeaders(exchange), ...refusal.headers },
    body: refusal.body(exchange.requestId),
  };
}

/** The headers that every answer has. */
export function commonHeaders({ request, requestId, key, accountId }: Exchange): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "Cache-Control": "no-cache, no-store",
    "Request-Id": requestId,
    "Stripe-Version": header(request, "stripe-version") ?? defaultApiVersion,
    ...(key === null ? {} : { "Idempotency-Key": key }),
    ...(accountId === null ? {} : { "Stripe-Account": accountId }),
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
