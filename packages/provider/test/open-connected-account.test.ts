import { describe, expect, test } from "vitest";
import type { Reaction } from "./fault-server.ts";
import { answers, refuses, refusesV2, stripeThat } from "./stripe-that.ts";

const order = {
  creatorId: "creator_ana",
  email: "ana@example.com",
  displayName: "Ana Example",
  country: "DE",
  currency: "EUR",
  idempotencyKey: "payrun_simulator_account_creator_ana_1",
};
const v2Account = answers(200, { id: "acct_1", object: "v2.core.account" });
const v1Account = answers(200, { id: "acct_1", object: "account" });
const v2Closed = refusesV2(
  400,
  "accounts_v2_access_blocked",
  "Accounts v2 is not enabled for your platform.",
);

async function open(...reactions: readonly Reaction[]) {
  const { server, provider } = await stripeThat(reactions);
  const outcome = await provider.openConnectedAccount(order);
  const sent = server.seen.map(({ method, path, idempotencyKey }) => ({ method, path, idempotencyKey }));
  return { outcome, sent, bodies: server.seen.map(({ body }) => body) };
}

describe("an account is opened", () => {
  test("by v2, as a recipient whose fees and losses the platform carries", async () => {
    const { outcome, sent, bodies } = await open(v2Account);
    expect(outcome).toEqual({
      kind: "opened",
      accountId: "acct_1",
      api: 2,
      replayed: false,
      requestId: "req_1",
    });
    expect(sent).toEqual([
      { method: "POST", path: "/v2/core/accounts", idempotencyKey: order.idempotencyKey },
    ]);
    expect(JSON.parse(bodies[0] ?? "")).toEqual({
      contact_email: "ana@example.com",
      display_name: "Ana Example",
      dashboard: "express",
      identity: { country: "de" },
      defaults: {
        currency: "eur",
        responsibilities: { fees_collector: "application", losses_collector: "application" },
      },
      configuration: {
        recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
      },
      metadata: { creator_id: "creator_ana" },
    });
  });

  test("once, however often the key is sent", async () => {
    const headers = { "request-id": "req_2", "idempotent-replayed": "true" };
    const { outcome } = await open(answers(200, { id: "acct_1", object: "v2.core.account" }, headers));
    expect(outcome).toMatchObject({ kind: "opened", replayed: true });
  });

  test.for([
    { when: "Stripe says that v2 is not for the platform", closed: v2Closed },
    {
      when: "the platform is none of v2's",
      closed: refusesV2(400, "non_connect_platform_accounts_v2_access_blocked"),
    },
    {
      when: "the server has no v2",
      closed: refuses(404, { message: "Unrecognized request URL (POST: /v2/core/accounts)." }),
    },
  ])("by v1, under a key of its own, when $when", async ({ closed }) => {
    const { outcome, sent, bodies } = await open(closed, v1Account);
    expect(outcome).toMatchObject({ kind: "opened", accountId: "acct_1", api: 1 });
    expect(sent).toEqual([
      { method: "POST", path: "/v2/core/accounts", idempotencyKey: order.idempotencyKey },
      { method: "POST", path: "/v1/accounts", idempotencyKey: `${order.idempotencyKey}_v1` },
    ]);
    expect(Object.fromEntries(new URLSearchParams(bodies[1]))).toEqual({
      email: "ana@example.com",
      "business_profile[name]": "Ana Example",
      country: "DE",
      default_currency: "eur",
      "controller[fees][payer]": "application",
      "controller[losses][payments]": "application",
      "controller[requirement_collection]": "stripe",
      "controller[stripe_dashboard][type]": "express",
      "capabilities[transfers][requested]": "true",
      "metadata[creator_id]": "creator_ana",
    });
  });
});

describe("the outcome is unknown, and v1 is not asked, when", () => {
  test.for<{ when: string; reaction: Reaction; detail: string }>([
    { when: "the connection is lost", reaction: { do: "reset" }, detail: "connection_lost" },
    { when: "nothing comes in time", reaction: { do: "hang" }, detail: "timeout" },
    {
      when: "Stripe has trouble",
      reaction: refuses(500, { type: "api_error" }),
      detail: "HTTP 500 api_error",
    },
    {
      when: "there are too many requests",
      reaction: refusesV2(429, "account_rate_limit_exceeded"),
      detail: "HTTP 429 account_rate_limit_exceeded",
    },
    {
      when: "the key is in use",
      reaction: refusesV2(409, "idempotency_key_in_use"),
      detail: "HTTP 409 idempotency_key_in_use",
    },
    {
      when: "the key was used with other parameters, which proves an earlier try",
      reaction: refuses(400, { type: "idempotency_error" }),
      detail: "HTTP 400 idempotency_error",
    },
    {
      when: "v2 says the same in a code",
      reaction: refusesV2(400, "idempotency_error"),
      detail: "HTTP 400 idempotency_error",
    },
    {
      when: "a proxy says that v2 is closed",
      reaction: answers(400, { error: "accounts_v2_access_blocked" }, {}),
      detail: "HTTP 400 without an error object of Stripe's",
    },
    {
      when: "the answer is another object",
      reaction: v1Account,
      detail: '{"id":"acct_1","object":"account"}',
    },
  ])("$when", async ({ reaction, detail }) => {
    const { outcome, sent } = await open(reaction, v1Account);
    expect(outcome).toMatchObject({ kind: "unknown", api: 2, detail, sent: { wireTries: 1 } });
    expect(sent).toHaveLength(1);
  });

  test("v1 loses its answer, which the next try finds there, though v2 may be open by now", async () => {
    const { provider, server } = await stripeThat([v2Closed, { do: "reset" }, v1Account]);
    const lost = await provider.openConnectedAccount(order);
    const found = await provider.openConnectedAccount({ ...order, unknownApi: 1 });
    expect(lost).toMatchObject({ kind: "unknown", api: 1, detail: "connection_lost" });
    expect(found).toMatchObject({ kind: "opened", api: 1 });
    expect(server.seen[2]).toEqual(server.seen[1]);
    expect(server.seen).toHaveLength(3);
  });
});

describe("a refusal is for the operator, with one action and where to do it:", () => {
  const dashboard = "https://dashboard.stripe.com";
  const byV1 = (message: string) => [v2Closed, refuses(400, { message })];
  test.for<{ code: string; reactions: readonly Reaction[]; url: string; executed?: boolean }>([
    {
      code: "connect_not_signed_up",
      reactions: [
        refusesV2(
          400,
          "invalid_request",
          "You can only create new accounts if you've signed up for Connect, which you can do at https://dashboard.stripe.com/connect.",
        ),
      ],
      url: `${dashboard}/connect`,
    },
    {
      code: "platform_profile_incomplete",
      reactions: byV1(
        "You must complete your platform profile to use Connect and create live connected accounts.",
      ),
      url: `${dashboard}/settings/connect/platform-profile`,
    },
    {
      code: "responsibilities_not_accepted",
      reactions: byV1(
        "Please review the responsibilities of managing losses for connected accounts at https://dashboard.stripe.com/settings/connect/platform-profile",
      ),
      url: `${dashboard}/settings/connect/platform-profile`,
    },
    {
      code: "responsibilities_not_accepted",
      reactions: byV1(
        "Please review the responsibilities of collecting requirements for connected accounts.",
      ),
      url: `${dashboard}/settings/connect/platform-profile`,
    },
    {
      code: "transfers_need_approval",
      reactions: byV1(
        "Your platform needs approval for accounts to have requested the `transfers` capability without the `card_payments` capability.",
      ),
      url: "https://support.stripe.com/contact",
    },
    {
      code: "accounts_api_closed",
      reactions: byV1(
        "Stripe no longer recommends Accounts v1 for new Connect integrations. Create connected accounts with POST /v2/core/accounts instead.",
      ),
      url: `${dashboard}/settings/developers/api-policies/feat_accounts_v1_support`,
    },
    {
      code: "country_not_offered",
      reactions: [v2Closed, refuses(400, { code: "country_unsupported", param: "country" })],
      url: `${dashboard}/settings/connect/onboarding-options/countries`,
    },
    {
      code: "creator_data_refused",
      reactions: [v2Closed, refuses(400, { code: "email_invalid", param: "email" })],
      url: `${dashboard}/logs`,
    },
    {
      code: "key_rejected",
      reactions: [refuses(401, { message: "Invalid API Key provided: sk_test_***run" })],
      url: `${dashboard}/apikeys`,
      executed: false,
    },
    {
      code: "key_not_permitted",
      reactions: [refusesV2(403, "forbidden")],
      url: `${dashboard}/apikeys`,
      executed: false,
    },
    {
      code: "unmapped",
      reactions: [refusesV2(400, "some_new_code", "This account configuration is not supported.")],
      url: `${dashboard}/logs/req_1`,
    },
  ])("$code", async ({ code, reactions, url, executed = true }) => {
    const { outcome, sent } = await open(...reactions);
    expect(outcome).toMatchObject({
      kind: "refused",
      executed,
      refusal: { code, url, stripe: { requestId: "req_1" } },
    });
    if (outcome.kind !== "refused") throw new Error("Not refused");
    expect(outcome.refusal.sentence).toMatch(/^[A-Z].*[.]$/);
    expect(outcome.refusal.action).toMatch(/^[A-Z].*[.]$/);
    expect(sent).toHaveLength(reactions.length);
  });

  test("one that nobody has mapped carries Stripe's own words", async () => {
    const { outcome } = await open(
      refusesV2(400, "some_new_code", "This account configuration is not supported."),
    );
    expect(outcome).toMatchObject({
      refusal: {
        sentence: "Stripe refuses: This account configuration is not supported.",
        stripe: { httpStatus: 400, code: "some_new_code" },
      },
    });
  });
});
