import Stripe from "stripe";
import { stripeEvent, type StripeEvent } from "./stripe-event.ts";

export type WebhookRefusal =
  /** No `Stripe-Signature`, or not one of Stripe's form. */
  | "malformed_signature"
  /** Signed with none of our secrets, or the body was changed. */
  | "bad_signature"
  /** Signed correctly, more than 300 s ago. */
  | "too_old"
  /** Signed correctly, but not an event. */
  | "not_an_event";

export type WebhookVerdict =
  | { readonly ok: true; readonly event: StripeEvent }
  | { readonly ok: false; readonly reason: WebhookRefusal };

/** Stripe's own default tolerance. Timestamps in the future pass, as in the SDK. */
const TOLERANCE_SECONDS = 300;

/**
 * Checks a webhook's signature over its raw bytes and reads its event.
 *
 * Several secrets and several `v1` signatures are tried, so that neither end's rotation loses an event. Both shapes
 * are read: snapshot events, and thin v2 events, on which the SDK's `constructEvent` throws.
 *
 * @param receivedAt the real clock's time: `t` in the header is Stripe's.
 */
export function verifyWebhook({
  rawBody,
  signatureHeader,
  secrets,
  receivedAt,
}: {
  readonly rawBody: Buffer;
  readonly signatureHeader: string | undefined;
  readonly secrets: readonly string[];
  readonly receivedAt: Date;
}): WebhookVerdict {
  const { signature } = Stripe.webhooks;
  if (signature === null) throw new Error("The SDK has no signature helper");
  if (
    signatureHeader === undefined ||
    !/(^|,)t=\d+(,|$)/.test(signatureHeader) ||
    !/(^|,)v1=/.test(signatureHeader)
  ) {
    return { ok: false, reason: "malformed_signature" };
  }
  let reason: WebhookRefusal = "bad_signature";
  for (const secret of secrets) {
    try {
      signature.verifyHeader(
        rawBody,
        signatureHeader,
        secret,
        TOLERANCE_SECONDS,
        undefined,
        receivedAt.getTime(),
      );
      const event = stripeEvent(parsed(rawBody));
      return event === null ? { ok: false, reason: "not_an_event" } : { ok: true, event };
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      // The SDK checks the age only after the signature, and tells the two apart by words alone.
      if (error.message.startsWith("Timestamp outside")) reason = "too_old";
    }
  }
  return { ok: false, reason };
}

function parsed(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch {
    return null;
  }
}
