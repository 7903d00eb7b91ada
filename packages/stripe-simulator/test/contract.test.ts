import { loadStripeContract } from "@payrun/stripe-contract";
import { describe, expect, test } from "vitest";
import { endpoints } from "../src/endpoints.ts";
import { ApiError } from "../src/protocol/api-error.ts";
import type { Endpoint } from "../src/protocol/endpoint.ts";
import { readExpand } from "../src/protocol/expand.ts";

const contract = await loadStripeContract();
const served = endpoints.map((endpoint) => {
  const { method, path } = endpoint;
  return { name: `${method} ${path}`, endpoint, facts: contract.endpointOf(method, path) };
});

/** What is not as at Stripe, by a name that begins with the endpoint's, and why. */
type Exceptions = Readonly<Record<string, RegExp>>;

const othersParameters: Exceptions = {
  // docs.stripe.com/changelog/endive/2026-09-30
  "clients of older versions still send it": /^POST \/v1\/payment_intents(\/:id)? payment_method_types$/,
};

const unknownParameters: Exceptions = {
  "the only cards are test cards, and there is no other way to pay":
    /^POST \/v1\/payment_intents\S* (allowed_payment_method_types|payment_method_data\.|payment_method_configuration)/,
  "the same of payment methods": /^POST \/v1\/payment_methods \w+/,
  "nothing names the types that are left out": /excluded_payment_method_types$/,
  "there are no customers, mandates, tokens of Stripe.js or records of other payments":
    / (confirmation_token|customer_account|mandate|payment_details|hooks)(\.|$)/,
  "a payment is confirmed and captured as it was made":
    /\/:id\/(confirm amount_to_confirm|capture (application_fee|application_fee_amount|transfer_data))/,
  "the ways of Connect before 2017": /^POST \/v1\/charges (application_fee|destination)/,
  "the numbers of a card are taken with `object=card` only":
    /^POST \/v1\/accounts\/:id\/external_accounts external_account\.(address_|cvc|exp_|name|number)/,
  "nobody manages money for others":
    /^POST \/v2\/core\/accounts\/:id identity\.attestations\.terms_of_service\.(crypto_)?money_manager/,
  "there are no financial accounts":
    /^POST \/v1\/balance_settings payments\.payouts\.automatic_transfer_rules_by_currency/,
};

const unexpanded: Exceptions = {
  "the only cards are test cards, and there is no other way to pay":
    /(bancontact|ideal|sepa_debit|sofort|us_bank_account)\./,
};

/** Every line that no exception is about, and every exception that is about no line. */
function unexplained(lines: readonly string[], exceptions: Exceptions): readonly string[] {
  const patterns = Object.entries(exceptions);
  return [
    ...lines.filter((line) => !patterns.some(([, pattern]) => pattern.test(line))),
    ...patterns
      .filter(([, pattern]) => !lines.some((line) => pattern.test(line)))
      .map(([because]) => `no longer needed: ${because}`),
  ];
}

function refusesAsUnknown({ method, path: url, prepare }: Endpoint, path: readonly string[]): boolean {
  const parameters = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), "x");
  try {
    prepare(
      parameters as Record<string, unknown>,
      url.startsWith("/v2/") && method === "POST" ? "json" : "form",
    );
    return false;
  } catch (error) {
    if (error instanceof ApiError) return error.code === "parameter_unknown";
    throw error;
  }
}

function canExpand({ expandable }: Endpoint, path: string): boolean {
  try {
    return readExpand([path], expandable).length === 1;
  } catch {
    return false;
  }
}

describe("every endpoint that is simulated", () => {
  test("is one of Stripe's", () => {
    expect(served.filter(({ facts }) => facts === null).map(({ name }) => name)).toEqual([]);
  });

  test("takes only parameters that Stripe's takes", () => {
    const others = served.flatMap(({ name, endpoint, facts }) => {
      const known = new Set(facts?.parameterPaths.map(([first]) => first));
      return endpoint.parameterNames.filter((each) => !known.has(each)).map((each) => `${name} ${each}`);
    });
    expect(unexplained(others, othersParameters)).toEqual([]);
  });

  test("knows every parameter that Stripe's takes", () => {
    const unknown = served.flatMap(({ name, endpoint, facts }) =>
      (facts?.parameterPaths ?? [])
        // Read before the endpoint sees the others.
        .filter(([first]) => first !== "expand")
        .filter((path) => refusesAsUnknown(endpoint, path))
        .map((path) => `${name} ${path.join(".")}`),
    );
    expect(unexplained(unknown, unknownParameters)).toEqual([]);
  });

  test("expands whatever Stripe's expands", () => {
    const refused = served.flatMap(({ name, endpoint, facts }) =>
      (facts?.expandablePaths ?? [])
        .filter((path) => !canExpand(endpoint, path))
        .map((path) => `${name} ${path}`),
    );
    expect(unexplained(refused, unexpanded)).toEqual([]);
  });
});
