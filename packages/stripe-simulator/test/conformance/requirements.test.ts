import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { completeCustomAccount, express, verifiedOwner } from "./invented-owner.ts";
import { assumption, rule } from "./rule.ts";

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
