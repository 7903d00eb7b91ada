import { signature } from "./signature.ts";

/** One event on paper: what goes to whom, and what signs it. */
export type Letter = {
  readonly url: string;
  readonly body: string;
  readonly secrets: readonly string[];
};

/**
 * Sends it once. Null when the receiver answered with a 2xx; otherwise what it met: another status, a redirect
 * included, or why there was no answer within `timeoutMs` of real time.
 */
export async function postWebhook(
  { url, body, secrets }: Letter,
  { timeoutMs, cancel }: { readonly timeoutMs: number; readonly cancel: AbortSignal },
): Promise<string | null> {
  const tooLate = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: {
        Accept: "*/*; q=0.5, application/xml",
        "Cache-Control": "no-cache",
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        // In real time: the receiver compares it with its own clock, not with the simulator's.
        "Stripe-Signature": signature(body, secrets, Math.floor(Date.now() / 1000)),
      },
      body,
      signal: AbortSignal.any([tooLate, cancel]),
    });
    await answer.arrayBuffer();
    return answer.ok ? null : `HTTP ${answer.status}`;
  } catch (error) {
    if (tooLate.aborted) return "timed out";
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return codeOf(cause) ?? "connection failed";
  }
}

function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
