import { createHmac } from "node:crypto";

/**
 * `Stripe-Signature`: one `v1` per valid secret, so that a receiver can roll its own without losing an event, and
 * in test mode a `v0` that signs nothing: receivers have to look at `v1` alone
 * (docs.stripe.com/webhooks#verify-manually).
 *
 * @param seconds when it is sent, Unix seconds of the receiver's real time.
 */
export function signature(body: string, secrets: readonly string[], seconds: number): string {
  const hex = (secret: string): string =>
    createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return [
    `t=${seconds}`,
    ...secrets.map((secret) => `v1=${hex(secret)}`),
    `v0=${hex("not the secret of anyone")}`,
  ].join(",");
}
