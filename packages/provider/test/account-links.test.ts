import { describe, expect, test } from "vitest";
import { ProviderUnavailable } from "../src/index.ts";
import type { Reaction } from "./fault-server.ts";
import { answers, refuses, refusesV2, stripeThat } from "./stripe-that.ts";

const accountId = "acct_1";
const link = {
  accountId,
  returnUrl: "https://payrun.example/onboarding/return",
  refreshUrl: "https://payrun.example/onboarding/refresh",
};
const url = "https://connect.stripe.com/setup/e/acct_1/once";
const v2Link = answers(200, {
  object: "v2.core.account_link",
  account: accountId,
  expires_at: "2026-12-01T02:05:00.000Z",
  url,
});
const v1Link = answers(200, {
  object: "account_link",
  created: 1_796_090_400,
  expires_at: 1_796_090_700,
  url,
});
const expiresAt = new Date("2026-12-01T02:05:00Z");

describe("an onboarding link", () => {
  test("comes from v2, for one visit within its time", async () => {
    const { server, provider } = await stripeThat([v2Link]);
    const idempotencyKey = "onboarding_1";
    expect(await provider.onboardingLink({ ...link, idempotencyKey })).toEqual({
      kind: "link",
      url,
      expiresAt,
    });
    expect(server.seen).toMatchObject([{ method: "POST", path: "/v2/core/account_links", idempotencyKey }]);
    expect(JSON.parse(server.seen[0]?.body ?? "")).toEqual({
      account: accountId,
      use_case: {
        type: "account_onboarding",
        account_onboarding: { refresh_url: link.refreshUrl, return_url: link.returnUrl },
      },
    });
  });

  test.for([
    { when: "v2 is not for the platform", code: "accounts_v2_access_blocked" },
    { when: "the account is one of v1's", code: "v1_account_instead_of_v2_account" },
    { when: "v2 does not know the new v1 account yet", code: "account_not_yet_compatible_with_v2" },
    { when: "v2's links do not serve its configuration", code: "configs_must_match_to_use_account_links" },
    { when: "v2 cannot find it", code: "not_found", status: 404 },
  ])("comes from v1 when $when", async ({ code, status = 400 }) => {
    const { server, provider } = await stripeThat([refusesV2(status, code), v1Link]);
    expect(await provider.onboardingLink(link)).toEqual({ kind: "link", url, expiresAt });
    expect(server.seen[1]?.path).toBe("/v1/account_links");
    expect(Object.fromEntries(new URLSearchParams(server.seen[1]?.body))).toEqual({
      account: accountId,
      type: "account_onboarding",
      refresh_url: link.refreshUrl,
      return_url: link.returnUrl,
    });
  });

  test.for([
    {
      when: "access was revoked",
      reaction: refuses(403, { code: "account_invalid" }),
      reason: "account_invalid",
    },
    { when: "it was closed", reaction: refuses(400, { code: "account_closed" }), reason: "account_closed" },
  ])("does not exist for an account out of reach: $when", async ({ reaction, reason }) => {
    const { provider } = await stripeThat([reaction]);
    expect(await provider.onboardingLink(link)).toEqual({ kind: "unreachable", accountId, reason });
  });

  test("does not exist for an account that neither API finds", async () => {
    const { provider } = await stripeThat([
      refusesV2(404, "not_found"),
      refuses(400, { code: "resource_missing", param: "account" }),
    ]);
    const unreachable = { kind: "unreachable", accountId, reason: "resource_missing" };
    expect(await provider.onboardingLink(link)).toEqual(unreachable);
  });

  test.for([
    {
      when: "the address is not https",
      reaction: refuses(400, { message: "Livemode requests must always be redirected via HTTPS." }),
      code: "https_required",
    },
    { when: "the key is wrong", reaction: refuses(401, {}), code: "key_rejected" },
    {
      when: "the key may not",
      reaction: refuses(403, { code: "more_permissions_required" }),
      code: "key_not_permitted",
    },
  ])("is refused for the operator to read when $when", async ({ reaction, code }) => {
    const { provider } = await stripeThat([reaction]);
    expect(await provider.onboardingLink(link)).toMatchObject({ kind: "refused", refusal: { code } });
  });

  test.for<{ when: string; reaction: Reaction }>([
    { when: "the connection is lost", reaction: { do: "reset" } },
    { when: "nothing comes in time", reaction: { do: "hang" } },
    { when: "there are too many requests", reaction: refuses(429, {}) },
    { when: "Stripe has trouble", reaction: refuses(500, { type: "api_error" }) },
    { when: "the answer has no address", reaction: answers(200, { object: "v2.core.account_link" }) },
  ])("is weather when $when: ask again, a lost link opens nothing", async ({ reaction }) => {
    const { server, provider } = await stripeThat([reaction]);
    await expect(provider.onboardingLink(link)).rejects.toThrow(ProviderUnavailable);
    expect(server.seen).toHaveLength(1);
  });
});

describe("a link to the creator's dashboard", () => {
  test("logs her in", async () => {
    const { server, provider } = await stripeThat([
      answers(200, {
        object: "login_link",
        created: 1_796_090_400,
        url: "https://connect.stripe.com/express/x",
      }),
    ]);
    expect(await provider.dashboardLink(accountId)).toEqual({
      kind: "link",
      url: "https://connect.stripe.com/express/x",
      expiresAt: null,
    });
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      path: "/v1/accounts/acct_1/login_links",
      body: "",
    });
  });

  test("waits until she has been through onboarding", async () => {
    const message = "Cannot create a login link for an account that has not completed onboarding.";
    const { provider } = await stripeThat([refuses(400, { message })]);
    expect(await provider.dashboardLink(accountId)).toEqual({ kind: "not_onboarded", accountId });
  });
});
