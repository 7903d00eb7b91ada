import type { StripeErrorFacts } from "@payrun/payouts-core";

/**
 * v2 is not for this platform. Source of the two codes: the error table of docs.stripe.com/api/v2/core/accounts/create
 * (`accounts_v2_access_blocked`: "Accounts v2 is not enabled for your platform."; the longer one is in the same API's
 * definition).
 */
const CLOSED: ReadonlySet<string> = new Set([
  "accounts_v2_access_blocked",
  "non_connect_platform_accounts_v2_access_blocked",
]);

/**
 * v2 knows the account, but does not serve it: it was opened by v1 (docs.stripe.com/connect/accounts-v2: up to ten
 * minutes pass until v2 endpoints know a new v1 account), or its configuration is not one that v2 links serve.
 */
const OF_V1: ReadonlySet<string> = new Set([
  "v1_account_instead_of_v2_account",
  "account_not_yet_compatible_with_v2",
  "configs_must_match_to_use_account_links",
]);

/** Stripe says in so many words that this platform has no Accounts v2: nothing was opened, and v1 may be asked. */
export function saysAccountsV2Closed({ httpStatus, code, message }: StripeErrorFacts): boolean {
  if (httpStatus === 404) return /unrecognized request url/i.test(message ?? "");
  return httpStatus === 400 && code !== null && CLOSED.has(code);
}

/** v1 is the API for this account, or may be: what v2 cannot find, v1 knows to be there or gone. */
export function saysAccountIsOfV1({ httpStatus, code }: StripeErrorFacts): boolean {
  if (httpStatus === 404) return code === "not_found";
  return httpStatus === 400 && code !== null && OF_V1.has(code);
}
