import { describe, expect, test } from "vitest";
import type { OpenConnectedAccount, Provider } from "../src/index.ts";
import { simulatedStripe } from "./simulated-stripe.ts";

const ana: OpenConnectedAccount = {
  creatorId: "creator_ana",
  email: "ana@example.com",
  displayName: "Ana Example",
  country: "US",
  currency: "USD",
  idempotencyKey: "payrun_simulator_account_creator_ana_1",
};
const urls = {
  returnUrl: "https://payrun.example/onboarding/return",
  refreshUrl: "https://payrun.example/onboarding/refresh",
};
/** How Stripe answers a platform without Accounts v2. */
const v2Closed = {
  kind: "error",
  match: { path: "/v2/core/accounts" },
  status: 400,
  code: "accounts_v2_access_blocked",
  message: "Accounts v2 is not enabled for your platform.",
};

async function opened(provider: Provider, order = ana): Promise<{ accountId: string; api: 1 | 2 }> {
  const account = await provider.openConnectedAccount(order);
  if (account.kind !== "opened") throw new Error(JSON.stringify(account));
  return account;
}

describe("a creator's account", () => {
  test("is opened by v2 and read, linked and listed as any other", async () => {
    const { provider } = await simulatedStripe();
    const { accountId, api } = await opened(provider);
    expect(api).toBe(2);
    const account = await provider.readAccount(accountId);
    expect(account).toMatchObject({
      kind: "account",
      transfersActive: false,
      payoutsEnabled: false,
      detailsSubmitted: false,
      country: "US",
      defaultCurrency: "USD",
      bankDestinations: [],
    });
    if (account.kind !== "account") throw new Error("Out of reach");
    expect([...account.requirementsCurrentlyDue, ...account.requirementsPastDue]).not.toEqual([]);
    expect(await provider.listAccounts({ startingAfter: null })).toEqual({
      accounts: [account],
      nextStartingAfter: null,
    });
    expect(await provider.onboardingLink({ accountId, ...urls })).toMatchObject({ kind: "link" });
  });

  test("is one account, whatever is lost on the way", async () => {
    const { provider, control } = await simulatedStripe();
    await control("POST", "/faults", { kind: "reset_after", count: 1, match: { path: "/v2/core/accounts" } });
    expect(await provider.openConnectedAccount(ana)).toMatchObject({
      kind: "unknown",
      detail: "connection_lost",
    });
    expect(await provider.openConnectedAccount(ana)).toMatchObject({ kind: "opened", replayed: true });
    const { accounts } = await provider.listAccounts({ startingAfter: null });
    expect(accounts).toHaveLength(1);
  });

  test("is opened by v1 where the platform has no v2, and its link comes from v1", async () => {
    const { provider, control } = await simulatedStripe();
    await control("POST", "/faults", v2Closed);
    const { accountId, api } = await opened(provider);
    expect(api).toBe(1);
    expect(await provider.readAccount(accountId)).toMatchObject({ country: "US", defaultCurrency: "USD" });
    // For some minutes v2 does not know it.
    const unknown = { status: 400, code: "account_not_yet_compatible_with_v2", kind: "error" };
    await control("POST", "/faults", { ...unknown, match: { path: "/v2/core/account_links" } });
    expect(await provider.onboardingLink({ accountId, ...urls })).toMatchObject({ kind: "link" });
    const { requests } = await control("GET", "/requests");
    expect(requests).toContainEqual(expect.objectContaining({ path: "/v1/account_links", status: 200 }));
  });

  test("is not opened by v1 on a platform that Stripe gives neither", async () => {
    const { provider, control } = await simulatedStripe();
    await control("POST", "/faults", v2Closed);
    await control("POST", "/settings", { refuseV1Accounts: true });
    expect(await provider.openConnectedAccount(ana)).toMatchObject({
      kind: "refused",
      executed: true,
      refusal: { code: "accounts_api_closed" },
    });
  });

  test("needs v1 no longer once new platforms are refused it", async () => {
    const { provider, control } = await simulatedStripe();
    await control("POST", "/settings", { refuseV1Accounts: true });
    expect(await opened(provider)).toMatchObject({ api: 2 });
  });

  test.for([
    { kind: "500_before", code: "HTTP 500 api_error" },
    { kind: "429", code: "HTTP 429 rate_limit" },
    { kind: "broken_json", code: "broken_body, HTTP 200" },
  ])("is not asked of v1 after $kind of v2", async ({ kind, code }) => {
    const { provider, control } = await simulatedStripe();
    await control("POST", "/faults", { kind, match: { path: "/v2/core/accounts" } });
    expect(await provider.openConnectedAccount(ana)).toMatchObject({ kind: "unknown", detail: code });
    const { requests } = await control("GET", "/requests");
    expect(requests).not.toContainEqual(expect.objectContaining({ path: "/v1/accounts" }));
  });
});

describe("links", () => {
  test("to the dashboard wait for onboarding", async () => {
    const { provider } = await simulatedStripe();
    const { accountId } = await opened(provider);
    expect(await provider.dashboardLink(accountId)).toEqual({ kind: "not_onboarded", accountId });
  });

  test("lead nowhere for an account that is gone", async () => {
    const { provider, control } = await simulatedStripe();
    const { accountId } = await opened(provider);
    await control("PATCH", `/accounts/${accountId}`, { deleted: true });
    const gone = { kind: "unreachable", accountId };
    expect(await provider.onboardingLink({ accountId, ...urls })).toMatchObject(gone);
    expect(await provider.dashboardLink(accountId)).toMatchObject(gone);
    expect(await provider.readAccount(accountId)).toMatchObject(gone);
  });
});
