import type { TransferAnswer } from "@payrun/payouts-core";
import type Stripe from "stripe";
import { sendOnce, type SentFacts } from "../client/wire-answer.ts";
import { thawTransfer } from "./frozen-transfer.ts";
import { transferAnswer } from "./transfer-answer.ts";

export type SubmitTransfer = {
  /** The stored text of `freezeTransfer`. */
  readonly frozen: string;
  /** Stored before the call; 1 to 255 printable ASCII characters. */
  readonly idempotencyKey: string;
  /** Ends the wait, never the transfer: once begun, its outcome is unknown. */
  readonly signal?: AbortSignal;
};

export type SubmittedTransfer = SentFacts & { readonly answer: TransferAnswer };

/**
 * Sends one try of one attempt: `POST /v1/transfers`, once on the wire.
 *
 * Nothing that Stripe or the network does makes it throw: no answer is an answer too.
 *
 * @throws Error for a bug: text that was never frozen, a key that no header can carry.
 */
export async function submitTransfer(
  stripe: Stripe,
  { frozen, idempotencyKey, signal }: SubmitTransfer,
): Promise<SubmittedTransfer> {
  const parameters = thawTransfer(frozen);
  const { answer, sent } = await sendOnce(() => stripe.transfers.create(parameters, { idempotencyKey }), {
    idempotencyKey,
    signal,
  });
  return { answer: transferAnswer(answer), ...sent };
}
