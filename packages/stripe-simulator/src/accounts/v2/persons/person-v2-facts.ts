import type { Facts } from "../../facts.ts";
import { type FactsChange, hashAt, isGiven, textAt, texts } from "../../facts.ts";
import type { PersonRow } from "../../../onboarding/onboarding-rows.ts";

type IdNumber = { readonly type: string; readonly value: string };

/** A person as v2 names it. */
export type PersonV2Change = FactsChange & {
  readonly id_numbers?: readonly IdNumber[] | undefined;
};

/** v2's name to v1's, where both say the same. */
const v1Names = {
  address: "address",
  date_of_birth: "dob",
  email: "email",
  given_name: "first_name",
  legal_gender: "gender",
  phone: "phone",
  political_exposure: "political_exposure",
  relationship: "relationship",
  surname: "last_name",
} as const;

/** What only v2 knows. */
const onlyV2 = [
  "additional_addresses",
  "additional_names",
  "additional_terms_of_service",
  "nationalities",
  "script_addresses",
  "script_names",
] as const;

/** What is said in v2 in the names of v1, in which a person is kept; the rest as v2 says it. */
export function factsOfV2(change: PersonV2Change): { readonly facts: FactsChange; readonly v2: FactsChange } {
  const facts: Record<string, unknown> = {};
  for (const [name, v1Name] of Object.entries(v1Names)) facts[v1Name] = change[name];
  for (const { type, value } of change.id_numbers ?? []) {
    facts[type.endsWith("_last_4") ? "ssn_last_4" : "id_number"] = value;
    facts["id_number_type"] = type;
  }
  const documents = change["documents"] as FactsChange | undefined;
  const verification = {
    ...documentOf(documents, "primary_verification", "document"),
    ...documentOf(documents, "secondary_verification", "additional_document"),
  };
  if (Object.keys(verification).length > 0) facts["verification"] = verification;
  return { facts, v2: Object.fromEntries(onlyV2.map((name) => [name, change[name]])) };
}

function documentOf(documents: FactsChange | undefined, name: string, v1Name: string) {
  const given = documents?.[name] as { readonly front_back?: FactsChange } | null | undefined;
  if (given === undefined) return {};
  return { [v1Name]: given === null ? { back: null, front: null } : (given.front_back ?? {}) };
}

/** The person as v2 shows it, without what identifies it. */
export function shownInV2({ facts, v2, metadata }: PersonRow) {
  const documents = {
    ...shownDocument(facts, "document", "primary_verification"),
    ...shownDocument(facts, "additional_document", "secondary_verification"),
  };
  return {
    ...renamed(facts, "address", "address"),
    ...renamed(facts, "dob", "date_of_birth"),
    ...(Object.keys(documents).length === 0 ? {} : { documents }),
    ...renamed(facts, "email", "email"),
    ...renamed(facts, "first_name", "given_name"),
    id_numbers: idNumbers(facts),
    ...renamed(facts, "gender", "legal_gender"),
    metadata,
    ...renamed(facts, "phone", "phone"),
    ...renamed(facts, "political_exposure", "political_exposure"),
    ...(isGiven(facts, "relationship") ? { relationship: relationshipOf(facts) } : {}),
    ...renamed(facts, "last_name", "surname"),
    ...Object.fromEntries(Object.entries(v2).filter(([name]) => isGiven(v2, name))),
  };
}

function renamed(facts: Facts, v1Name: string, name: string): Facts {
  const fact = facts[v1Name];
  if (fact === undefined || fact === null) return {};
  return { [name]: typeof fact === "object" && !Array.isArray(fact) ? withoutNulls(fact as Facts) : fact };
}

function withoutNulls(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

function relationshipOf(facts: Facts): Facts {
  const { percent_ownership: percent, ...rest } = withoutNulls(hashAt(facts, "relationship"));
  return percent === undefined ? rest : { ...rest, percent_ownership: JSON.stringify(percent) };
}

function idNumbers(facts: Facts) {
  const type = textAt(facts, "id_number_type");
  if (isGiven(facts, "id_number")) return [{ type: type?.replace("_last_4", "") ?? "us_ssn" }];
  return isGiven(facts, "ssn_last_4") ? [{ type: "us_ssn_last_4" }] : [];
}

function shownDocument(facts: Facts, v1Name: string, name: string): Facts {
  const file = hashAt(facts, `verification.${v1Name}`);
  if (!isGiven(file, "front") && !isGiven(file, "back")) return {};
  const { front, back } = texts(file, ["front", "back"]);
  return {
    [name]: {
      front_back: { ...(back === null ? {} : { back }), front: front ?? "" },
      type: "front_back",
    },
  };
}
