import { type Facts, factAt, isGiven } from "../facts.ts";

export type RequiredOf = {
  readonly country: string;
  readonly businessType: string | null;
  /** Capabilities that are asked for. */
  readonly requested: readonly string[];
  readonly businessProfile: Facts;
  readonly company: Facts;
  readonly tosAcceptance: Facts;
  readonly hasExternalAccount: boolean;
  /** The individual, or the representative of a company; null while there is none. */
  readonly person: { readonly id: string; readonly facts: Facts } | null;
};

const statesMatter: ReadonlySet<string> = new Set(["AU", "BR", "CA", "IN", "MX", "US"]);

/**
 * Names of what is missing before an account can be paid, sorted as Stripe sorts them
 * (docs.stripe.com/connect/required-verification-information, as measured on recipient accounts).
 */
export function missingFields(account: RequiredOf): string[] {
  if (account.requested.length === 0) return [];
  const { businessProfile, tosAcceptance } = account;
  const missing = [
    ...absent(businessProfile, "business_profile", profileFields(account)),
    ...(account.businessType === null ? ["business_type"] : []),
    ...(account.hasExternalAccount ? [] : ["external_account"]),
    ...absent(tosAcceptance, "tos_acceptance", ["date", "ip"]),
    ...(isLegalEntity(account) ? absent(account.company, "company", companyFields(account)) : []),
    ...absent(account.person?.facts ?? {}, personPrefix(account), personFields(account)),
  ];
  return missing.toSorted();
}

/** What the fields of the person are called: `individual`, `person_…`, or `representative` while nobody is known. */
export function personPrefix({ businessType, person }: Pick<RequiredOf, "businessType" | "person">): string {
  if (businessType === "individual") return "individual";
  return businessType === null || person === null ? "representative" : person.id;
}

function isLegalEntity({ businessType }: RequiredOf): boolean {
  return businessType !== null && businessType !== "individual";
}

function profileFields({ businessProfile, requested }: RequiredOf): string[] {
  const says = isGiven(businessProfile, "product_description") ? [] : ["url"];
  return requested.includes("card_payments") ? ["mcc", ...says] : says;
}

function personFields(account: RequiredOf): string[] {
  const { country, businessType, requested } = account;
  const facts = account.person?.facts ?? {};
  const takesCards = requested.includes("card_payments");
  const knowsNumber = isGiven(facts, "id_number") || isGiven(facts, "ssn_last_4");
  return [
    ...addressFields(country),
    "dob.day",
    "dob.month",
    "dob.year",
    ...(takesCards ? ["email", "phone"] : []),
    "first_name",
    "last_name",
    ...(isLegalEntity(account) ? ["relationship.title"] : []),
    ...(country === "US" && businessType !== null && !knowsNumber ? ["ssn_last_4"] : []),
  ];
}

function companyFields({ country }: RequiredOf): string[] {
  return [...addressFields(country), "name", "tax_id"];
}

function addressFields(country: string): string[] {
  const fields = ["address.city", "address.line1", "address.postal_code"];
  return statesMatter.has(country) ? [...fields, "address.state"] : fields;
}

function absent(facts: Facts, prefix: string, fields: readonly string[]): string[] {
  return fields
    .filter((field) => !isGiven(facts, field) && factAt(facts, field) !== 0)
    .map((field) => `${prefix}.${field}`);
}
