import type { PersonRow } from "../../onboarding/onboarding-rows.ts";
import type { State } from "../../state/state.ts";
import { factAt, type Facts, givenOf, hashAt, isGiven, numbers, texts } from "../facts.ts";
import { personInCharge } from "../requirements/refresh-account.ts";
import { personPrefix } from "../requirements/required-fields.ts";
import type { Verification } from "../requirements/verify-person.ts";

const addressFields = ["city", "country", "line1", "line2", "postal_code", "state"] as const;

/** Facts that are shown as they were given, and not at all before. */
const shownWhenGiven = [
  "full_name_aliases",
  "gender",
  "maiden_name",
  "nationality",
  "political_exposure",
  "first_name_kana",
  "first_name_kanji",
  "last_name_kana",
  "last_name_kanji",
] as const;

const noRequirements = {
  alternatives: [],
  currently_due: [],
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

/** Stripe's `person` object. Numbers are never shown, only that they were given. */
export function renderPerson(state: State, row: PersonRow) {
  const { facts, verification } = row;
  const acceptance = hashAt(facts, "additional_tos_acceptances.account");
  return {
    id: row.id,
    object: "person" as const,
    account: row.account,
    additional_tos_acceptances: {
      account: { ...numbers(acceptance, ["date"]), ...texts(acceptance, ["ip", "user_agent"]) },
    },
    ...givenOf(facts, ["address", "registered_address"], (name) =>
      shownAddress(facts, name, state.accounts.get(row.account)?.country),
    ),
    created: row.created,
    dob: numbers(hashAt(facts, "dob"), ["day", "month", "year"]),
    ...texts(facts, ["email", "first_name"]),
    future_requirements: noRequirements,
    id_number_provided: isGiven(facts, "id_number"),
    ...texts(facts, ["last_name"]),
    metadata: row.metadata,
    ...texts(facts, ["phone"]),
    relationship: relationshipOf(row),
    requirements: requirementsOf(state, row),
    ssn_last_4_provided: isGiven(facts, "ssn_last_4") || isGiven(facts, "id_number"),
    verification: shownVerification(facts, verification),
    ...givenOf(facts, shownWhenGiven),
  };
}

export function renderDeletedPerson({ id }: PersonRow) {
  return { id, object: "person" as const, deleted: true as const };
}

/** An address as Stripe shows it, null where it was not given; in the account's `home` unless another country was. */
export function shownAddress(facts: Facts, name: string, home?: string) {
  const address = texts(hashAt(facts, name), addressFields);
  return { ...address, country: address.country ?? home ?? null };
}

function relationshipOf({ facts, isIndividual }: PersonRow) {
  const given = hashAt(facts, "relationship");
  const says = (role: string): boolean => factAt(given, role) === true;
  return {
    authorizer: says("authorizer"),
    director: says("director"),
    executive: says("executive"),
    legal_guardian: says("legal_guardian"),
    owner: says("owner"),
    ...numbers(given, ["percent_ownership"]),
    representative: isIndividual || says("representative"),
    ...texts(given, ["title"]),
  };
}

/** What the account owes about this person, by the names of the person's own fields. */
function requirementsOf(state: State, row: PersonRow) {
  const account = state.accounts.get(row.account);
  const inCharge = account === undefined ? undefined : personInCharge(state, account);
  if (account === undefined || inCharge !== row) return noRequirements;
  const prefix = `${personPrefix({ businessType: account.businessType, person: row })}.`;
  const own = (names: readonly string[]): string[] =>
    names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const { requirements } = account;
  return {
    alternatives: [],
    currently_due: own(requirements.currentlyDue),
    errors: requirements.errors
      .filter(({ requirement }) => requirement.startsWith(prefix))
      .map((error) => ({ ...error, requirement: error.requirement.slice(prefix.length) })),
    eventually_due: own(requirements.eventuallyDue),
    past_due: own(requirements.pastDue),
    pending_verification: own(requirements.pendingVerification),
  };
}

function shownVerification(facts: Facts, { status, document, errors }: Verification) {
  const failed = document === "failed";
  return {
    additional_document: documentOf(facts, "additional_document", false),
    details: status === "unverified" ? (errors[0]?.reason ?? null) : null,
    details_code: detailsCode(errors[0]?.code),
    document: documentOf(facts, "document", failed),
    status,
  };
}

/** The person's own codes are shorter than those of requirements. */
function detailsCode(code: string | undefined): string | null {
  if (code === undefined) return null;
  return code.startsWith("verification_document")
    ? code.replace("verification_", "")
    : code.replace("verification_", "").replace("_match", "_mismatch");
}

function documentOf(facts: Facts, name: string, failed: boolean) {
  const file = texts(hashAt(facts, `verification.${name}`), ["back", "front"]);
  return {
    back: file.back,
    details: failed ? "A test data helper was supplied to simulate verification failure." : null,
    details_code: failed ? "document_failed_test_mode" : null,
    front: file.front,
  };
}
