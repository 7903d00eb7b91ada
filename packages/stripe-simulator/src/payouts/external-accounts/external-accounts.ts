import { recordEvent } from "../../events/record-event.ts";
import { badRequest } from "../../protocol/api-error.ts";
import { newId, siblingId } from "../../protocol/new-id.ts";
import { type AccountRow, type Metadata, platform } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import type { World } from "../../world.ts";
import { bankCountries } from "../banks/bank-countries.ts";
import { bankOfToken, cardOfToken } from "../banks/external-account-tokens.ts";
import type { CardFacts, ExternalAccountRow } from "../payout-rows.ts";
import { fingerprintOf, readBankNumber } from "../banks/read-bank-number.ts";
import { renderExternalAccount } from "./render-external-account.ts";

export { renderExternalAccount };

type Cause = { readonly requestId: string; readonly idempotencyKey: string | null };

type Common = {
  readonly metadata?: Metadata;
  readonly defaultForCurrency?: boolean | undefined;
};

export type BankFacts = Common & {
  /** ISO 3166, two letters. */
  readonly country: string;
  /** The country's own when absent. */
  readonly currency?: string | undefined;
  /** Not needed with an IBAN. */
  readonly routingNumber?: string | undefined;
  readonly accountNumber: string;
  readonly accountHolderName?: string | null | undefined;
  readonly accountHolderType?: string | null | undefined;
  readonly accountType?: string | null | undefined;
};

/** A test token: `btok_us_verified`, `tok_visa_debit`. */
export type TokenFacts = Common & {
  readonly token: string;
  readonly currency?: string | undefined;
  readonly card?: Partial<CardFacts>;
};

/**
 * Gives an account a bank account or a debit card to be paid out to, with `account.external_account.created`. The first
 * one of a currency is its default.
 *
 * Throws Stripe's refusals: `routing_number_invalid`, `account_number_invalid`, `country_unsupported`,
 * `invalid_card_type`, or a currency that the bank's country does not have.
 *
 * @param account whose it is; `platform` for the platform's own.
 */
export function addExternalAccount(
  world: World,
  account: AccountRow | typeof platform,
  facts: BankFacts | TokenFacts,
  cause?: Cause,
): ExternalAccountRow {
  const { state } = world;
  const owner = account === platform ? platform : account.id;
  const made = checkExternalAccount(facts);
  keepDerived(state, owner);
  const others = externalAccountsOf(state, owner).filter(({ currency }) => currency === made.currency);
  const row: ExternalAccountRow = {
    id: newId(made.card === null ? "ba" : "card"),
    account: owner,
    created: world.clock.nowSeconds(),
    ...made,
    isDefault: facts.defaultForCurrency === true || others.length === 0,
    status: "new",
    deleted: false,
    metadata: facts.metadata ?? {},
  };
  if (row.isDefault) removeDefault(state, others);
  state.externalAccounts.put(row);
  announceExternalAccount(world, "created", row, cause === undefined ? {} : { cause });
  return row;
}

/** What the facts describe; throws Stripe's refusal, and changes nothing. */
export function checkExternalAccount(facts: BankFacts | TokenFacts) {
  if ("token" in facts && !facts.token.startsWith("btok_")) return cardFrom(facts);
  const bank: BankFacts = "token" in facts ? { ...bankOfToken(facts.token), ...defined(facts) } : facts;
  const country = bank.country.toUpperCase();
  const number = readBankNumber({ ...bank, country }, "external_account");
  return {
    ...number,
    country,
    currency: currencyFor(country, bank.currency),
    card: null,
    takesInstantPayouts: country === "US",
    accountHolderName: bank.accountHolderName ?? null,
    accountHolderType: bank.accountHolderType ?? null,
    accountType: bank.accountType ?? null,
  };
}

function cardFrom({ token, currency, card = {} }: TokenFacts) {
  const { brand, country, last4, outcome, takesInstantPayouts } = cardOfToken(token);
  return {
    country,
    currency: currencyFor(country, currency),
    last4,
    fingerprint: fingerprintOf(`card|${brand}|${country}|${last4}`),
    outcome,
    takesInstantPayouts,
    card: { brand, funding: "debit", name: null, expMonth: 12, expYear: 2034, address: {}, ...card },
    routingNumber: null,
    bankName: null,
    accountHolderName: null,
    accountHolderType: null,
    accountType: null,
  };
}

function currencyFor(country: string, asked: string | undefined): string {
  const { currencies = [] } = bankCountries[country] ?? {};
  const currency = (asked ?? currencies[0] ?? "usd").toLowerCase();
  if (currencies.includes(currency)) return currency;
  throw badRequest(
    undefined,
    `Bank accounts in ${country} cannot be paid in ${currency}. Supported currencies: ${currencies.join(", ")}.`,
    "external_account[currency]",
  );
}

function defined({ currency, metadata, defaultForCurrency }: TokenFacts) {
  return { ...(currency === undefined ? {} : { currency }), metadata: metadata ?? {}, defaultForCurrency };
}

/**
 * Where an account (or `platform`) is paid out to, oldest first. An account that is paid out although nobody ever gave it
 * a bank account, as the simulator's own API makes them, has a working one in its own currency that no row is needed for.
 */
export function externalAccountsOf(state: State, owner: string): readonly ExternalAccountRow[] {
  const rows = state.externalAccounts.of(owner);
  if (rows.length > 0) return rows.filter(({ deleted }) => !deleted);
  const derived = derivedExternalAccount(state, owner);
  return derived === undefined ? [] : [derived];
}

/** The one that is paid out to in a currency when a payout names none. */
export function defaultExternalAccountOf(
  state: State,
  owner: string,
  currency: string,
): ExternalAccountRow | undefined {
  return externalAccountsOf(state, owner).find((row) => row.currency === currency && row.isDefault);
}

/** Any external account by its id, also one that was deleted. */
export function externalAccountById(state: State, id: string): ExternalAccountRow | undefined {
  const row = state.externalAccounts.get(id);
  if (row !== undefined || !id.startsWith("ba_")) return row;
  const owner = id === derivedId(platform) ? platform : siblingId("acct", id);
  return state.externalAccounts.of(owner).length > 0 ? undefined : derivedExternalAccount(state, owner);
}

/** Stores the bank account that is only derived, so that it can be changed, or have company. */
export function keepDerived(state: State, owner: string): void {
  if (state.externalAccounts.of(owner).length > 0) return;
  const derived = derivedExternalAccount(state, owner);
  if (derived !== undefined) state.externalAccounts.put(derived);
}

/** `account.external_account.created`, `.updated` or `.deleted`; nothing for the platform's own. */
export function announceExternalAccount(
  world: World,
  what: "created" | "updated" | "deleted",
  row: ExternalAccountRow,
  more: { readonly cause?: Cause; readonly previousAttributes?: Readonly<Record<string, unknown>> },
): void {
  recordEvent(world, {
    type: `account.external_account.${what}`,
    account: row.account === platform ? null : row.account,
    object: renderExternalAccount(row),
    ...more,
  });
}

export function removeDefault(state: State, rows: readonly ExternalAccountRow[]): void {
  for (const row of rows) {
    if (!row.isDefault) continue;
    row.isDefault = false;
    state.externalAccounts.put(row);
  }
}

function derivedId(owner: string): string {
  return owner === platform ? "ba_1SimPlatformBank0000" : siblingId("ba", owner);
}

function derivedExternalAccount(state: State, owner: string): ExternalAccountRow | undefined {
  const account = owner === platform ? null : state.accounts.get(owner);
  if (account === undefined || (account !== null && !hasBankByNature(account))) return undefined;
  const id = derivedId(owner);
  const country = account?.country ?? "US";
  const { works, iban, routingExample } = bankCountries[country] ?? {};
  return {
    id,
    account: owner,
    created: account?.created ?? 0,
    country,
    currency: account?.defaultCurrency ?? "usd",
    last4: (works ?? iban ?? "6789").slice(-4),
    fingerprint: fingerprintOf(id),
    outcome: null,
    takesInstantPayouts: country === "US",
    card: null,
    routingNumber: routingExample ?? iban?.slice(4, 12) ?? null,
    bankName: "STRIPE TEST BANK",
    accountHolderName: account?.displayName ?? null,
    accountHolderType: account?.businessType === "company" ? "company" : "individual",
    accountType: null,
    isDefault: true,
    status: "new",
    deleted: false,
    metadata: {},
  };
}

/** Whether its owner must have given a bank account already. */
function hasBankByNature({ payoutsEnabled, detailsSubmitted, requirements }: AccountRow): boolean {
  const { currentlyDue, pastDue } = requirements;
  const owed = [...currentlyDue, ...pastDue].includes("external_account");
  return payoutsEnabled || (detailsSubmitted && !owed);
}
