import { expect, test } from "vitest";
import { requirementKind } from "../src/index.ts";

test.for([
  ["individual.verification.document", "identity_document"],
  ["person_1NvSim.verification.document", "identity_document"],
  ["individual.verification.additional_document", "address_document"],
  ["company.verification.document", "company_document"],
  ["documents.bank_account_ownership_verification.files", "company_document"],
  ["external_account", "bank_account"],
  ["tos_acceptance.date", "terms"],
  ["business_profile.mcc", "business_profile"],
  ["individual.id_number", "tax_id"],
  ["individual.ssn_last_4", "tax_id"],
  ["company.tax_id", "tax_id"],
  ["individual.dob.day", "birth_date"],
  ["individual.address.postal_code", "address"],
  ["company.address.line1", "address"],
  ["individual.email", "email"],
  ["individual.phone", "phone"],
  ["company.owners_provided", "owners"],
  ["representative.relationship.title", "representative"],
  ["individual.first_name", "name"],
  ["individual.last_name_kana", "name"],
  ["company.name", "company"],
  ["business_type", "company"],
  ["individual.political_exposure", "other"],
] as const)("%s is %s", ([field, kind]) => {
  expect(requirementKind(field)).toBe(kind);
});
