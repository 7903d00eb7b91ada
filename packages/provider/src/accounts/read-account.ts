import type { Money } from "@payrun/payouts-core";
import { readPage } from "../client/stripe-pages.ts";
import type { ReadRefusal, StripeReader } from "../client/stripe-reader.ts";
import { moneyByCurrency } from "../stripe-amount.ts";
import { connectedAccount, type ConnectedAccount } from "./connected-account.ts";

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

/**
 * One account as it is now, of either generation: the live re-check before money is sent.
 *
 * @throws ProviderUnavailable
 */
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

/**
 * One page of 100 accounts of both generations, newest first.
 *
 * @throws ProviderUnavailable
 */
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

/** @throws Error for any other refusal: a bug. */
export function unreachable(
  accountId: string,
  {
    httpStatus,
    code,
    message,
  }: Pick<ReadRefusal, "code" | "message"> & { readonly httpStatus: number | null },
): UnreachableAccount {
  if (code !== null && UNREACHABLE_CODES.has(code)) return { kind: "unreachable", accountId, reason: code };
  throw new Error(`Stripe refused ${accountId}: ${httpStatus ?? "?"} ${code ?? "without code"}: ${message}`);
}

/** v1: deleted, of another mode or revoked; v2 (docs.stripe.com/api/v2/core/accounts): not found. */
export const UNREACHABLE_CODES: ReadonlySet<string> = new Set([
  "account_invalid",
  "resource_missing",
  "not_found",
]);
