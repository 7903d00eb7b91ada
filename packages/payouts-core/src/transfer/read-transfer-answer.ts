import type { CurrencyCode } from "../money/currencies.ts";
import { type RefusalClass, classifyRefusal } from "./refusal-class.ts";

/** Stripe's error object as it came over the wire. Null where the answer lacks it. */
export type StripeErrorFacts = {
  readonly httpStatus: number | null;
  /** Stripe's own `error.type` (`invalid_request_error`), not the SDK's class; null: not a Stripe error object. */
  readonly type: string | null;
  readonly code: string | null;
  readonly param: string | null;
  readonly message: string | null;
};

/** What came back from one try, in ISO minor units and upper-case currency. */
export type TransferAnswer =
  | {
      readonly kind: "transfer";
      readonly transferId: string;
      readonly amountMinor: bigint;
      readonly currency: CurrencyCode;
      readonly destinationAccountId: string | null;
    }
  /** A 2xx that is not a transfer we can read. */
  | { readonly kind: "unreadable"; readonly detail: string }
  | { readonly kind: "error"; readonly facts: StripeErrorFacts }
  /** Timeout, reset, broken body. */
  | { readonly kind: "no_answer"; readonly detail: string };

/** The parameters of an attempt, written down before its first call. */
export type FrozenTransfer = {
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly destinationAccountId: string;
};

export type TransferOutcome =
  | { readonly kind: "paid"; readonly transferId: string }
  /** Stripe executed the request and said no: definite on any try of the key. */
  | {
      readonly kind: "refused";
      readonly refusalClass: RefusalClass;
      readonly code: string;
      /** Not in our table: alert. */
      readonly unmapped: boolean;
    }
  /** Stripe did not execute it, nor any earlier try: the same attempt and key may go again. */
  | {
      readonly kind: "not_executed";
      readonly then: "hold" | "pause_batch" | "back_off";
      readonly code: string;
    }
  /** It may have moved money. The money stays in transit; `needsAdmin`: never re-sent. */
  | { readonly kind: "unknown"; readonly needsAdmin: boolean; readonly code: string };

/**
 * Says what one answer proves. Everything that proves nothing is `unknown`: the money stays in transit.
 *
 * @param facts.earlierTriesOnlyNotExecuted true for the first try of a key, and when every earlier one was answered
 *   with 401, 403, 429 or `rate_limit`. After a try without an answer, such an answer proves nothing: the first try may
 *   have moved the money and the second only met the rate limiter (measured: all 30 of 30 had).
 */
export function readTransferAnswer(facts: {
  readonly answer: TransferAnswer;
  readonly frozen: FrozenTransfer;
  readonly earlierTriesOnlyNotExecuted: boolean;
}): TransferOutcome {
  const { answer, frozen, earlierTriesOnlyNotExecuted } = facts;
  switch (answer.kind) {
    case "transfer":
      return isFrozenTransfer(answer, frozen)
        ? { kind: "paid", transferId: answer.transferId }
        : { kind: "unknown", needsAdmin: true, code: "answer_mismatch" };
    case "unreadable":
      return { kind: "unknown", needsAdmin: true, code: "answer_unreadable" };
    case "no_answer":
      return { kind: "unknown", needsAdmin: false, code: "no_answer" };
    case "error":
      return readError(answer.facts, earlierTriesOnlyNotExecuted);
  }
}

/** Amount, currency and destination are exactly those that were written down. */
export function isFrozenTransfer(
  found: {
    readonly amountMinor: bigint;
    readonly currency: CurrencyCode;
    readonly destinationAccountId: string | null;
  },
  frozen: FrozenTransfer,
): boolean {
  return (
    found.amountMinor === frozen.amountMinor &&
    found.currency === frozen.currency &&
    found.destinationAccountId === frozen.destinationAccountId
  );
}

function readError(facts: StripeErrorFacts, earlierTriesOnlyNotExecuted: boolean): TransferOutcome {
  const { httpStatus, type, param } = facts;
  const code = facts.code ?? type ?? (httpStatus === null ? "no_answer" : `http_${httpStatus}`);
  const unknown = { kind: "unknown", needsAdmin: false, code } as const;
  // Before the type: some answers to a key in use call themselves idempotency_error, though nothing is proved yet.
  if (httpStatus === 409 || code === "idempotency_key_in_use") return unknown;
  if (type === "idempotency_error") return { kind: "unknown", needsAdmin: true, code };
  if (httpStatus === null || httpStatus < 400 || httpStatus >= 500) return unknown;
  const then = notExecuted(httpStatus, facts.code);
  // oxlint-disable-next-line unicorn/no-thenable -- a word, never a function.
  if (then !== null) return earlierTriesOnlyNotExecuted ? { kind: "not_executed", then, code } : unknown;
  if (type === null) return unknown;
  return { kind: "refused", ...classifyRefusal({ code: facts.code, param }), code };
}

/** What to do after an answer that was given before Stripe looked at the request; null for any other. */
function notExecuted(httpStatus: number, code: string | null): "hold" | "pause_batch" | "back_off" | null {
  if (httpStatus === 429 || code === "rate_limit") return "back_off";
  if (httpStatus === 401) return "pause_batch";
  if (httpStatus !== 403) return null;
  return code === "account_invalid" ? "hold" : "pause_batch";
}
