import { describe, expect, test } from "vitest";
import { loadStripeContract } from "../src/index.ts";
import { event, list, transfer } from "./answers.ts";

const contract = await loadStripeContract();

function answerOf(method: string, path: string, answer: unknown, status = 200): readonly string[] {
  const exchange = { method, path, query: "", body: "", status, responseBody: JSON.stringify(answer) };
  return contract.violationsOf(exchange, { checkRequest: false });
}

test("the contract is of the version that the client is pinned to", () => {
  expect(contract).toMatchObject({ stripeVersion: "23.1.0", apiVersion: "2026-10-28.endive" });
});

describe("an answer is accepted", () => {
  test.for([
    { when: "it has all that the types promise", answer: transfer() },
    { when: "what may be left out is", answer: transfer({ destination_payment: undefined }) },
    {
      when: "a reference is expanded",
      answer: transfer({
        destination: {
          id: "acct_ana",
          object: "account",
          charges_enabled: false,
          details_submitted: true,
          email: null,
          payouts_enabled: true,
          type: "express",
        },
      }),
    },
  ])("when $when", ({ answer }) => {
    expect(answerOf("GET", "/v1/transfers/tr_1", answer)).toEqual([]);
    expect(answerOf("GET", "/v1/transfers", list("/v1/transfers", answer))).toEqual([]);
  });

  test("when it says that the object is deleted, where the types know a deleted one", () => {
    const deleted = { id: "acct_ana", object: "account", deleted: true };
    expect(answerOf("DELETE", "/v1/accounts/acct_ana", deleted)).toEqual([]);
    expect(
      answerOf("GET", "/v1/transfers/tr_1", { id: "tr_1", object: "transfer", deleted: true }),
    ).toContain("GET /v1/transfers/{id}: answer /deleted is not known");
  });

  test("of v2 when it shows null for what was not asked for", () => {
    const account = {
      id: "acct_ana",
      object: "v2.core.account",
      applied_configurations: ["recipient"],
      configuration: null,
      created: "2026-11-01T00:00:00.000Z",
      identity: null,
      livemode: false,
    };
    expect(answerOf("GET", "/v2/core/accounts/acct_ana", account)).toEqual([]);
    expect(answerOf("GET", "/v2/core/accounts/acct_ana", { ...account, created: null })).toEqual([
      "GET /v2/core/accounts/{id}: answer /created must be string, is null",
    ]);
  });
});

describe("a violation names the path", () => {
  test.for([
    { of: "a missing field", given: { reversed: undefined }, says: "/reversed is missing" },
    { of: "a wrong type", given: { reversed: "no" }, says: "/reversed must be boolean, is string" },
    { of: "an empty field", given: { created: null }, says: "/created must be integer, is null" },
    { of: "a fraction", given: { amount: 39.99 }, says: "/amount must be integer, is number" },
    { of: "an unknown field", given: { status: "paid" }, says: "/status is not known" },
    {
      of: "a fault deep inside",
      given: { reversals: list("/v1/x", { id: "trr_1", object: "transfer_reversal" }) },
      says: "/reversals/data/0/amount is missing",
    },
    {
      of: "another object than it says",
      given: { destination: { id: "cus_1", object: "customer" } },
      says: '/destination/object must be "account", is "customer"',
    },
  ])("of $of", ({ given, says }) => {
    expect(answerOf("GET", "/v1/transfers/tr_1", transfer(given))).toContain(
      `GET /v1/transfers/{id}: answer ${says}`,
    );
    expect(answerOf("GET", "/v1/transfers", list("/v1/transfers", transfer(), transfer(given)))).toContain(
      `GET /v1/transfers: answer /data/1${says}`,
    );
  });

  test("of a value that Stripe does not have", () => {
    const link = { object: "account_link", created: 1, expires_at: 2, url: "http://127.0.0.1/" };
    expect(answerOf("POST", "/v1/account_links", link)).toEqual([]);
    const capability = {
      id: "transfers",
      object: "capability",
      account: "acct_ana",
      requested: true,
      requested_at: 1,
    };
    expect(
      answerOf("GET", "/v1/accounts/acct_ana/capabilities/transfers", { ...capability, status: "on" }),
    ).toEqual([
      'GET /v1/accounts/{accountId}/capabilities/{id}: answer /status must be one of "active", "inactive", "pending", "unrequested", is "on"',
    ]);
  });

  test.for([
    {
      of: "an endpoint that Stripe does not have",
      path: "/v1/transferz",
      status: 200,
      says: "is of an endpoint that the contract does not have",
    },
    {
      of: "a status that Stripe does not use",
      path: "/v1/transfers/tr_1",
      status: 302,
      says: "has the status 302",
    },
  ])("of $of", ({ path, status, says }) => {
    expect(answerOf("GET", path, transfer(), status)).toEqual([expect.stringMatching(`: answer ${says}$`)]);
  });

  test("of an answer that is not JSON", () => {
    const exchange = {
      method: "GET",
      path: "/v1/balance",
      query: "",
      body: "",
      status: 200,
      responseBody: "{",
    };
    expect(contract.violationsOf(exchange, { checkRequest: false })).toEqual([
      "GET /v1/balance: answer is not JSON",
    ]);
  });
});

describe("an error", () => {
  const error = { type: "invalid_request_error", message: "No.", code: "resource_missing", param: "id" };

  test("is accepted on any URL", () => {
    expect(answerOf("GET", "/v1/nonsense", { error }, 404)).toEqual([]);
    expect(
      answerOf("GET", "/v2/core/nonsense", { error: { code: "not_found", message: "No." } }, 404),
    ).toEqual([]);
  });

  test.for([
    { of: "a code that Stripe does not have", given: { code: "went_wrong" }, path: "/error/code" },
    { of: "a type that Stripe does not have", given: { type: "rate_limited" }, path: "/error/type" },
    { of: "an unknown field", given: { details: [] }, path: "/error/details" },
    { of: "no message", given: { message: undefined }, path: "/error/message" },
  ])("is a violation with $of", ({ given, path }) => {
    const [violation = "", ...others] = answerOf(
      "GET",
      "/v1/transfers/tr_1",
      { error: { ...error, ...given } },
      404,
    );
    expect(violation).toContain(`GET /v1/transfers/{id}: answer 404 ${path} `);
    expect(others).toEqual([]);
  });
});

describe("an event", () => {
  const violationsOf = (given: Readonly<Record<string, unknown>>) =>
    contract.violationsOfEvent(JSON.stringify(event(given)));

  test("shows the whole object, and any part of its former values", () => {
    const updated = {
      object: transfer(),
      previous_attributes: { metadata: { a: null }, description: "was" },
    };
    expect(violationsOf({})).toEqual([]);
    expect(violationsOf({ type: "transfer.updated", data: updated })).toEqual([]);
  });

  test.for([
    {
      of: "a part of the object",
      given: { data: { object: { id: "tr_1", object: "transfer" } } },
      says: "event transfer.created: /data/object/amount is missing",
    },
    {
      of: "another kind of object",
      given: { type: "payout.paid" },
      says: 'event payout.paid: /data/object/object must be "payout", is "transfer"',
    },
    {
      of: "a former value of another type",
      given: { data: { object: transfer(), previous_attributes: { amount: "1" } } },
      says: "event transfer.created: /data/previous_attributes/amount must be integer, is string",
    },
    {
      of: "a former value of an unknown field",
      given: { data: { object: transfer(), previous_attributes: { status: "paid" } } },
      says: "event transfer.created: /data/previous_attributes/status is not known",
    },
  ])("is a violation with $of", ({ given, says }) => {
    expect(violationsOf(given)).toContain(says);
  });

  test("of a type that Stripe does not have is a violation", () => {
    expect(violationsOf({ type: "transfer.paid" })).toEqual([
      expect.stringMatching(/^event transfer\.paid: \/type must be one of 275 known values/),
    ]);
  });
});
