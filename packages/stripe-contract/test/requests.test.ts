import { describe, expect, test } from "vitest";
import { loadStripeContract } from "../src/index.ts";

const contract = await loadStripeContract();

function requestOf(method: string, path: string, sent: { query?: string; body?: string }): readonly string[] {
  return contract.violationsOfRequest({ method, path, query: "", body: "", ...sent });
}

describe("a request", () => {
  test.for([
    {
      of: "a form",
      method: "POST",
      path: "/v1/transfers",
      body: "amount=100&currency=usd&destination=acct_1&metadata[a]=1&expand[0]=destination",
    },
    { of: "a form that clears", method: "POST", path: "/v1/transfers/tr_1", body: "metadata=" },
    {
      of: "a query",
      method: "GET",
      path: "/v1/transfers",
      query: "created[gte]=5&limit=10&destination=acct_1",
    },
    { of: "nothing", method: "GET", path: "/v1/balance" },
    {
      of: "a page that Stripe's own link named",
      method: "GET",
      path: "/v2/core/accounts",
      query: "limit=2&page=p_2",
    },
    {
      of: "JSON",
      method: "POST",
      path: "/v2/core/account_links",
      body: '{"account":"acct_1","use_case":{"type":"account_onboarding","account_onboarding":{"refresh_url":"https://a.example"}}}',
    },
  ])("is accepted with $of", ({ method, path, ...sent }) => {
    expect(requestOf(method, path, sent)).toEqual([]);
  });

  test.for([
    { of: "a missing parameter", body: "currency=usd&amount=1", says: "/destination is missing" },
    {
      of: "an unknown parameter",
      body: "currency=usd&destination=a&ammount=1",
      says: "/ammount is not known",
    },
    {
      of: "a text for a number",
      body: "currency=usd&destination=a&amount=1e3",
      says: "/amount must be integer, is string",
    },
    {
      of: "an unknown value",
      body: "currency=usd&destination=a&source_type=gold",
      says: '/source_type must be one of "bank_account", "card", "fpx", is "gold"',
    },
  ])("is a violation with $of", ({ body, says }) => {
    expect(requestOf("POST", "/v1/transfers", { body })).toEqual([`POST /v1/transfers: request ${says}`]);
  });

  // stripe-node CHANGELOG, 23.0.0: most public samples still send it.
  test("with a parameter that the last major version took away is a violation", () => {
    const useCase = {
      type: "account_onboarding",
      account_onboarding: { refresh_url: "https://a.example", configurations: ["recipient"] },
    };
    const body = JSON.stringify({ account: "acct_1", use_case: useCase });
    expect(requestOf("POST", "/v2/core/account_links", { body })).toEqual([
      "POST /v2/core/account_links: request /use_case/account_onboarding/configurations is not known",
    ]);
  });

  test("to an endpoint that Stripe does not have is a violation, as is a body that cannot be read", () => {
    expect(requestOf("POST", "/v1/transfers/tr_1/cancel", {})).toEqual([
      "POST /v1/transfers/tr_1/cancel: request goes to an endpoint that the contract does not have",
    ]);
    expect(requestOf("POST", "/v2/core/accounts", { body: "{" })).toEqual([
      "POST /v2/core/accounts: request has a body that cannot be read",
    ]);
  });
});
