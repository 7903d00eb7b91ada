import type { CurrencyCode } from "@payrun/payouts-core";
import { refusedFor, type Refused } from "./spending-refusal.ts";
import type { Spending } from "./decide-spending.ts";

/** What a request key was first used for. */
type Stored = { readonly handle: string; readonly tokens: bigint; readonly currency: CurrencyCode };

/** Compares a repeat with what its key made, as far as the repeat names it; null when they agree. */
export function contradiction(stored: Stored, sent: Spending & { readonly handle: string }): Refused | null {
  const agrees =
    stored.handle === sent.handle &&
    stored.tokens === sent.tokens &&
    (sent.currency === undefined || stored.currency === sent.currency);
  if (agrees) return null;
  return refusedFor({
    code: "request_key_used",
    storedHandle: stored.handle,
    storedTokens: stored.tokens.toString(),
    storedCurrency: stored.currency,
    sentHandle: sent.handle,
    sentTokens: sent.tokens.toString(),
    sentCurrency: sent.currency ?? null,
  });
}
