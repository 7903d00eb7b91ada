import type { CurrencyCode, Money } from "@payrun/payouts-core";
import type Stripe from "stripe";
import { moneyByCurrency } from "./stripe-amount.ts";
import { readPage } from "./client/stripe-pages.ts";
import type { ReadRefusal, StripeReader } from "./client/stripe-reader.ts";

/** What decides whether a connected account can receive a transfer, and pay it out to its bank. */
export type ConnectedAccount = {
  readonly kind: "account";
  /** `acct_…` */
  readonly accountId: string;
  /** `capabilities.transfers` is `active`: transfers to it succeed. */
  readonly transfersActive: boolean;
  /** Money can go on to the bank. */
  readonly payoutsEnabled: boolean;
  /** Stripe's names of what is missing, e.g. `individual.verification.document`. */
  readonly requirementsPastDue: readonly string[];
  readonly requirementsCurrentlyDue: readonly string[];
  /** e.g. `requirements.past_due`, `rejected.fraud`, `platform_paused`. */
  readonly disabledReason: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** ISO 4217, upper case. */
  readonly defaultCurrency: CurrencyCode | null;
};

/** Deleted, of another mode, or its access revoked: Stripe does not say which. */
export type UnreachableAccount = {
  readonly kind: "unreachable";
  readonly accountId: string;
  readonly reason: string;
};

export type ConnectedBalance = {
  readonly kind: "balance";
  readonly accountId: string;
  readonly available: readonly Money[];
  readonly pending: readonly Money[];
  /** Below zero in some currency, now or once pending money has arrived: Stripe would swallow the next transfer. */
  readonly negative: boolean;
};

/** @throws ProviderUnavailable */
export async function readAccount(
  reader: StripeReader,
  accountId: string,
): Promise<ConnectedAccount | UnreachableAccount> {
  const answer = await reader.readOrRefusal("accounts.retrieve", (stripe) =>
    stripe.accounts.retrieve(accountId),
  );
  if (!answer.ok) return unreachable(accountId, answer.refusal);
  // A deleted account is answered with `deleted: true`, which the SDK's type leaves out.
  if ("deleted" in answer.value) return { kind: "unreachable", accountId, reason: "deleted" };
  return connectedAccount(answer.value);
}

/** @throws ProviderUnavailable */
export async function listAccounts(
  reader: StripeReader,
  { startingAfter }: { readonly startingAfter: string | null },
): Promise<{ readonly accounts: readonly ConnectedAccount[]; readonly nextStartingAfter: string | null }> {
  const cursor = { limit: 100, ...(startingAfter === null ? {} : { starting_after: startingAfter }) };
  const page = await readPage(reader, "accounts.list", (stripe) => stripe.accounts.list(cursor));
  const accounts = page.data.map(connectedAccount);
  return { accounts, nextStartingAfter: page.has_more ? (accounts.at(-1)?.accountId ?? null) : null };
}

/** @throws ProviderUnavailable */
export async function readConnectedBalance(
  reader: StripeReader,
  accountId: string,
): Promise<ConnectedBalance | UnreachableAccount> {
  const answer = await reader.readOrRefusal("balance.retrieve", (stripe) =>
    stripe.balance.retrieve({}, { stripeAccount: accountId }),
  );
  if (!answer.ok) return unreachable(accountId, answer.refusal);
  const { available, pending } = answer.value;
  const availableNow = moneyByCurrency(available);
  const availableSoon = moneyByCurrency([...available, ...pending]);
  return {
    kind: "balance",
    accountId,
    available: availableNow,
    pending: moneyByCurrency(pending),
    negative: [...availableNow, ...availableSoon].some(({ amountMinor }) => amountMinor < 0n),
  };
}

function connectedAccount(account: Stripe.Account): ConnectedAccount {
  return {
    kind: "account",
    accountId: account.id,
    transfersActive: account.capabilities?.transfers === "active",
    payoutsEnabled: account.payouts_enabled,
    requirementsPastDue: account.requirements?.past_due ?? [],
    requirementsCurrentlyDue: account.requirements?.currently_due ?? [],
    disabledReason: account.requirements?.disabled_reason ?? null,
    country: account.country ?? null,
    defaultCurrency: account.default_currency?.toUpperCase() ?? null,
  };
}

function unreachable(accountId: string, { httpStatus, code, message }: ReadRefusal): UnreachableAccount {
  if (code === "account_invalid" || code === "resource_missing")
    return { kind: "unreachable", accountId, reason: code };
  throw new Error(`Stripe refused to read ${accountId}: ${httpStatus} ${code ?? "without code"}: ${message}`);
}
