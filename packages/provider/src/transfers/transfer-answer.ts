import type { TransferAnswer } from "@payrun/payouts-core";
import { excerptOf, fieldsOf } from "../client/json-body.ts";
import type { WireAnswer } from "../client/wire-answer.ts";
import { fromStripeAmount } from "../stripe-amount.ts";

/** What came back from one try, in core's words. Core decides what it means. */
export function transferAnswer(answer: WireAnswer): TransferAnswer {
  return answer.kind === "body" ? transferIn(answer.body) : answer;
}

function transferIn(body: unknown): TransferAnswer {
  const unreadable: TransferAnswer = { kind: "unreadable", detail: excerptOf(body) };
  const { id, object, amount, currency, destination } = fieldsOf(body);
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
