import { describe, expect, test } from "vitest";
import { simulate } from "./simulator.ts";

describe("a new account", () => {
  test("exists but cannot be paid: its capability is inactive and requirements are due", async () => {
    const { stripe } = await simulate();
    const account = await stripe.accounts.create({
      type: "express",
      country: "DE",
      email: "nova@creators.example",
      capabilities: { transfers: { requested: true } },
      metadata: { creator: "nova" },
    });
    expect(account).toMatchObject({
      object: "account",
      type: "express",
      country: "DE",
      default_currency: "eur",
      capabilities: { transfers: "inactive" },
      payouts_enabled: false,
      details_submitted: false,
      requirements: { disabled_reason: "requirements.past_due" },
      metadata: { creator: "nova" },
    });
    expect(account.requirements?.currently_due).toContain("external_account");
  });

  test("of the v1 API is refused where the platform is new, and the refusal says what to do", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/settings", { refuseV1Accounts: true });
    await expect(stripe.accounts.create({ type: "express" })).rejects.toThrow(
      /POST \/v2\/core\/accounts instead/,
    );
    expect(await stripe.v2.core.accounts.create({ display_name: "Nova" })).toMatchObject({
      object: "v2.core.account",
    });
  });
});

describe("an account that is gone", () => {
  test.for([
    { when: "deleted", leave: { deleted: true } },
    { when: "never there", leave: null },
  ])(
    "because it was $when is refused with 403 account_invalid: Stripe does not say which",
    async ({ leave }) => {
      const { stripe, control, readyAccount } = await simulate();
      const id = leave === null ? "acct_none" : await readyAccount();
      if (leave !== null) await control("PATCH", `/accounts/${id}`, leave);
      await expect(stripe.accounts.retrieve(id)).rejects.toMatchObject({
        statusCode: 403,
        code: "account_invalid",
      });
      await expect(stripe.accounts.retrieve(id)).rejects.toThrow(
        /'sk_test_\**1234' does not have access to account/,
      );
    },
  );

  test("can only be deleted without money", async () => {
    const { stripe, control, readyAccount } = await simulate();
    const destination = await readyAccount();
    await control("POST", "/balance", { add: { usd: 10 } });
    const transfer = await stripe.transfers.create({ amount: 10, currency: "usd", destination });
    await expect(stripe.accounts.del(destination)).rejects.toMatchObject({ statusCode: 400 });
    await stripe.transfers.createReversal(transfer.id);
    expect(await stripe.accounts.del(destination)).toMatchObject({ id: destination, deleted: true });
    expect((await stripe.accounts.list()).data).toEqual([]);
  });
});

test("the platform's own account is not a connected one, and keeps its id", async () => {
  const { stripe, control } = await simulate({ platformAccountId: "acct_platform" });
  expect(await stripe.accounts.retrieveCurrent()).toMatchObject({ id: "acct_platform", object: "account" });
  await control("POST", "/reset");
  expect((await stripe.accounts.retrieveCurrent()).id).toBe("acct_platform");
});

describe("an account of the v2 API", () => {
  const recipient = {
    contact_email: "nova@creators.example",
    display_name: "Nova",
    dashboard: "express" as const,
    identity: { country: "fr" },
    defaults: {
      responsibilities: { fees_collector: "application" as const, losses_collector: "application" as const },
    },
    configuration: {
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    },
  };

  test("shows its parts only when they are included", async () => {
    const { stripe } = await simulate();
    const account = await stripe.v2.core.accounts.create({ ...recipient, include: ["identity"] });
    expect(account).toMatchObject({
      applied_configurations: ["recipient"],
      configuration: null,
      identity: { country: "fr" },
    });
    const shown = await stripe.v2.core.accounts.retrieve(account.id, {
      include: ["configuration.recipient", "requirements"],
    });
    expect(shown.configuration?.recipient?.capabilities?.stripe_balance).toMatchObject({
      stripe_transfers: { status: "restricted" },
      payouts: { status: "restricted" },
    });
    expect(shown.requirements?.summary?.minimum_deadline?.status).toBe("past_due");
  });

  test("is answered in v1 shape by v1 endpoints", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.v2.core.accounts.create(recipient);
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      object: "account",
      country: "FR",
      default_currency: "eur",
      capabilities: { transfers: "inactive" },
    });
  });

  test("becomes active when its owner was onboarded", async () => {
    const { stripe, control } = await simulate();
    const { id } = await stripe.v2.core.accounts.create(recipient);
    await control("PATCH", `/accounts/${id}`, {
      capabilities: { transfers: "active" },
      payoutsEnabled: true,
      requirements: { currentlyDue: [], pastDue: [], eventuallyDue: [], disabledReason: null },
    });
    const shown = await stripe.v2.core.accounts.retrieve(id, {
      include: ["configuration.recipient", "requirements"],
    });
    expect(shown.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status).toBe(
      "active",
    );
    expect(shown.requirements?.entries).toEqual([]);
  });

  test("needs to say that the platform collects fees and carries losses", async () => {
    const { stripe } = await simulate();
    await expect(stripe.v2.core.accounts.create({ ...recipient, defaults: {} })).rejects.toMatchObject({
      statusCode: 400,
    });
    const byStripe = {
      responsibilities: { fees_collector: "application" as const, losses_collector: "stripe" as const },
    };
    await expect(stripe.v2.core.accounts.create({ ...recipient, defaults: byStripe })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  test("is listed page by page", async () => {
    const { stripe } = await simulate();
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1)
      ids.push((await stripe.v2.core.accounts.create({ display_name: "Nova" })).id);
    const listed: string[] = [];
    for await (const { id } of stripe.v2.core.accounts.list({ limit: 2 })) listed.push(id);
    expect(listed).toEqual(ids.toReversed());
  });

  test("refuses a parameter it does not know", async () => {
    const { call } = await simulate();
    const answer = await call("/v2/core/accounts", '{"nickname":"Nova"}', {
      "Content-Type": "application/json",
    });
    expect([answer.status, answer.error.code]).toEqual([400, "invalid_fields"]);
  });
});

describe("accounts made by the thousand", () => {
  test("keep the ids, states and facts that were given", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/accounts", {
      accounts: [
        { id: "acct_a", country: "JP", metadata: { n: "1" } },
        { id: "acct_b", state: "new" },
        {
          id: "acct_c",
          capabilities: { transfers: "pending" },
          requirements: { currentlyDue: ["individual.verification.document"] },
        },
      ],
    });
    expect(await stripe.accounts.retrieve("acct_a")).toMatchObject({
      default_currency: "jpy",
      capabilities: { transfers: "active" },
      payouts_enabled: true,
      metadata: { n: "1" },
    });
    expect(await stripe.accounts.retrieve("acct_b")).toMatchObject({
      capabilities: { transfers: "inactive" },
    });
    expect(await stripe.accounts.retrieve("acct_c")).toMatchObject({
      capabilities: { transfers: "pending" },
      requirements: { currently_due: ["individual.verification.document"] },
    });
  });

  test("are the same when they are given again", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/accounts", { accounts: [{ id: "acct_a" }] });
    await control("POST", "/accounts", { accounts: [{ id: "acct_a", payoutsEnabled: false }] });
    expect((await stripe.accounts.list()).data).toMatchObject([{ id: "acct_a", payouts_enabled: false }]);
  });

  test("are at most a thousand a call, and unknown facts are refused", async () => {
    const { control } = await simulate();
    const tooMany = Array.from({ length: 1_001 }, () => ({}));
    expect(await control("POST", "/accounts", { accounts: tooMany })).toMatchObject({
      error: { param: "accounts" },
    });
    expect(await control("POST", "/accounts", { accounts: [{ contry: "US" }] })).toMatchObject({
      error: { code: "parameter_unknown" },
    });
  });
});
