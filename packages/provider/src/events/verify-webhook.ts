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
  | "not_an_event"
  /** An event of live mode where test mode is expected, or the other way round. */
  | "livemode_mismatch"
  /** At the endpoint for connected accounts, and of none of them. */
  | "account_missing"
  /** At the endpoint for the platform's own events, and of another account. */
  | "account_unexpected";

/** Whom the endpoint is for; what is left out is not checked. */
export type WebhookAddressee = {
  /** Whether this database is of live mode. */
  readonly livemode?: boolean;
  /** `connect`: made with `connect: true`, for the events of connected accounts. */
  readonly endpoint?: "platform" | "connect";
  /** `acct_…` of the platform: with it, `endpoint: "platform"` refuses events of any other account. */
  readonly platformAccountId?: string;
};

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
 * A correct signature proves that Stripe sent the event to the owner of the secret; `addressee` says what else must hold.
 *
 * @param receivedAt the real clock's time: `t` in the header is Stripe's.
 */
export function verifyWebhook({
  rawBody,
  signatureHeader,
  secrets,
  receivedAt,
  addressee = {},
}: {
  readonly rawBody: Buffer;
  readonly signatureHeader: string | undefined;
  readonly secrets: readonly string[];
  readonly receivedAt: Date;
  readonly addressee?: WebhookAddressee;
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
      if (event === null) return { ok: false, reason: "not_an_event" };
      const misdirected = misdirection(event, addressee);
      return misdirected === null ? { ok: true, event } : { ok: false, reason: misdirected };
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      // The SDK checks the age only after the signature, and tells the two apart by words alone.
      if (error.message.startsWith("Timestamp outside")) reason = "too_old";
    }
  }
  return { ok: false, reason };
}

/**
 * Thin events are about objects, not of accounts: `account` of one on a connected account may be absent
 * (`context`, docs.stripe.com/event-destinations), so only their mode is checked.
 */
function misdirection(event: StripeEvent, addressee: WebhookAddressee): WebhookRefusal | null {
  const { livemode, endpoint, platformAccountId } = addressee;
  if (livemode !== undefined && event.livemode !== livemode) return "livemode_mismatch";
  if (event.shape === "thin") return null;
  if (endpoint === "connect" && event.account === null) return "account_missing";
  const foreign = event.account !== null && event.account !== platformAccountId;
  return endpoint === "platform" && platformAccountId !== undefined && foreign ? "account_unexpected" : null;
}

function parsed(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch {
    return null;
  }
}
