import { toStripeAmount } from "@payrun/provider";
import type { CurrencyCode } from "@payrun/payouts-core";
import type { DemoAccount } from "../generate/demo-account.ts";

/** The simulator takes so many accounts a call. */
const accountsPerCallMax = 1000;

/** Makes these accounts at the simulator, or brings known ones to the facts, without the events of a change. */
export async function putAccounts(apiBase: URL, accounts: readonly DemoAccount[]): Promise<void> {
  for (let first = 0; first < accounts.length; first += accountsPerCallMax) {
    const some = accounts.slice(first, first + accountsPerCallMax);
    await control(apiBase, "accounts", { accounts: some.map(accountFacts) });
  }
}

/** Tops the platform's balance up by these amounts, available at once. */
export async function topUp(apiBase: URL, amountsMinor: ReadonlyMap<CurrencyCode, bigint>): Promise<void> {
  const add = Object.fromEntries(
    [...amountsMinor]
      .filter(([, amountMinor]) => amountMinor > 0n)
      .map(([currency, amountMinor]) => [currency.toLowerCase(), toStripeAmount(amountMinor, currency)]),
  );
  if (Object.keys(add).length > 0) await control(apiBase, "balance", { add });
}

function accountFacts({ accountId, country, currency, email, displayName, atStripe }: DemoAccount) {
  return {
    id: accountId,
    country,
    defaultCurrency: currency.toLowerCase(),
    email,
    displayName,
    capabilities: { transfers: atStripe.transfersActive ? "active" : "inactive" },
    payoutsEnabled: atStripe.payoutsEnabled,
    requirements: {
      currentlyDue: atStripe.requirementsPastDue,
      pastDue: atStripe.requirementsPastDue,
      disabledReason: atStripe.disabledReason,
    },
    closed: atStripe.closed,
  };
}

/** @throws with the simulator's own words when it refuses, or when nothing (or something else) answers there. */
async function control(apiBase: URL, path: string, body: object): Promise<void> {
  const url = new URL(`/__simulator/${path}`, apiBase);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`The Stripe simulator at ${apiBase.origin} refused ${path}: ${response.status} ${text}`);
}
