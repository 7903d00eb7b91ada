import type { CurrencyCode, TransferAnswer } from "@payrun/payouts-core";
import type Stripe from "stripe";
import { excerptOf, fieldsOf } from "../client/json-body.ts";
import { sendOnce, type SentFacts } from "../client/wire-answer.ts";
import { fromStripeAmount } from "../stripe-amount.ts";
import { thawReversal } from "./frozen-reversal.ts";

/** What came back from one try of a reversal; read as a {@link TransferAnswer} is, refusals and silence alike. */
export type ReversalAnswer =
  | {
      readonly kind: "reversal";
      /** `trr_…` */
      readonly stripeReversalId: string;
      readonly transferId: string;
      readonly amountMinor: bigint;
      /** ISO 4217, upper case. */
      readonly currency: CurrencyCode;
    }
  | Exclude<TransferAnswer, { readonly kind: "transfer" }>;

export type SubmitReversal = {
  /** The stored text of `freezeReversal`. */
  readonly frozen: string;
  /** Stored before the call, one per reversal; 1 to 255 printable ASCII characters. */
  readonly idempotencyKey: string;
  /** Ends the wait, never the reversal: once begun, its outcome is unknown. */
  readonly signal?: AbortSignal;
};

export type SubmittedReversal = SentFacts & { readonly answer: ReversalAnswer };

/**
 * Sends one try of one reversal, once on the wire. A `reversal` in the answer proves that the connected account was
 * debited; whether it is the frozen one (transfer, amount, currency) the caller compares. Every executed refusal
 * (already reversed, more than is left, not enough in the account) is definite; no answer leaves it unknown: the same
 * key again within 23 hours, then `findReversals`.
 *
 * @throws Error for a bug: text that was never frozen, a key that no header can carry.
 */
export async function submitReversal(
  stripe: Stripe,
  { frozen, idempotencyKey, signal }: SubmitReversal,
): Promise<SubmittedReversal> {
  const { transfer, amount, metadata } = thawReversal(frozen);
  const call = () =>
    stripe.transfers.createReversal(transfer, { amount, metadata: { ...metadata } }, { idempotencyKey });
  const { answer, sent } = await sendOnce(call, { idempotencyKey, signal });
  return { answer: answer.kind === "body" ? reversalIn(answer.body) : answer, ...sent };
}

function reversalIn(body: unknown): ReversalAnswer {
  const unreadable: ReversalAnswer = { kind: "unreadable", detail: excerptOf(body) };
  const { id, object, amount, currency, transfer } = fieldsOf(body);
  if (object !== "transfer_reversal" || typeof id !== "string" || typeof amount !== "number")
    return unreadable;
  if (typeof currency !== "string" || typeof transfer !== "string") return unreadable;
  const isoCurrency = currency.toUpperCase();
  try {
    return {
      kind: "reversal",
      stripeReversalId: id,
      transferId: transfer,
      amountMinor: fromStripeAmount(amount, isoCurrency),
      currency: isoCurrency,
    };
  } catch {
    return unreadable;
  }
}
