import { describe, expect } from "vitest";
import { simulate, type TestSimulator } from "../simulator.ts";
import { completeCustomAccount, express, recipient } from "./invented-owner.ts";
import { rule } from "./rule.ts";

const urls = {
  refresh_url: "https://platform.example/refresh",
  return_url: "https://platform.example/return",
};

async function onboardingLink({ stripe }: TestSimulator, account: string): Promise<string> {
  return (await stripe.accountLinks.create({ account, type: "account_onboarding", ...urls })).url;
}

/** A visit without following where it leads. */
async function visit(url: string) {
  const answer = await fetch(url, { redirect: "manual" });
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    cookie: answer.headers.get("set-cookie"),
  };
}

describe("an account link", () => {
  rule(
    "of v1 has a URL, and expires five minutes after it was made",
    "docs.stripe.com/api/account_links/object",
    async () => {
      const { stripe, url } = await simulate();
      const { id } = await stripe.accounts.create(express);
      const link = await stripe.accountLinks.create({ account: id, type: "account_onboarding", ...urls });
      expect(link).toEqual({
        object: "account_link",
        created: expect.any(Number),
        expires_at: link.created + 300,
        url: expect.stringContaining(`${url}/setup/`),
      });
    },
  );

  rule("of v2 says what it is for", "docs.stripe.com/api/v2/core/account-links/create", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.v2.core.accounts.create(recipient);
    const useCase = { account_onboarding: urls, type: "account_onboarding" as const };
    const link = await stripe.v2.core.accountLinks.create({ account: id, use_case: useCase });
    expect(link).toMatchObject({
      object: "v2.core.account_link",
      account: id,
      livemode: false,
      use_case: useCase,
    });
    expect(Date.parse(link.expires_at) - Date.parse(link.created)).toBe(300_000);
  });

  rule("of v2 no longer takes configurations", "stripe-node CHANGELOG.md", async () => {
    const { stripe, call } = await simulate();
    const { id } = await stripe.v2.core.accounts.create(recipient);
    const { status, error } = await call(
      "/v2/core/account_links",
      JSON.stringify({
        account: id,
        use_case: {
          type: "account_onboarding",
          account_onboarding: { ...urls, configurations: ["recipient"] },
        },
      }),
      { "Content-Type": "application/json" },
    );
    expect(status).toBe(400);
    expect(error.message).toContain("use_case.account_onboarding.configurations");
  });

  rule(
    "of v2 needs what its type is about, and a refresh_url",
    "stripe-node V2/Core/AccountLinks.d.ts",
    async () => {
      const { stripe, call } = await simulate();
      const { id } = await stripe.v2.core.accounts.create(recipient);
      for (const useCase of [
        { type: "account_onboarding" },
        { type: "account_onboarding", account_onboarding: { return_url: urls.return_url } },
      ]) {
        const { status } = await call(
          "/v2/core/account_links",
          JSON.stringify({ account: id, use_case: useCase }),
          { "Content-Type": "application/json" },
        );
        expect(status).toBe(400);
      }
    },
  );

  rule(
    "for an update is refused where Stripe hosts the dashboard",
    "docs.stripe.com/api/account_links/create",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create(express);
      await expect(
        stripe.accountLinks.create({ account: id, type: "account_update", ...urls }),
      ).rejects.toMatchObject({
        statusCode: 400,
        message:
          'You cannot create `account_update` type Account Links for this account. Valid types for this account are ["account_onboarding"].',
      });
    },
  );

  rule(
    "for an update is made where the platform collects requirements",
    "docs.stripe.com/api/account_links/create",
    async () => {
      const { stripe } = await simulate();
      for (const account of [completeCustomAccount, { type: "custom" as const, country: "US" }]) {
        const { id } = await stripe.accounts.create(account);
        expect(
          await stripe.accountLinks.create({ account: id, type: "account_update", ...urls }),
        ).toMatchObject({ object: "account_link" });
      }
    },
  );

  rule("needs an account and a type, and web addresses", "docs.stripe.com/error-codes", async () => {
    const { stripe, call } = await simulate();
    const { id } = await stripe.accounts.create(express);
    expect((await call("/v1/account_links", "type=account_onboarding")).error).toMatchObject({
      code: "parameter_missing",
      param: "account",
    });
    expect(
      (await call("/v1/account_links", `account=${id}&type=account_onboarding&refresh_url=nowhere`)).error,
    ).toMatchObject({ code: "url_invalid", param: "refresh_url" });
  });

  rule(
    "can be visited once: then it leads to refresh_url, while the session goes on",
    "docs.stripe.com/api/account_links/create",
    async () => {
      const simulator = await simulate();
      const { id } = await simulator.stripe.accounts.create(express);
      const url = await onboardingLink(simulator, id);
      const first = await visit(url);
      expect(first).toMatchObject({ status: 302, location: `/setup/a/${id}` });
      expect(first.cookie).toMatch(/HttpOnly; SameSite=Lax$/);
      expect(await visit(url)).toEqual({ status: 302, location: urls.refresh_url, cookie: null });
      const page = await fetch(`${simulator.url}/setup/a/${id}/details`, {
        headers: { cookie: (first.cookie ?? "").split(";")[0] ?? "" },
      });
      expect(page.status).toBe(200);
    },
  );

  rule("that has expired leads to refresh_url", "docs.stripe.com/api/account_links/create", async () => {
    const simulator = await simulate();
    const { id } = await simulator.stripe.accounts.create(express);
    const url = await onboardingLink(simulator, id);
    await simulator.control("POST", "/clock", { advanceSeconds: 301 });
    expect(await visit(url)).toMatchObject({ status: 302, location: urls.refresh_url });
  });

  rule("is another one each time", "docs.stripe.com/api/account_links/create", async () => {
    const simulator = await simulate();
    const { id } = await simulator.stripe.accounts.create(express);
    expect(await onboardingLink(simulator, id)).not.toBe(await onboardingLink(simulator, id));
  });

  rule("for an account of nobody's is 403", "docs.stripe.com/error-codes", async () => {
    const { stripe } = await simulate();
    await expect(
      stripe.accountLinks.create({ account: "acct_none", type: "account_onboarding", ...urls }),
    ).rejects.toMatchObject({ statusCode: 403, code: "account_invalid" });
  });
});

describe("a login link", () => {
  rule(
    "is refused before onboarding was completed",
    "docs.stripe.com/connect/integrate-express-dashboard",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create(express);
      await expect(stripe.accounts.createLoginLink(id)).rejects.toMatchObject({
        statusCode: 400,
        message: "Cannot create a login link for an account that has not completed onboarding.",
      });
    },
  );

  rule("is refused where there is no Express dashboard", "stripe/stripe-dotnet#2344", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create(completeCustomAccount);
    await expect(stripe.accounts.createLoginLink(id)).rejects.toThrow("is not an Express account");
  });

  rule("leads to the dashboard, once", "docs.stripe.com/api/accounts/login_link", async () => {
    const { stripe, control } = await simulate();
    const { id } = await stripe.accounts.create(express);
    await control("POST", `/accounts/${id}/onboard`, { outcome: "complete" });
    const { object, url } = await stripe.accounts.createLoginLink(id);
    expect(object).toBe("login_link");
    expect(await visit(url)).toMatchObject({ status: 302, location: `/setup/dashboard/${id}` });
    expect((await visit(url)).status).toBe(410);
  });
});

describe("an account session", () => {
  rule(
    "has a secret and every component, those that were asked for enabled",
    "docs.stripe.com/api/account_sessions/create",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create(express);
      const session = await stripe.accountSessions.create({
        account: id,
        components: {
          account_onboarding: { enabled: true },
          payouts: { enabled: true, features: { instant_payouts: true } },
        },
      });
      expect(session).toMatchObject({
        object: "account_session",
        account: id,
        livemode: false,
        components: {
          account_onboarding: { enabled: true },
          payouts: { enabled: true, features: { instant_payouts: true } },
          payments: { enabled: false },
        },
      });
      expect(session.client_secret).not.toBe("");
      expect(session.expires_at * 1000).toBeGreaterThan(Date.now());
    },
  );

  rule("refuses a component or a feature it does not know", "docs.stripe.com/error-codes", async () => {
    const { stripe, call } = await simulate();
    const { id } = await stripe.accounts.create(express);
    for (const component of ["teleport][enabled", "payouts][features][teleport"]) {
      const { error } = await call(
        "/v1/account_sessions",
        `account=${id}&components[payouts][enabled]=true&components[${component}]=true`,
      );
      expect(error).toMatchObject({
        code: "parameter_unknown",
        param: `components[${component}]`.replace("][enabled", ""),
      });
    }
  });
});
