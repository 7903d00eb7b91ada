import { badRequest } from "../../protocol/api-error.ts";
import { mergeMetadata, metadata } from "../../protocol/parameters/metadata.ts";
import {
  integer,
  isObject,
  oneOf,
  optional,
  type RawValue,
  readParameters,
  required,
  text,
} from "../../protocol/parameters/parameter.ts";
import { tokenOfCardNumber } from "../banks/external-account-tokens.ts";
import type { BankFacts, TokenFacts } from "./external-accounts.ts";

const bankAccount = {
  object: optional(text()),
  account_holder_name: optional(text()),
  account_holder_type: optional(oneOf("company", "individual")),
  account_number: required(text()),
  account_type: optional(oneOf("checking", "futsu", "savings", "toza")),
  country: required(text(2)),
  currency: optional(text(3)),
  metadata: optional(metadata),
  routing_number: optional(text()),
};

const addressParts = [
  "address_city",
  "address_country",
  "address_line1",
  "address_line2",
  "address_state",
  "address_zip",
] as const;

const card = {
  object: required(text()),
  address_city: optional(text()),
  address_country: optional(text()),
  address_line1: optional(text()),
  address_line2: optional(text()),
  address_state: optional(text()),
  address_zip: optional(text()),
  currency: optional(text(3)),
  cvc: optional(text()),
  exp_month: required(integer({ min: 1, max: 12 })),
  exp_year: required(integer({ min: 1970 })),
  metadata: optional(metadata),
  name: optional(text()),
  number: required(text()),
};

const cardToken = { object: required(text()), currency: optional(text(3)), token: required(text()) };

/**
 * Reads `external_account`, as accounts and their external accounts take it: a token, or the numbers of a bank account
 * or debit card. For `addExternalAccount`, which checks the numbers.
 */
export function readExternalAccount(raw: RawValue, name: string): BankFacts | TokenFacts {
  if (!isObject(raw)) return { token: text()(raw, name) };
  const object = raw["object"] ?? "bank_account";
  if (object === "bank_account") return readBankAccount(raw, name);
  if (object !== "card") {
    throw badRequest(
      undefined,
      `Invalid ${name}[object]: must be one of bank_account or card`,
      `${name}[object]`,
    );
  }
  if ("token" in raw) {
    const { token, currency } = readParameters(cardToken, raw, name);
    return { token, currency };
  }
  return readCard(raw, name);
}

function readBankAccount(raw: Readonly<Record<string, RawValue>>, name: string): BankFacts {
  const values = readParameters(bankAccount, raw, name);
  return {
    country: values.country,
    currency: values.currency,
    routingNumber: values.routing_number,
    accountNumber: values.account_number,
    accountHolderName: values.account_holder_name,
    accountHolderType: values.account_holder_type,
    accountType: values.account_type,
    metadata: mergeMetadata({}, values.metadata),
  };
}

function readCard(raw: Readonly<Record<string, RawValue>>, name: string): TokenFacts {
  const values = readParameters(card, raw, name);
  if (values.currency === undefined) {
    throw badRequest(
      undefined,
      "You must provide a card that has the 'currency' field set when adding a card to a Stripe account.",
      `${name}[currency]`,
    );
  }
  const address = addressParts.flatMap((part) => {
    const value = values[part];
    return value === undefined ? [] : [[part, value] as const];
  });
  return {
    token: tokenOfCardNumber(values.number),
    currency: values.currency,
    metadata: mergeMetadata({}, values.metadata),
    card: {
      name: values.name ?? null,
      expMonth: values.exp_month,
      expYear: values.exp_year,
      address: Object.fromEntries(address),
    },
  };
}
