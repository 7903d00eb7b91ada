import { createHash } from "node:crypto";
import { type ApiError, badRequest } from "../../protocol/api-error.ts";
import { bankCountries } from "./bank-countries.ts";
import type { PayoutFailureCode } from "../payout-rows.ts";

export type BankNumber = {
  readonly last4: string;
  readonly routingNumber: string | null;
  readonly bankName: string;
  readonly fingerprint: string;
  /** What a payout to it meets; null when it arrives. */
  readonly outcome: PayoutFailureCode | null;
};

/** In the order in which the documentation lists the numbers that fail. */
const failures = [
  "no_account",
  "account_closed",
  "insufficient_funds",
  "debit_not_authorized",
  "invalid_currency",
] as const;

/** The ends of the account numbers that fail, wherever accounts have a routing number. */
const failingEnds = ["1111116", "1111113", "2222227", "3333335", "4444440"];

/** US numbers that trigger a check of who owns the account; payouts to them work. */
const ownershipNumbers = new Set(["000999999991", "000999999992"]);

/**
 * Checks the numbers of a bank account as Stripe does in test mode, where only the documented ones are accepted
 * (docs.stripe.com/connect/testing#account-numbers). Throws 400 `routing_number_invalid` or `account_number_invalid`.
 *
 * @param param the name of the hash, for the refusal: `external_account`.
 */
export function readBankNumber(
  given: {
    readonly country: string;
    readonly routingNumber?: string | undefined;
    readonly accountNumber: string;
  },
  param: string,
): BankNumber {
  const { country } = given;
  const known = bankCountries[country];
  if (known === undefined) {
    throw badRequest(
      "country_unsupported",
      `Bank accounts in ${country} are not supported.`,
      `${param}[country]`,
    );
  }
  const accountNumber = given.accountNumber.replaceAll(/[\s-]/g, "").toUpperCase();
  const isIban = known.iban !== undefined && /^[A-Z]{2}\d{2}/.test(accountNumber);
  const routingNumber = given.routingNumber?.replaceAll(/[\s-]/g, "").toUpperCase();
  if (!isIban) checkRouting(country, routingNumber, param);
  const outcome = isIban
    ? ibanOutcome(accountNumber, country, known.iban ?? "", param)
    : accountOutcome(accountNumber, known.works, param, country);
  return {
    last4: accountNumber.slice(-4),
    routingNumber: isIban ? accountNumber.slice(4, 12) : (routingNumber ?? null),
    bankName: "STRIPE TEST BANK",
    fingerprint: fingerprintOf(`${country}|${isIban ? "" : (routingNumber ?? "")}|${accountNumber}`),
    outcome,
  };
}

/** The same for the same account everywhere, and nothing that leads back to the number. */
export function fingerprintOf(number: string): string {
  return createHash("sha256")
    .update(number)
    .digest("base64")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .slice(0, 16);
}

function checkRouting(country: string, routingNumber: string | undefined, param: string): void {
  const { routing, routingShape = "" } = bankCountries[country] ?? {};
  const name = `${param}[routing_number]`;
  if (routing === undefined) return;
  if (routingNumber === undefined)
    throw badRequest("parameter_missing", `Missing required param: ${name}.`, name);
  if (!routing.test(routingNumber)) {
    throw badRequest("routing_number_invalid", `Routing number must have ${routingShape}`, name);
  }
  if (country === "US" && !isAbaNumber(routingNumber)) {
    throw badRequest("routing_number_invalid", "We couldn't find the bank for that routing number", name);
  }
}

/** The checksum that the American Bankers Association puts into the ninth digit. */
function isAbaNumber(routingNumber: string): boolean {
  const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(routingNumber[at]), 0);
  return sum % 10 === 0 && sum > 0;
}

function accountOutcome(
  number: string,
  works: string | undefined,
  param: string,
  country: string,
): PayoutFailureCode | null {
  if (number === works || (country === "US" && ownershipNumbers.has(number))) return null;
  const at = failingEnds.findIndex((end) => number.endsWith(end));
  const failure = failures[at];
  if (failure !== undefined && /^(0*)(\d)\2*\d$/.test(number)) return failure;
  throw mustUseTestNumber(param, works ?? "000123456789");
}

/** The country's test IBAN works; its account number plus 1 to 5 fails, with check digits that are right. */
function ibanOutcome(
  number: string,
  country: string,
  works: string,
  param: string,
): PayoutFailureCode | null {
  const name = `${param}[account_number]`;
  if (number.slice(0, 2) !== country) {
    throw badRequest(
      "account_number_invalid",
      `The IBAN is for a bank account in ${number.slice(0, 2)}, but the country is ${country}.`,
      name,
    );
  }
  if (number === works) return null;
  const step = stepsBeyond(works.slice(4), number.slice(4));
  const failure = failures[step - 1];
  // Older pages of the documentation print the failing German numbers with the check digits of the one that works.
  const asOncePrinted = country === "DE" && number.slice(0, 4) === works.slice(0, 4);
  if (!hasIbanChecksum(number) && !(failure !== undefined && asOncePrinted)) {
    throw badRequest("account_number_invalid", "The IBAN you provided is invalid.", name);
  }
  if (failure !== undefined) return failure;
  throw mustUseTestNumber(param, works);
}

/** How far the digits at the end are beyond those of another number that begins the same; NaN when it doesn't. */
function stepsBeyond(from: string, to: string): number {
  const digits = /\d+$/.exec(from)?.[0] ?? "";
  const at = from.length - digits.length;
  if (to.length !== from.length || to.slice(0, at) !== from.slice(0, at)) return Number.NaN;
  if (!/^\d+$/.test(to.slice(at))) return Number.NaN;
  return Number(BigInt(to.slice(at)) - BigInt(digits));
}

/** ISO 13616: letters count from 10, and the whole number leaves 1 when divided by 97. */
function hasIbanChecksum(number: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(number)) return false;
  let rest = 0;
  for (const character of number.slice(4) + number.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

function mustUseTestNumber(param: string, example: string): ApiError {
  return badRequest(
    "account_number_invalid",
    `You must use a test bank account number in test mode. Try ${example} or see more options at ` +
      "https://stripe.com/docs/connect/testing#account-numbers.",
    `${param}[account_number]`,
  );
}
