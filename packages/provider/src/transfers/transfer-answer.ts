import type { TransferAnswer } from "@payrun/payouts-core";
import { fromStripeAmount } from "../stripe-amount.ts";
import { isSuccess, stripeErrorIn } from "../client/stripe-error.ts";
import type { WireRecord } from "../client/wire-client.ts";

/**
 * Puts what the SDK returned or threw, and what the wire saw, into core's words. Core decides what it means.
 *
 * The status is the wire's: the SDK hands out any JSON without an `error` as a success, whatever its status. Only an
 * error object of Stripe's is an `error`; a proxy's 403 proves nothing about the transfer.
 *
 * @throws the error of a call that never left and was not canceled: a bug.
 */
export function transferAnswer(
  record: WireRecord,
  outcome: { readonly result: unknown } | { readonly error: unknown },
): TransferAnswer {
  const { failure, httpStatus } = record;
  if (failure !== null) return noAnswer(httpStatus === null ? failure : `${failure}, HTTP ${httpStatus}`);
  if ("error" in outcome && record.tries === 0) throw outcome.error;
  if (isSuccess(httpStatus)) return transferIn("error" in outcome ? String(outcome.error) : outcome.result);
  const error = "error" in outcome ? stripeErrorIn(outcome.error) : null;
  if (error === null) return noAnswer(`HTTP ${httpStatus ?? "?"} without an error object of Stripe's`);
  const { rawType: type = null, code = null, param = null, message } = error;
  return { kind: "error", facts: { httpStatus, type, code, param, message } };
}

function noAnswer(detail: string): TransferAnswer {
  return { kind: "no_answer", detail };
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
      transferId: id,
      amountMinor,
      currency: isoCurrency,
      destinationAccountId: destination,
    };
  } catch {
    return unreadable;
  }
}
