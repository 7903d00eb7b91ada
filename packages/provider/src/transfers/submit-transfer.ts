import type { TransferAnswer } from "@payrun/payouts-core";
import type Stripe from "stripe";
import { thawTransfer } from "./frozen-transfer.ts";
import { transferAnswer } from "./transfer-answer.ts";
import { recordWire } from "../client/wire-client.ts";

export type SubmitTransfer = {
  /** The stored text of `freezeTransfer`. */
  readonly frozen: string;
  /** Stored before the call; 1 to 255 printable ASCII characters. */
  readonly idempotencyKey: string;
  /** Ends the wait, never the transfer: once begun, its outcome is unknown. */
  readonly signal?: AbortSignal;
};

export type SubmittedTransfer = {
  readonly answer: TransferAnswer;
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
  if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey))
    throw new Error(`Not an idempotency key: ${idempotencyKey}`);
  const { record, ...outcome } = await recordWire(
    () => stripe.transfers.create(parameters, { idempotencyKey }),
    signal,
  );
  return {
    answer: transferAnswer(record, outcome),
    wireTries: record.tries,
    requestId: record.requestId,
    replayed: record.replayed,
    httpStatus: record.httpStatus,
    rateLimitReason: record.rateLimitReason,
  };
}
