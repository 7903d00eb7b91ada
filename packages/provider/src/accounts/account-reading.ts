import type { AccountDetail } from "@payrun/payouts-core";
import type { StripeReader } from "../client/stripe-reader.ts";
import { ProviderUnavailable } from "../client/provider-unavailable.ts";
import type { ConnectedAccount } from "./connected-account.ts";
import { readAccount, readConnectedBalance } from "./read-account.ts";

/** One account as Payrun's mirror keeps it: what decides about paying it, and what its creator is shown. */
export type AccountReading = {
  /** `acct_…` */
  readonly accountId: string;
  readonly transfersActive: boolean;
  readonly payoutsEnabled: boolean;
  readonly requirementsPastDue: readonly string[];
  readonly disabledReason: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** Why the account could not be read; null when it was. */
  readonly error: string | null;
  /** Its balance at Stripe is below zero in some currency; null: the balance was not read. */
  readonly negative: boolean | null;
  /** Left out when it could not be read: what was known stays. */
  readonly detail?: AccountDetail;
};

/** An account that was read without its balance, as lists bring it, or with it. */
export function accountReading(account: ConnectedAccount, negative: boolean | null): AccountReading {
  const { accountId, transfersActive, payoutsEnabled, requirementsPastDue, disabledReason, country } =
    account;
  return {
    accountId,
    transfersActive,
    payoutsEnabled,
    requirementsPastDue,
    disabledReason,
    country,
    error: null,
    negative,
    detail: detailOf(account),
  };
}

/**
 * What Stripe says of an account and its balance right now. An account that Stripe does not show, or shows oddly, is a
 * reading with its error: it must not keep others from being read or paid.
 *
 * @throws ProviderUnavailable for weather, which says nothing about the creator.
 */
export async function readPayoutAccount(reader: StripeReader, accountId: string): Promise<AccountReading> {
  try {
    const account = await readAccount(reader, accountId);
    if (account.kind === "unreachable") return unreadable(accountId, account.reason);
    const balance = await readConnectedBalance(reader, accountId);
    if (balance.kind === "unreachable") return unreadable(accountId, balance.reason);
    return accountReading(account, balance.negative);
  } catch (error) {
    if (error instanceof ProviderUnavailable) throw error;
    return unreadable(accountId, String(error));
  }
}

function unreadable(accountId: string, error: string): AccountReading {
  return {
    accountId,
    transfersActive: false,
    payoutsEnabled: false,
    requirementsPastDue: [],
    disabledReason: null,
    country: null,
    error,
    negative: false,
  };
}

function detailOf(account: ConnectedAccount): AccountDetail {
  return {
    detailsSubmitted: account.detailsSubmitted,
    transfers: account.transfersState,
    currentlyDue: account.requirementsCurrentlyDue,
    pastDue: account.requirementsPastDue,
    eventuallyDue: account.requirementsEventuallyDue,
    pendingVerification: account.pendingVerification,
    errors: account.requirementErrors,
    deadlineAt: account.currentDeadline?.toISOString() ?? null,
    banks: account.showsBanks
      ? account.bankDestinations.map(({ stripeStatus: _stripeStatus, ...bank }) => bank)
      : null,
    payoutSchedule: account.payoutSchedule,
  };
}
