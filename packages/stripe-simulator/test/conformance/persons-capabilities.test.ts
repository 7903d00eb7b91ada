import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { completeCustomAccount, express, recipient, verifiedOwner } from "./invented-owner.ts";
import { rule } from "./rule.ts";

describe("capabilities", () => {
  rule("one that was never asked for is unrequested", "docs.stripe.com/api/capabilities/object", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create(express);
    expect(await stripe.accounts.retrieveCapability(id, "card_payments")).toMatchObject({
      id: "card_payments",
      object: "capability",
      account: id,
      requested: false,
      requested_at: null,
      status: "unrequested",
    });
  });

  rule(
    "one that is asked for says since when, what it needs, and why it is disabled",
    "docs.stripe.com/api/capabilities/object",
    async () => {
      const { stripe } = await simulate();
      const { id, created } = await stripe.accounts.create(express);
      const {
        requested_at: since,
        requirements,
        status,
      } = await stripe.accounts.retrieveCapability(id, "transfers");
      expect([since, status, requirements?.disabled_reason]).toEqual([
        created,
        "inactive",
        "requirements.fields_needed",
      ]);
      expect(requirements?.past_due).toContain("individual.first_name");
      expect(requirements?.past_due).not.toContain("external_account");
    },
  );

  rule(
    "it is asked for, and given back, by requested",
    "docs.stripe.com/api/capabilities/update",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create(completeCustomAccount);
      expect(await stripe.accounts.updateCapability(id, "card_payments", { requested: true })).toMatchObject({
        requested: true,
        status: "inactive",
      });
      await stripe.accounts.updateCapability(id, "card_payments", { requested: false });
      expect((await stripe.accounts.retrieve(id)).capabilities).toEqual({ transfers: "active" });
      expect(await stripe.accounts.retrieveCapability(id, "card_payments")).toMatchObject({
        status: "unrequested",
      });
    },
  );

  rule("they are listed", "docs.stripe.com/api/capabilities/list", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create({
      ...express,
      capabilities: { transfers: { requested: true }, card_payments: { requested: true } },
    });
    const { data } = await stripe.accounts.listCapabilities(id);
    expect(data.map((capability) => capability.id).toSorted()).toEqual(["card_payments", "transfers"]);
  });

  rule(
    "capability.updated tells of the new status and the old one",
    "docs.stripe.com/api/events/types",
    async () => {
      const { stripe, control } = await simulate();
      const { id } = await stripe.accounts.create(express);
      await control("POST", `/accounts/${id}/onboard`, { outcome: "complete" });
      const { data } = await stripe.events.list({ type: "capability.updated" }, { stripeAccount: id });
      expect(data[0]).toMatchObject({
        account: id,
        data: {
          object: { id: "transfers", object: "capability", status: "active" },
          previous_attributes: { status: "inactive" },
        },
      });
    },
  );

  rule("an account is expanded from it", "docs.stripe.com/expand", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create(express);
    const { account } = await stripe.accounts.retrieveCapability(id, "transfers", { expand: ["account"] });
    expect(account).toMatchObject({ id, object: "account" });
  });

  rule("an unknown one is 404", "docs.stripe.com/error-codes", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create(express);
    await expect(stripe.accounts.retrieveCapability(id, "teleport")).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
  });
});

const company = {
  type: "custom" as const,
  country: "US",
  business_type: "company" as const,
  capabilities: { transfers: { requested: true } },
};

describe("persons", () => {
  rule(
    "the individual of an account is one of its persons, with a verification of his own",
    "docs.stripe.com/api/persons/object",
    async () => {
      const { stripe } = await simulate();
      const { id, individual } = await stripe.accounts.create(completeCustomAccount);
      const { data } = await stripe.accounts.listPersons(id);
      expect(data).toEqual([individual]);
      expect(data[0]).toMatchObject({
        object: "person",
        account: id,
        dob: { day: 1, month: 1, year: 1902 },
        id_number_provided: true,
        relationship: { representative: true },
        verification: { status: "verified", details_code: null },
      });
      expect(JSON.stringify(data)).not.toContain('"id_number"');
    },
  );

  rule(
    "the representative of a company is made as a person, and its requirements carry the person's id",
    "docs.stripe.com/connect/handling-api-verification",
    async () => {
      const { stripe } = await simulate();
      const { id, requirements } = await stripe.accounts.create(company);
      expect(requirements?.currently_due).toContain("representative.first_name");
      const person = await stripe.accounts.createPerson(id, {
        first_name: "Nova",
        relationship: { representative: true, title: "Owner" },
      });
      expect(person.requirements?.currently_due).toContain("last_name");
      const { requirements: now } = await stripe.accounts.retrieve(id);
      expect(now?.currently_due).toContain(`${person.id}.last_name`);
      expect(now?.currently_due).not.toContain("representative.last_name");
    },
  );

  rule("a person whose document fails says why", "docs.stripe.com/api/persons/object", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create(company);
    const person = await stripe.accounts.createPerson(id, {
      ...verifiedOwner,
      relationship: { representative: true },
      verification: { document: { front: "file_identity_document_failure" } },
    });
    expect(person).toMatchObject({
      verification: { status: "unverified", document: { details_code: "document_failed_test_mode" } },
      requirements: { errors: [{ requirement: "verification.document" }] },
    });
  });

  rule("they are found by their role, newest first", "docs.stripe.com/api/persons/list", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create(company);
    const first = await stripe.accounts.createPerson(id, { first_name: "A", relationship: { owner: true } });
    await stripe.accounts.createPerson(id, { first_name: "B", relationship: { director: true } });
    const third = await stripe.accounts.createPerson(id, { first_name: "C", relationship: { owner: true } });
    const { data } = await stripe.accounts.listPersons(id, { relationship: { owner: true } });
    expect(data.map((person) => person.id)).toEqual([third.id, first.id]);
  });

  rule("anyone can be deleted but the representative", "docs.stripe.com/api/persons/delete", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.accounts.create(company);
    const head = await stripe.accounts.createPerson(id, { relationship: { representative: true } });
    const owner = await stripe.accounts.createPerson(id, { relationship: { owner: true } });
    await expect(stripe.accounts.deletePerson(id, head.id)).rejects.toMatchObject({ statusCode: 400 });
    expect(await stripe.accounts.deletePerson(id, owner.id)).toEqual({
      id: owner.id,
      object: "person",
      deleted: true,
    });
    await expect(stripe.accounts.retrievePerson(id, owner.id)).rejects.toMatchObject({ statusCode: 404 });
  });

  rule(
    "person.created, person.updated and person.deleted tell of them",
    "docs.stripe.com/api/events/types",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.accounts.create(company);
      const person = await stripe.accounts.createPerson(id, { first_name: "Nova" });
      await stripe.accounts.updatePerson(id, person.id, { first_name: "Novah" });
      await stripe.accounts.deletePerson(id, person.id);
      const { data } = await stripe.events.list({ type: "person.*" }, { stripeAccount: id });
      expect(data.map(({ type }) => type)).toEqual(["person.deleted", "person.updated", "person.created"]);
      expect(data[1]?.data.previous_attributes).toMatchObject({ first_name: "Nova" });
    },
  );

  rule(
    "those of v2 have names of their own, and are the same persons",
    "docs.stripe.com/api/v2/core/persons/object",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.v2.core.accounts.create({
        ...recipient,
        dashboard: "none",
        identity: { country: "US", entity_type: "company" },
      });
      const person = await stripe.v2.core.accounts.persons.create(id, {
        given_name: "Nova",
        surname: "Beispiel",
        date_of_birth: { day: 1, month: 1, year: 1902 },
        relationship: { representative: true },
        metadata: { a: "1" },
      });
      expect(person).toMatchObject({
        object: "v2.core.account_person",
        account: id,
        given_name: "Nova",
        relationship: { representative: true },
        metadata: { a: "1" },
      });
      expect(await stripe.accounts.retrievePerson(id, person.id)).toMatchObject({
        first_name: "Nova",
        verification: { status: "verified" },
      });
      const updated = await stripe.v2.core.accounts.persons.update(id, person.id, { surname: "Muster" });
      expect(updated).toMatchObject({ given_name: "Nova", surname: "Muster" });
      const listed = await stripe.v2.core.accounts.persons.list(id).autoPagingToArray({ limit: 10 });
      expect(listed).toEqual([updated]);
    },
  );

  rule("a person of v2 is deleted", "docs.stripe.com/api/v2/core/persons/delete", async () => {
    const { stripe } = await simulate();
    const { id } = await stripe.v2.core.accounts.create({
      ...recipient,
      dashboard: "none",
      identity: { country: "US", entity_type: "company" },
    });
    const person = await stripe.v2.core.accounts.persons.create(id, { given_name: "Nova" });
    expect(await stripe.v2.core.accounts.persons.del(id, person.id)).toMatchObject({ id: person.id });
    await expect(stripe.v2.core.accounts.persons.retrieve(id, person.id)).rejects.toMatchObject({
      statusCode: 404,
      code: "not_found",
    });
  });
});
