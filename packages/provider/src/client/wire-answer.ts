import type { StripeErrorFacts } from "@payrun/payouts-core";
import { isSuccess, stripeErrorIn } from "./stripe-error.ts";
import { recordWire, type WireRecord } from "./wire-client.ts";

/** What came back from one try of a request that changes something at Stripe. */
export type WireAnswer =
  /** A 2xx; whether its body is what was asked for is for the caller to read. */
  | { readonly kind: "body"; readonly body: unknown }
  | { readonly kind: "error"; readonly facts: StripeErrorFacts }
  /** Timeout, reset, broken body, or an answer that is not Stripe's: proves nothing. */
  | { readonly kind: "no_answer"; readonly detail: string };

/** What a try did on the wire, in the words that are stored and logged. */
export type SentFacts = {
  /** How often the request went to the network: 1, or 0 when the signal ended it before it left. */
  readonly wireTries: number;
  readonly requestId: string | null;
  /** Stripe answered from what it had saved under this key. */
  readonly replayed: boolean;
  readonly httpStatus: number | null;
  /** Of a 429, e.g. `endpoint-rate`; null for a lock on one object. */
  readonly rateLimitReason: string | null;
};

/**
 * Sends one request once. Nothing that Stripe or the network does makes it throw: no answer is an answer too.
 *
 * @throws Error for a bug: a key that no header can carry, a call that never left and was not canceled.
 */
export async function sendOnce(
  call: () => Promise<unknown>,
  {
    idempotencyKey,
    signal,
    generation = 1,
  }: {
    readonly idempotencyKey: string | null;
    readonly signal?: AbortSignal | undefined;
    readonly generation?: 1 | 2;
  },
): Promise<{ readonly answer: WireAnswer; readonly sent: SentFacts; readonly record: WireRecord }> {
  if (idempotencyKey !== null && !/^[\x21-\x7e]{1,255}$/.test(idempotencyKey))
    throw new Error(`Not an idempotency key: ${idempotencyKey}`);
  const { record, ...outcome } = await recordWire(call, signal);
  const sent = {
    wireTries: record.tries,
    requestId: record.requestId,
    replayed: record.replayed,
    httpStatus: record.httpStatus,
    rateLimitReason: record.rateLimitReason,
  };
  return { answer: wireAnswer(record, outcome, generation), sent, record };
}

/**
 * The status is the wire's: the SDK hands out any JSON without an `error` as a success, whatever its status. Only an
 * error object of Stripe's is an `error`; a proxy's 403 proves nothing about the money.
 */
function wireAnswer(
  record: WireRecord,
  outcome: { readonly result: unknown } | { readonly error: unknown },
  generation: 1 | 2,
): WireAnswer {
  const { failure, httpStatus } = record;
  if (failure !== null) return noAnswer(httpStatus === null ? failure : `${failure}, HTTP ${httpStatus}`);
  if ("error" in outcome && record.tries === 0) throw outcome.error;
  if (isSuccess(httpStatus)) {
    return { kind: "body", body: "error" in outcome ? String(outcome.error) : outcome.result };
  }
  const error = "error" in outcome ? stripeErrorIn(outcome.error, generation) : null;
  if (error === null) return noAnswer(`HTTP ${httpStatus ?? "?"} without an error object of Stripe's`);
  const { rawType: type = null, code = null, param = null, message } = error;
  return { kind: "error", facts: { httpStatus, type, code, param, message } };
}

function noAnswer(detail: string): WireAnswer {
  return { kind: "no_answer", detail };
}
