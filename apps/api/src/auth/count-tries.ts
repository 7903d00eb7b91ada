import { createHash } from "node:crypto";
import type { RateLimit } from "@payrun/db";

export type Tries = {
  readonly limits: readonly RateLimit[];
  /** Keys that a success forgets. */
  readonly forgotten: readonly string[];
};

/** What an address alone may ask for in a minute: behind one there can be an office. */
const perMinute = { mails: 20, accounts: 60, pages: 120 } as const;
export type Traffic = keyof typeof perMinute;

/**
 * Two limits hold at once: one for the account from this address, so that a stranger elsewhere cannot lock her out, and a
 * wide one for the account from everywhere, so that a thousand addresses do not help.
 * @param account an address or a session; kept as a hash, since it may be anything that somebody typed.
 */
export function triesOf(path: string, traffic: Traffic, address: string, account: string | null): Tries {
  const overall = { key: `${path} ${address}`, triesMax: perMinute[traffic], windowSeconds: 60 };
  if (account === null) return { limits: [overall], forgotten: [] };
  const hash = createHash("sha256").update(account.toLowerCase()).digest("base64url");
  const fromHere = { key: `${path} ${hash} ${address}`, triesMax: 5, windowSeconds: 300 };
  const fromAnywhere = { key: `${path} ${hash}`, triesMax: 50, windowSeconds: 3600 };
  return { limits: [overall, fromHere, fromAnywhere], forgotten: [fromHere.key, fromAnywhere.key] };
}
