import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { completeCustomAccount, express, recipient } from "./invented-owner.ts";
import { assumption, rule } from "./rule.ts";

const createV2 = "docs.stripe.com/api/v2/core/accounts/create";

describe("a new account is refused", () => {
  rule("for a country that does not exist", "docs.stripe.com/api/accounts/create", async () => {
    const { stripe } = await simulate();
    const refusal = {
      statusCode: 400,
      message: expect.stringContaining(
        "is unknown. Try using a 2-character alphanumeric country code",
      ) as string,
    };
    await expect(stripe.accounts.create({ ...express, country: "XX" })).rejects.toMatchObject({
      ...refusal,
      param: "country",
    });
    await expect(
      stripe.v2.core.accounts.create({ ...recipient, identity: { country: "xx" } }),
    ).rejects.toMatchObject({ ...refusal, param: "identity.country" });
  });

  rule("for a country that Stripe is not in", "docs.stripe.com/error-codes", async () => {
    const { stripe } = await simulate();
    await expect(stripe.accounts.create({ ...express, country: "IR" })).rejects.toMatchObject({
      statusCode: 400,
      code: "country_unsupported",
      message: "IR is not currently supported by Stripe.",
    });
  });

  rule("for what is no email address", "docs.stripe.com/error-codes", async () => {
    const { stripe } = await simulate();
    const refusal = { statusCode: 400, code: "email_invalid", message: "Invalid email address: nova" };
    await expect(stripe.accounts.create({ ...express, email: "nova" })).rejects.toMatchObject({
      ...refusal,
      param: "email",
    });
    await expect(
      stripe.v2.core.accounts.create({ ...recipient, contact_email: "nova" }),
    ).rejects.toMatchObject({ ...refusal, param: "contact_email" });
  });

  rule("for what is no website", "docs.stripe.com/error-codes", async () => {
    const { stripe } = await simulate();
    for (const url of ["nova", "ftp://nova.example", "javascript:alert(1)"]) {
      await expect(stripe.accounts.create({ ...express, business_profile: { url } })).rejects.toMatchObject({
        statusCode: 400,
        code: "url_invalid",
        param: "business_profile[url]",
      });
    }
    const { business_profile: profile } = await stripe.accounts.create({
      ...express,
      business_profile: { url: "nova.example" },
    });
    expect(profile?.url).toBe("nova.example");
  });
});

describe("the service agreement", () => {
  const agreement = "docs.stripe.com/connect/service-agreement-types";

  rule("is the platform's choice, also for Express accounts, whose owner accepts it", agreement, async () => {
    const { stripe } = await simulate();
    const account = await stripe.accounts.create({
      ...express,
      country: "GB",
      tos_acceptance: { service_agreement: "recipient" },
    });
    expect(account.tos_acceptance).toEqual({
      date: null,
      ip: null,
      service_agreement: "recipient",
      user_agent: null,
    });
    expect(account.requirements?.currently_due).toContain("tos_acceptance.date");
  });

  rule("of recipients allows no card payments", agreement, async () => {
    const { stripe } = await simulate();
    const asks = { card_payments: { requested: true }, transfers: { requested: true } };
    const terms = { service_agreement: "recipient" };
    await expect(
      stripe.accounts.create({ ...express, capabilities: asks, tos_acceptance: terms }),
    ).rejects.toMatchObject({ statusCode: 400, type: "StripeInvalidRequestError" });
    const { id } = await stripe.accounts.create({ ...express, tos_acceptance: terms });
    await expect(stripe.accounts.update(id, { capabilities: asks })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  rule("stays the one that was accepted", agreement, async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create(completeCustomAccount);
    await expect(
      stripe.accounts.update(id, { tos_acceptance: { service_agreement: "recipient" } }),
    ).rejects.toMatchObject({ statusCode: 400, param: "tos_acceptance[service_agreement]" });
  });
});

describe("v2 names with a code of its own", () => {
  rule("a configuration without a country", createV2, async () => {
    const { stripe } = await simulate();
    const { identity: _identity, ...without } = recipient;
    await expect(stripe.v2.core.accounts.create(without)).rejects.toMatchObject({
      statusCode: 400,
      code: "identity_country_required",
    });
    expect(await stripe.v2.core.accounts.create({ display_name: "Nova" })).toMatchObject({
      applied_configurations: [],
    });
  });

  for (const responsibilities of [
    undefined,
    { fees_collector: "stripe", losses_collector: "stripe" },
    { fees_collector: "application", losses_collector: "stripe" },
  ] as const) {
    const who = responsibilities === undefined ? "nobody" : Object.values(responsibilities).join(" and ");
    rule(`an Express dashboard whose fees and losses are borne by ${who}`, createV2, async () => {
      const { stripe } = await simulate();
      await expect(
        stripe.v2.core.accounts.create({
          ...recipient,
          defaults: responsibilities === undefined ? {} : { responsibilities },
        }),
      ).rejects.toMatchObject({
        statusCode: 400,
        code: "account_controller_express_dash_without_application_losses_or_fees",
      });
    });
  }

  for (const [refusal, code] of [
    ["connect_not_signed_up", "platform_registration_required"],
    ["platform_profile", "account_creation_requirement_collection_and_liability_unacknowledged"],
    ["transfers_without_card_payments", "capability_not_available_without_other_capability"],
  ] as const) {
    rule(`a platform that has not done its part: ${refusal}`, createV2, async () => {
      const { stripe, control } = await simulate();
      await control("POST", "/settings", { platformRefusal: refusal });
      await expect(stripe.v2.core.accounts.create(recipient)).rejects.toMatchObject({
        statusCode: 400,
        code,
      });
    });
  }

  assumption("the country of an account with a configuration, which stays what it was", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.v2.core.accounts.create(recipient);
    await expect(stripe.v2.core.accounts.update(id, { identity: { country: "gb" } })).rejects.toMatchObject({
      statusCode: 400,
      param: "identity.country",
    });
    expect(await stripe.v2.core.accounts.update(id, { identity: { country: "us" } })).toMatchObject({ id });
    const open = await stripe.v2.core.accounts.create({ display_name: "Nova" });
    const named = await stripe.v2.core.accounts.update(open.id, {
      identity: { country: "gb" },
      include: ["identity", "defaults"],
    });
    expect([named.identity?.country, named.defaults?.currency]).toEqual(["gb", "gbp"]);
  });

  for (const reason of ["listed", "other"] as const) {
    rule(
      `${reason}: a capability that no information brings back`,
      "stripe-node V2/Core/Accounts.d.ts",
      async () => {
        const { stripe, control, readyAccount } = await simulate();
        const id = await readyAccount();
        await control("PATCH", `/accounts/${id}`, {
          capabilities: { transfers: "inactive" },
          requirements: { disabledReason: reason },
        });
        const { configuration } = await stripe.v2.core.accounts.retrieve(id, {
          include: ["configuration.recipient"],
        });
        expect(configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers).toEqual({
          status: "restricted",
          status_details: [{ code: "restricted_other", resolution: "contact_stripe" }],
        });
      },
    );
  }
});

rule(
  "an address is in the account's country unless it says otherwise",
  "stripe-node Accounts.d.ts",
  async () => {
    const { stripe } = await simulate();
    const { company } = await stripe.accounts.create({
      type: "custom",
      country: "GB",
      business_type: "company",
      company: { address: { city: "Testville" } },
    });
    expect(company?.address).toMatchObject({ city: "Testville", country: "GB" });
  },
);

rule("a rejection may leave payouts on", "docs.stripe.com/api/account/reject", async () => {
  const { stripe } = await simulate();
  const { id } = await stripe.accounts.create(completeCustomAccount);
  expect(await stripe.accounts.reject(id, { reason: "other", payouts_action: "none" })).toMatchObject({
    capabilities: { transfers: "inactive" },
    payouts_enabled: true,
    requirements: { disabled_reason: "rejected.platform_other" },
  });
  expect(await stripe.accounts.reject(id, { reason: "other" })).toMatchObject({ payouts_enabled: false });
});
