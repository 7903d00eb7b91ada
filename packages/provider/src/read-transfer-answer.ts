import Stripe from "stripe";
import { fromStripeAmount } from "./stripe-amount.ts";
import { isSuccess } from "./stripe-reader.ts";
import type { WireRecord } from "./wire-client.ts";

export type StripeErrorFacts = {
  readonly httpStatus: number;
  readonly type: string;
  readonly code: string | null;
  readonly message: string;
};

export type TransferAnswer =
  | {
      readonly kind: "transfer";
      readonly stripeTransferId: string;
      readonly amountMinor: bigint;
      readonly currency: string;
      readonly destinationAccountId: string;
    }
  | { readonly kind: "unreadable"; readonly detail: string }
  | { readonly kind: "error"; readonly error: StripeErrorFacts }
  | { readonly kind: "no_answer"; readonly reason: string };

/**
 * Puts what the SDK returned or threw, and what the wire saw, into core's words. Core decides what it means.
 *
 * The status line is the wire's: the SDK hands out any JSON without an `error` as a success, whatever its status,
 * and reports several kinds of broken answers without one.
 *
 * @throws the error of a call that never left and was not canceled: a bug.
 */
export function readTransferAnswer(
  record: WireRecord,
  outcome: { readonly result: unknown } | { readonly error: unknown },
): TransferAnswer {
  if (record.failure !== null) return { kind: "no_answer", reason: record.failure };
  if ("error" in outcome) {
    if (record.tries === 0) throw outcome.error;
    const error = errorFacts(outcome.error, record);
    return error === null ? brokenBody(record) : { kind: "error", error };
  }
  if (!isSuccess(record.httpStatus)) return brokenBody(record);
  return transferIn(outcome.result);
}

function errorFacts(error: unknown, { httpStatus }: WireRecord): StripeErrorFacts | null {
  if (httpStatus === null || !(error instanceof Stripe.errors.StripeError)) return null;
  // Without a type it was no error object of Stripe's: a proxy's page, or JSON that did not parse.
  if (typeof error.rawType !== "string" || isSuccess(httpStatus)) return null;
  return { httpStatus, type: error.rawType, code: error.code ?? null, message: error.message };
}

function brokenBody({ httpStatus }: WireRecord): TransferAnswer {
  return { kind: "no_answer", reason: `broken body, HTTP ${httpStatus ?? "without status"}` };
}

function transferIn(body: unknown): TransferAnswer {
  const unreadable: TransferAnswer = { kind: "unreadable", detail: JSON.stringify(body).slice(0, 500) };
  if (typeof body !== "object" || body === null) return unreadable;
  const { id, object, amount, currency, destination }: Readonly<Record<string, unknown>> = { ...body };
  if (object !== "transfer" || typeof id !== "string" || typeof amount !== "number") return unreadable;
  if (typeof currency !== "string" || typeof destination !== "string") return unreadable;
  const isoCurrency = currency.toUpperCase();
  try {
    const amountMinor = fromStripeAmount(amount, isoCurrency);
    return {
      kind: "transfer",
      stripeTransferId: id,
      amountMinor,
      currency: isoCurrency,
      destinationAccountId: destination,
    };
  } catch {
    return unreadable;
  }
}
