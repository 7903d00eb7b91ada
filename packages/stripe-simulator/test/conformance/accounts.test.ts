import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { express } from "./invented-owner.ts";
import { rule } from "./rule.ts";

describe("creating a v1 account", () => {
  rule(
    "an Express account is controlled by the platform, which carries losses; Stripe collects requirements",
    "docs.stripe.com/connect/migrate-to-controller-properties",
    async () => {
      const { stripe } = await simulate();
      expect((await stripe.accounts.create(express)).controller).toEqual({
        fees: { payer: "application_express" },
        is_controller: true,
        losses: { payments: "application" },
        requirement_collection: "stripe",
        stripe_dashboard: { type: "express" },
        type: "application",
      });
    },
  );

  rule(
    "a custom account has no dashboard, and the platform collects its requirements",
    "docs.stripe.com/connect/migrate-to-controller-properties",
    async () => {
      const { stripe } = await simulate();
      const { controller } = await stripe.accounts.create({ type: "custom" });
      expect([
        controller?.requirement_collection,
        controller?.stripe_dashboard?.type,
        controller?.fees?.payer,
      ]).toEqual(["application", "none", "application_custom"]);
    },
  );

  rule("controller properties make an account of type none", "stripe-node Accounts.d.ts", async () => {
    const { stripe } = await simulate();
    const account = await stripe.accounts.create({
      controller: {
        fees: { payer: "application" },
        losses: { payments: "application" },
        stripe_dashboard: { type: "express" },
      },
    });
    expect([account.type, account.controller?.stripe_dashboard?.type]).toEqual(["none", "express"]);
  });

  rule("type and controller exclude each other", "docs.stripe.com/api/accounts/create", async () => {
    const { call } = await simulate();
    const { status, error } = await call(
      "/v1/accounts",
      "type=express&controller[losses][payments]=application",
    );
    expect([status, error.type]).toEqual([400, "invalid_request_error"]);
    expect(error.message).toContain("mutually exclusive");
  });

  rule(
    "metadata, email and country are kept, and the currency is the country's",
    "docs.stripe.com/api/accounts/create",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create({
        ...express,
        country: "DE",
        email: "nova@creators.example",
        metadata: { creator: "nova" },
      });
      expect(await stripe.accounts.retrieve(id)).toMatchObject({
        country: "DE",
        default_currency: "eur",
        email: "nova@creators.example",
        metadata: { creator: "nova" },
      });
    },
  );

  rule("an unknown capability is an unknown parameter", "docs.stripe.com/error-codes", async () => {
    const { call } = await simulate();
    const { error } = await call("/v1/accounts", "type=express&capabilities[teleport][requested]=true");
    expect([error.code, error.param]).toEqual(["parameter_unknown", "capabilities[teleport]"]);
  });

  rule(
    "what is given comes back in full shape, and numbers only as given",
    "stripe-node Accounts.d.ts",
    async () => {
      const { stripe } = await simulate();
      const account = await stripe.accounts.create({
        type: "custom",
        country: "US",
        business_type: "company",
        business_profile: { mcc: "5815", name: "Testville Creations", support_phone: "0000000000" },
        company: { name: "Testville Creations", tax_id: "000000000", phone: "0000000000" },
        settings: { payments: { statement_descriptor: "TESTVILLE" } },
      });
      expect(account).toMatchObject({
        business_type: "company",
        business_profile: { mcc: "5815", name: "Testville Creations", url: null },
        company: { name: "Testville Creations", tax_id_provided: true, vat_id_provided: false },
        settings: { payments: { statement_descriptor: "TESTVILLE", statement_descriptor_kana: null } },
      });
      expect(JSON.stringify(account)).not.toContain('"tax_id"');
    },
  );

  rule("new platforms are refused, with what to do instead", "Layr-Labs/d-inference#782", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/settings", { refuseV1Accounts: true });
    await expect(stripe.accounts.create(express)).rejects.toMatchObject({
      statusCode: 400,
      rawType: "invalid_request_error",
      message: expect.stringContaining("POST /v2/core/accounts instead"),
    });
  });

  for (const [refusal, words] of [
    ["connect_not_signed_up", "if you've signed up for Connect"],
    ["platform_profile", "Please review the responsibilities of managing losses"],
    ["transfers_without_card_payments", "without the `card_payments` capability"],
  ] as const) {
    rule(
      `a platform that has not done its part is refused: ${refusal}`,
      "Layr-Labs/d-inference#521",
      async () => {
        const { stripe, control } = await simulate();
        await control("POST", "/settings", { platformRefusal: refusal });
        await expect(stripe.accounts.create(express)).rejects.toThrow(words);
        await control("POST", "/settings", { platformRefusal: null });
        expect(await stripe.accounts.create(express)).toMatchObject({ object: "account" });
      },
    );
  }
});

describe("updating a v1 account", () => {
  rule(
    "names are merged, others stay, and an empty value clears",
    "docs.stripe.com/api/accounts/update",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create({
        type: "custom",
        business_profile: { name: "Nova", url: "https://nova.example" },
      });
      await stripe.accounts.update(id, { business_profile: { support_url: "https://help.nova.example" } });
      const account = await stripe.accounts.update(id, { business_profile: { support_url: "" } });
      expect(account.business_profile).toMatchObject({
        name: "Nova",
        url: "https://nova.example",
        support_url: null,
      });
    },
  );

  rule(
    "the terms of an Express account cannot be accepted by the platform",
    "docs.stripe.com/connect/updating-service-agreements",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create(express);
      await expect(
        stripe.accounts.update(id, { tos_acceptance: { date: 1_700_000_000, ip: "203.0.113.7" } }),
      ).rejects.toMatchObject({
        statusCode: 400,
        message: expect.stringContaining(
          "You cannot accept the Terms of Service on behalf of accounts where",
        ),
      });
    },
  );

  rule(
    "the individual of an Express account is the owner's business once an account link was made",
    "docs.stripe.com/api/accounts/update",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create(express);
      await stripe.accounts.update(id, { individual: { first_name: "Nova" } });
      await stripe.accountLinks.create({
        account: id,
        type: "account_onboarding",
        refresh_url: "https://platform.example/refresh",
        return_url: "https://platform.example/return",
      });
      await expect(stripe.accounts.update(id, { individual: { first_name: "Nove" } })).rejects.toMatchObject({
        statusCode: 403,
        message: `This application does not have the required permissions for the parameter 'individual' on account '${id}'.`,
      });
      expect((await stripe.accounts.update(id, { metadata: { a: "b" } })).metadata).toEqual({ a: "b" });
    },
  );

  rule("the payout schedule is part of the settings", "docs.stripe.com/api/accounts/update", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create(express);
    const account = await stripe.accounts.update(id, {
      settings: { payouts: { schedule: { interval: "weekly", weekly_anchor: "friday" } } },
    });
    expect(account.settings?.payouts?.schedule).toMatchObject({
      interval: "weekly",
      weekly_anchor: "friday",
    });
  });

  rule(
    "account.updated shows the account and what it was before",
    "docs.stripe.com/api/events/types",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create(express);
      await stripe.accounts.update(id, { email: "nova@creators.example" });
      const { data } = await stripe.events.list({ type: "account.updated" }, { stripeAccount: id });
      expect(data[0]).toMatchObject({
        account: id,
        data: {
          object: { id, email: "nova@creators.example" },
          previous_attributes: { email: null },
        },
      });
    },
  );
});

describe("reading accounts", () => {
  rule(
    "a deleted account is answered like one that never was: 403 account_invalid",
    "docs.stripe.com/error-codes",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create(express);
      expect(await stripe.accounts.del(id)).toEqual({ id, object: "account", deleted: true });
      await expect(stripe.accounts.retrieve(id)).rejects.toMatchObject({
        statusCode: 403,
        code: "account_invalid",
      });
    },
  );

  rule(
    "GET /v1/account is the platform, or the account of Stripe-Account",
    "docs.stripe.com/api/accounts/retrieve",
    async () => {
      const { stripe } = await simulate({ platformAccountId: "acct_platform" });
      const { id } = await stripe.accounts.create(express);
      expect((await stripe.accounts.retrieveCurrent()).id).toBe("acct_platform");
      expect((await stripe.accounts.retrieveCurrent({}, { stripeAccount: id })).id).toBe(id);
    },
  );
});
