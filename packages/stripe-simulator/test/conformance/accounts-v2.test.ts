import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { recipient } from "./invented-owner.ts";
import { assumption, rule } from "./rule.ts";

const json = { "Content-Type": "application/json" };

describe("a v2 account", () => {
  rule(
    "shows identity, configuration, defaults and requirements only when include names them",
    "docs.stripe.com/api-includable-response-values",
    async () => {
      const { stripe } = await simulate();
      const account = await stripe.v2.core.accounts.create({ ...recipient, include: ["defaults"] });
      expect(account).toMatchObject({
        object: "v2.core.account",
        applied_configurations: ["recipient"],
        configuration: null,
        identity: null,
        requirements: null,
        defaults: {
          currency: "usd",
          responsibilities: {
            fees_collector: "application",
            losses_collector: "application",
            requirements_collector: "stripe",
          },
        },
      });
      expect((await stripe.v2.core.accounts.retrieve(account.id)).defaults).toBeNull();
    },
  );

  rule("has RFC 3339 timestamps in milliseconds", "stripe-node V2/Core/Accounts.d.ts", async () => {
    const { stripe } = await simulate();
    const { created } = await stripe.v2.core.accounts.create(recipient);
    expect(created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  rule(
    "of a recipient is restricted at first, transfers and payouts alike, until information is provided",
    "docs.stripe.com/connect/account-capabilities",
    async () => {
      const { stripe } = await simulate();
      const { configuration } = await stripe.v2.core.accounts.create({
        ...recipient,
        include: ["configuration.recipient"],
      });
      const restricted = {
        status: "restricted",
        status_details: [{ code: "requirements_past_due", resolution: "provide_info" }],
      };
      expect(configuration?.recipient?.capabilities?.stripe_balance).toEqual({
        payouts: restricted,
        stripe_transfers: restricted,
      });
    },
  );

  rule(
    "lists what is owed as entries with what each restricts; a missing bank account restricts payouts alone",
    "docs.stripe.com/connect/handle-verification-updates",
    async () => {
      const { stripe } = await simulate();
      const { requirements } = await stripe.v2.core.accounts.create({
        ...recipient,
        include: ["requirements"],
      });
      const entries = new Map(requirements?.entries?.map((entry) => [entry.description, entry]));
      expect([...entries.keys()]).toEqual(
        expect.arrayContaining([
          "defaults.profile.business_url",
          "external_account",
          "identity.attestations.terms_of_service.account.date",
          "identity.individual.date_of_birth.day",
          "identity.individual.given_name",
          "identity.individual.surname",
        ]),
      );
      const restricts = (name: string) =>
        entries.get(name)?.impact.restricts_capabilities?.map(({ capability }) => capability);
      expect(restricts("external_account")).toEqual(["stripe_balance.payouts"]);
      expect(restricts("identity.individual.surname")).toEqual([
        "stripe_balance.payouts",
        "stripe_balance.stripe_transfers",
      ]);
      expect(entries.get("external_account")).toMatchObject({
        awaiting_action_from: "user",
        minimum_deadline: { status: "past_due" },
        requested_reasons: [{ code: "routine_onboarding" }],
      });
      expect(requirements?.summary?.minimum_deadline?.status).toBe("past_due");
    },
  );

  rule("tells in its summary by when something is due", "stripe-node V2/Core/Accounts.d.ts", async () => {
    const { stripe, control } = await simulate();
    const { id } = await stripe.v2.core.accounts.create(recipient);
    await control("POST", `/accounts/${id}/onboard`, { outcome: "past_due_later" });
    const v1 = await stripe.accounts.retrieve(id);
    const { requirements } = await stripe.v2.core.accounts.retrieve(id, { include: ["requirements"] });
    expect(requirements?.summary).toEqual({
      minimum_deadline: {
        status: "currently_due",
        time: new Date((v1.requirements?.current_deadline ?? 0) * 1000).toISOString(),
      },
    });
  });

  rule(
    "is answered in v1 shape by v1 endpoints, of type none",
    "docs.stripe.com/connect/accounts-v2/migrate-integration",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.v2.core.accounts.create(recipient);
      expect(await stripe.accounts.retrieve(id)).toMatchObject({
        object: "account",
        type: "none",
        business_type: "individual",
        capabilities: { transfers: "inactive" },
        controller: { stripe_dashboard: { type: "express" } },
        requirements: { past_due: expect.arrayContaining(["individual.first_name"]) },
      });
    },
  );

  rule(
    "is active on both sides once its owner was onboarded",
    "docs.stripe.com/connect/accounts-v2/migrate-integration",
    async () => {
      const { stripe, control } = await simulate();
      const { id } = await stripe.v2.core.accounts.create(recipient);
      await control("POST", `/accounts/${id}/onboard`, { outcome: "complete" });
      const { configuration, requirements } = await stripe.v2.core.accounts.retrieve(id, {
        include: ["configuration.recipient", "requirements"],
      });
      expect(configuration?.recipient?.capabilities?.stripe_balance).toEqual({
        payouts: { status: "active", status_details: [] },
        stripe_transfers: { status: "active", status_details: [] },
      });
      expect(requirements).toEqual({ entries: [], summary: null });
      expect((await stripe.accounts.retrieve(id)).capabilities).toEqual({ transfers: "active" });
    },
  );

  rule(
    "that was rejected says so, and that Stripe has to be asked",
    "stripe-node V2/Core/Accounts.d.ts",
    async () => {
      const { stripe, control } = await simulate();
      const { id } = await stripe.v2.core.accounts.create(recipient);
      await control("POST", `/accounts/${id}/onboard`, { outcome: "rejected" });
      const { configuration } = await stripe.v2.core.accounts.retrieve(id, {
        include: ["configuration.recipient"],
      });
      expect(configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers).toEqual({
        status: "rejected",
        status_details: [{ code: "rejected_fraud", resolution: "contact_stripe" }],
      });
    },
  );

  rule(
    "takes identity in its own words, and shows numbers by their type alone",
    "docs.stripe.com/api/v2/core/accounts/create",
    async () => {
      const { stripe } = await simulate();
      const { id, identity } = await stripe.v2.core.accounts.create({
        ...recipient,
        dashboard: "none",
        identity: {
          country: "US",
          entity_type: "individual",
          individual: {
            given_name: "Nova",
            surname: "Beispiel",
            date_of_birth: { day: 1, month: 1, year: 1902 },
            id_numbers: [{ type: "us_ssn", value: "000000000" }],
            address: { country: "US", line1: "address_full_match" },
          },
        },
        include: ["identity"],
      });
      expect(identity?.individual).toMatchObject({
        account: id,
        given_name: "Nova",
        surname: "Beispiel",
        date_of_birth: { day: 1, month: 1, year: 1902 },
        id_numbers: [{ type: "us_ssn" }],
      });
      expect(JSON.stringify(identity)).not.toContain("000000000");
      expect((await stripe.accounts.retrieve(id)).individual).toMatchObject({
        first_name: "Nova",
        id_number_provided: true,
      });
    },
  );

  rule(
    "refuses a parameter it does not know, deep inside as well",
    "docs.stripe.com/error-codes",
    async () => {
      const { call } = await simulate();
      const { status, error } = await call(
        "/v2/core/accounts",
        JSON.stringify({
          configuration: { recipient: { capabilities: { stripe_balance: { payouts: {} } } } },
        }),
        json,
      );
      expect(status).toBe(400);
      expect(error.message).toContain("configuration.recipient.capabilities.stripe_balance.payouts");
    },
  );

  rule("that is not there is 404 not_found", "docs.stripe.com/api/v2/core/accounts/retrieve", async () => {
    const { stripe } = await simulate();
    await expect(stripe.v2.core.accounts.retrieve("acct_none")).rejects.toMatchObject({
      statusCode: 404,
      code: "not_found",
    });
  });

  rule(
    "of v1 making may have to wait for v2 for up to ten minutes",
    "docs.stripe.com/connect/accounts-v2/migrate-integration",
    async () => {
      const { stripe, control } = await simulate();
      await control("POST", "/settings", { v1AccountsVisibleInV2AfterSeconds: 600 });
      const { id } = await stripe.accounts.create({ type: "express" });
      const young = await stripe.v2.core.accounts.create(recipient);
      await expect(stripe.v2.core.accounts.retrieve(id)).rejects.toMatchObject({
        statusCode: 400,
        code: "account_not_yet_compatible_with_v2",
      });
      expect((await stripe.v2.core.accounts.list()).data.map((account) => account.id)).toEqual([young.id]);
      await control("POST", "/clock", { advanceSeconds: 600 });
      expect(await stripe.v2.core.accounts.retrieve(id)).toMatchObject({ id, object: "v2.core.account" });
    },
  );
});

describe("responsibilities of a recipient", () => {
  for (const name of ["fees_collector", "losses_collector"] as const) {
    rule(
      `${name} has to be said, and to be the platform`,
      "docs.stripe.com/connect/accounts-v2/connected-account-configuration",
      async () => {
        const { stripe } = await simulate();
        const { responsibilities } = recipient.defaults;
        for (const value of [undefined, "stripe" as const]) {
          const given = { ...responsibilities, [name]: value };
          await expect(
            stripe.v2.core.accounts.create({ ...recipient, defaults: { responsibilities: given } }),
          ).rejects.toMatchObject({ statusCode: 400 });
        }
      },
    );
  }

  assumption("without a dashboard of Stripe's the platform collects requirements", async () => {
    const { stripe } = await simulate();
    const { defaults } = await stripe.v2.core.accounts.create({
      ...recipient,
      dashboard: "none",
      include: ["defaults"],
    });
    expect(defaults?.responsibilities.requirements_collector).toBe("application");
  });
});
