import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { completeCustomAccount, express, verifiedOwner } from "./invented-owner.ts";
import { assumption, rule } from "./rule.ts";

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

describe("requirements of an account", () => {
  rule(
    "what was owed from the beginning is past due, and disables",
    "docs.stripe.com/connect/testing-verification",
    async () => {
      const { stripe } = await simulate();
      const { requirements, payouts_enabled } = await stripe.accounts.create(express);
      expect(requirements?.disabled_reason).toBe("requirements.past_due");
      expect(requirements?.past_due).toEqual(requirements?.currently_due);
      expect(requirements?.past_due).toEqual(
        expect.arrayContaining([
          "business_profile.url",
          "external_account",
          "individual.dob.day",
          "individual.first_name",
          "tos_acceptance.date",
        ]),
      );
      expect(requirements?.alternatives).toEqual([
        {
          alternative_fields_due: ["business_profile.product_description"],
          original_fields_due: ["business_profile.url"],
        },
      ]);
      expect(payouts_enabled).toBe(false);
    },
  );

  rule(
    "before the business type is known the person is called representative",
    "docs.stripe.com/connect/required-verification-information",
    async () => {
      const { stripe } = await simulate();
      const { business_type: _type, ...unknown } = express;
      const { requirements } = await stripe.accounts.create(unknown);
      expect(requirements?.currently_due).toEqual(
        expect.arrayContaining(["business_type", "representative.first_name"]),
      );
    },
  );

  rule(
    "with everything matching at once the account is active in the answer",
    "docs.stripe.com/connect/testing",
    async () => {
      const { stripe } = await simulate();
      expect(await stripe.accounts.create(completeCustomAccount)).toMatchObject({
        capabilities: { transfers: "active" },
        payouts_enabled: true,
        details_submitted: true,
        requirements: { currently_due: [], eventually_due: [], disabled_reason: null },
      });
    },
  );

  rule(
    "born on 1901-01-01 the person is verified after a while, told by an event",
    "docs.stripe.com/connect/testing",
    async () => {
      const { stripe, control } = await simulate();
      const { id, capabilities, requirements } = await stripe.accounts.create({
        ...completeCustomAccount,
        individual: { ...verifiedOwner, dob: { day: 1, month: 1, year: 1901 } },
      });
      expect(capabilities?.transfers).toBe("pending");
      expect(requirements).toMatchObject({
        disabled_reason: "requirements.pending_verification",
        pending_verification: ["individual.id_number"],
        past_due: [],
      });
      await control("POST", "/clock", { advanceSeconds: 60 });
      expect((await stripe.accounts.retrieve(id)).capabilities?.transfers).toBe("active");
      const { data } = await stripe.events.list({ type: "capability.updated" }, { stripeAccount: id });
      expect(data[0]).toMatchObject({
        data: { object: { id: "transfers", status: "active" }, previous_attributes: { status: "pending" } },
        request: { id: null },
      });
    },
  );

  rule(
    "any other date of birth does not match, and a document resolves it",
    "docs.stripe.com/connect/testing",
    async () => {
      const { stripe } = await simulate();
      const { id, capabilities, requirements } = await stripe.accounts.create({
        ...completeCustomAccount,
        individual: { ...verifiedOwner, dob: { day: 17, month: 5, year: 1990 } },
      });
      expect(capabilities?.transfers).toBe("inactive");
      expect(requirements).toMatchObject({
        currently_due: ["individual.verification.document"],
        errors: [
          { code: "verification_failed_keyed_identity", requirement: "individual.verification.document" },
        ],
      });
      const account = await stripe.accounts.update(id, {
        individual: { verification: { document: { front: "file_identity_document_success" } } },
      });
      expect([account.capabilities?.transfers, account.requirements?.errors]).toEqual(["active", []]);
    },
  );

  rule(
    "the number 111111111 does not match, 222222222 matches at once",
    "docs.stripe.com/connect/testing",
    async () => {
      const { stripe } = await simulate();
      const { id, requirements } = await stripe.accounts.create({
        ...completeCustomAccount,
        individual: { ...verifiedOwner, dob: { day: 1, month: 1, year: 1901 }, id_number: "111111111" },
      });
      expect(requirements?.errors).toMatchObject([
        { code: "verification_failed_id_number_match", requirement: "individual.id_number" },
      ]);
      const corrected = await stripe.accounts.update(id, { individual: { id_number: "222222222" } });
      expect(corrected).toMatchObject({
        capabilities: { transfers: "active" },
        requirements: { errors: [] },
      });
    },
  );

  rule("the address address_no_match does not match", "docs.stripe.com/connect/testing", async () => {
    const { stripe } = await simulate();
    const { requirements } = await stripe.accounts.create({
      ...completeCustomAccount,
      individual: { ...verifiedOwner, address: { ...verifiedOwner.address, line1: "address_no_match" } },
    });
    expect(requirements?.errors).toMatchObject([
      { code: "verification_failed_address_match", requirement: "individual.address.line1" },
    ]);
  });

  rule(
    "the document file_identity_document_failure is asked for again",
    "docs.stripe.com/connect/testing",
    async () => {
      const { stripe } = await simulate();
      const account = await stripe.accounts.create({
        ...completeCustomAccount,
        individual: {
          ...verifiedOwner,
          verification: { document: { front: "file_identity_document_failure" } },
        },
      });
      expect(account.requirements).toMatchObject({
        currently_due: ["individual.verification.document"],
        errors: [{ code: "verification_document_failed_test_mode" }],
      });
      expect(account.individual?.verification?.document?.details_code).toBe("document_failed_test_mode");
    },
  );

  rule(
    "born on 1900-01-01 the person is on a sanctions list: under review, and nothing resolves it by itself",
    "docs.stripe.com/connect/testing",
    async () => {
      const { stripe, control } = await simulate();
      const { id } = await stripe.accounts.create({
        ...completeCustomAccount,
        individual: { ...verifiedOwner, dob: { day: 1, month: 1, year: 1900 } },
      });
      await control("POST", "/clock", { advanceSeconds: 1_000_000 });
      expect(await stripe.accounts.retrieve(id)).toMatchObject({
        capabilities: { transfers: "inactive" },
        requirements: { disabled_reason: "under_review", past_due: [] },
      });
    },
  );

  rule(
    "a missing bank account stops payouts, and not transfers",
    "docs.stripe.com/connect/handling-api-verification",
    async () => {
      const { stripe } = await simulate();
      const { external_account: _bank, ...withoutBank } = completeCustomAccount;
      const account = await stripe.accounts.create(withoutBank);
      expect(account).toMatchObject({
        capabilities: { transfers: "active" },
        payouts_enabled: false,
        requirements: { past_due: ["external_account"], disabled_reason: "requirements.past_due" },
      });
    },
  );

  rule(
    "what is asked for later is due until its deadline, and past due from then on",
    "docs.stripe.com/connect/handling-api-verification",
    async () => {
      const { stripe, control } = await simulate();
      const { id } = await stripe.accounts.create(express);
      await control("POST", `/accounts/${id}/onboard`, {
        outcome: "missing_document",
        deadlineSeconds: 3_600,
      });
      const before = await stripe.accounts.retrieve(id);
      expect(before).toMatchObject({
        capabilities: { transfers: "active" },
        requirements: { currently_due: ["individual.verification.document"], past_due: [] },
      });
      expect(before.requirements?.current_deadline).toBeTypeOf("number");
      await control("POST", "/clock", { advanceSeconds: 3_700 });
      expect(await stripe.accounts.retrieve(id)).toMatchObject({
        capabilities: { transfers: "inactive" },
        payouts_enabled: false,
        requirements: { past_due: ["individual.verification.document"], current_deadline: null },
      });
      const { data } = await stripe.events.list({ type: "account.updated" }, { stripeAccount: id });
      expect(data[0]?.created).toBe(before.requirements?.current_deadline);
    },
  );

  assumption("a check takes ten seconds of the simulated clock", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/clock", { stands: true });
    const { id } = await stripe.accounts.create({
      ...completeCustomAccount,
      individual: { ...verifiedOwner, dob: { day: 1, month: 1, year: 1901 } },
    });
    await control("POST", "/clock", { advanceSeconds: 9 });
    expect((await stripe.accounts.retrieve(id)).capabilities?.transfers).toBe("pending");
    await control("POST", "/clock", { advanceSeconds: 1 });
    expect((await stripe.accounts.retrieve(id)).capabilities?.transfers).toBe("active");
  });
});

describe("rejecting an account", () => {
  for (const [reason, disabled] of [
    ["fraud_other", "rejected.platform_fraud"],
    ["terms_of_service", "rejected.platform_terms_of_service"],
    ["other", "rejected.platform_other"],
    ["credit", "rejected.platform_other"],
  ] as const) {
    rule(
      `for ${reason} it is ${disabled}, and can neither be paid nor pay out`,
      "docs.stripe.com/changelog/endive/2026-09-30/platform-rejection-reasons",
      async () => {
        const { stripe } = await simulate();
        const { id } = await stripe.accounts.create(completeCustomAccount);
        expect(await stripe.accounts.reject(id, { reason })).toMatchObject({
          capabilities: { transfers: "inactive" },
          charges_enabled: false,
          payouts_enabled: false,
          requirements: { disabled_reason: disabled },
        });
      },
    );
  }

  rule(
    "the bare reason fraud is refused since 2026-09-30",
    "docs.stripe.com/changelog/endive/2026-09-30/updated-reject-reason-codes",
    async () => {
      const { stripe, call } = await simulate();
      const { id } = await stripe.accounts.create(completeCustomAccount);
      const { status, error } = await call(`/v1/accounts/${id}/reject`, "reason=fraud");
      expect([status, error.param]).toEqual([400, "reason"]);
    },
  );

  rule("the platform can take its own rejection back", "docs.stripe.com/api/account/unreject", async () => {
    const { stripe, readyAccount } = await simulate();
    const { id } = await stripe.accounts.create(completeCustomAccount);
    for (const account of [id, await readyAccount()]) {
      await stripe.accounts.reject(account, { reason: "other" });
      expect(await stripe.accounts.unreject(account)).toMatchObject({
        capabilities: { transfers: "active" },
        payouts_enabled: true,
        requirements: { disabled_reason: null },
      });
    }
  });

  rule("it cannot take back what Stripe rejected", "docs.stripe.com/api/account/unreject", async () => {
    const { stripe, control } = await simulate();
    const { id } = await stripe.accounts.create(express);
    await control("POST", `/accounts/${id}/onboard`, { outcome: "rejected" });
    expect((await stripe.accounts.retrieve(id)).requirements?.disabled_reason).toBe("rejected.fraud");
    await expect(stripe.accounts.unreject(id)).rejects.toMatchObject({ statusCode: 400 });
  });

  rule(
    "only accounts whose losses the platform carries can be rejected",
    "docs.stripe.com/api/account/reject",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create({ type: "standard" });
      await expect(stripe.accounts.reject(id, { reason: "other" })).rejects.toMatchObject({
        statusCode: 400,
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
