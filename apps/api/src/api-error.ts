import { isConnectionLoss, sqlState } from "@payrun/db";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";

export type ApiErrorBody = {
  readonly error: { readonly code: string; readonly message: string; readonly [detail: string]: unknown };
};

/** Every error of this API has this shape. `details` are numbers and names that a program can use. */
export function apiError(
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): ApiErrorBody {
  return { error: { code, message, ...details } };
}

export function sendUnauthorized(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(401).header("www-authenticate", "Bearer").send(apiError("unauthorized", message));
}

/** What Fastify and its plugins refuse, in our words; the rest of their 4xx are `bad_request`. */
const codeOfStatus: Readonly<Record<number, string>> = {
  413: "body_too_large",
  415: "unsupported_media_type",
  429: "too_many_requests",
};

function codeOf(error: FastifyError): string {
  const isJson = error instanceof SyntaxError || /^FST_ERR_CTP_\w+_JSON_BODY$/.test(error.code);
  return isJson ? "malformed_json" : (codeOfStatus[error.statusCode ?? 0] ?? "bad_request");
}

/**
 * The last resort of every route: what the caller did wrong is said, a database that is away is a 503 to try again, and
 * anything else is our bug, told in the log and not to the caller.
 */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    const limit = request.routeOptions.bodyLimit;
    const details = status === 413 && limit !== undefined ? { bytesMax: limit } : {};
    void reply.code(status).send(apiError(codeOf(error), error.message, details));
    return;
  }
  if (isWeather(error)) {
    request.log.warn({ err: error }, "the database is away");
    const message = "the database is away or busy: nothing was done, try again";
    void reply.code(503).header("retry-after", "2").send(apiError("unavailable", message));
    return;
  }
  request.log.error({ err: error }, "request failed");
  const message = "this is a fault of Payrun's; the log has it under this request id";
  void reply.code(500).send(apiError("internal", message, { requestId: request.id }));
}

/** Lost or refused connections, an exhausted pool, and deadlocks that eight tries did not resolve. */
export function isWeather(error: Error): boolean {
  if (isConnectionLoss(error) || ["40001", "40P01"].includes(sqlState(error) ?? "")) return true;
  return /timeout exceeded when trying to connect/.test(error.message);
}
