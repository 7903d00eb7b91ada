/** What Stripe asks for, as a person would say it; many of Stripe's fields are one of these. */
export type RequirementKind =
  | "identity_document"
  | "address_document"
  | "company_document"
  | "name"
  | "birth_date"
  | "tax_id"
  | "address"
  | "email"
  | "phone"
  | "bank_account"
  | "terms"
  | "business_profile"
  | "company"
  | "representative"
  | "owners"
  | "other";

type Rule = { readonly kind: RequirementKind; readonly names: RegExp };

/**
 * By the end of the field's name; whose it is (`individual`, `company`, `person_…`) does not matter. The first that
 * applies. Source: the requirement names of docs.stripe.com/connect/required-verification-information.
 */
const RULES: readonly Rule[] = [
  {
    kind: "company_document",
    names: /^(documents|company\.verification)\.|(^|\.)(company_authorization|proof_of_registration)/,
  },
  { kind: "identity_document", names: /(^|\.)verification\.(document|proof_of_liveness)/ },
  { kind: "address_document", names: /(^|\.)verification\.additional_document/ },
  { kind: "bank_account", names: /(^|\.)(external_account|bank_account)/ },
  { kind: "terms", names: /tos_acceptance|(^|\.)(terms_of_service|attestations?)\b/ },
  { kind: "business_profile", names: /^(business_profile|settings)\./ },
  { kind: "tax_id", names: /(^|\.)(id_number|id_numbers|ssn_last_4|tax_id|vat_id|registration_number)/ },
  { kind: "birth_date", names: /(^|\.)(dob|date_of_birth)/ },
  { kind: "address", names: /(^|\.)(registered_)?address/ },
  { kind: "email", names: /(^|\.)email$/ },
  { kind: "phone", names: /(^|\.)phone$/ },
  {
    kind: "owners",
    names: /^(owners|directors|executives)\b|(owners|directors|executives)_provided|ownership/,
  },
  { kind: "representative", names: /^representative\b|(^|\.)relationship/ },
  {
    kind: "name",
    names: /^(?!company\.).*(^|\.)(first_name|last_name|name|given_name|surname)(_kana|_kanji)?$/,
  },
  { kind: "company", names: /^company\.|^business_type$/ },
];

/** What kind of thing one of Stripe's requirements asks for; `other` where the table does not know it. */
export function requirementKind(field: string): RequirementKind {
  return RULES.find(({ names }) => names.test(field))?.kind ?? "other";
}
