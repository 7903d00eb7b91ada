import { type Facts, givenOf, hashAt, isGiven, numbers, texts } from "../facts.ts";
import { shownAddress } from "../persons/render-person.ts";

const addresses = ["address", "administrative_address", "physical_address", "principal_place_of_business"];
const signatures = ["directorship_declaration", "ownership_declaration", "representative_declaration"];

/** Facts that are shown as they were given, and not at all before. */
const shownWhenGiven = [
  "export_license_id",
  "export_purpose_code",
  "name_kana",
  "name_kanji",
  "ownership_exemption_reason",
  "structure",
  "tax_id_registrar",
];

/** `company` of an account: numbers are never shown, only that they were given. */
export function renderCompany(facts: Facts, country: string) {
  const document = hashAt(facts, "verification.document");
  return {
    ...givenOf(facts, addresses, (name) => shownAddress(facts, name, country)),
    directors_provided: facts["directors_provided"] === true,
    ...givenOf(facts, signatures, (name) => shownSignature(hashAt(facts, name))),
    executives_provided: facts["executives_provided"] === true,
    ...texts(facts, ["name"]),
    owners_provided: facts["owners_provided"] === true,
    ...texts(facts, ["phone"]),
    ...givenOf(facts, ["registration_date"]),
    ...givenOf(facts, shownWhenGiven),
    tax_id_provided: isGiven(facts, "tax_id"),
    vat_id_provided: isGiven(facts, "vat_id"),
    verification: {
      document: { ...texts(document, ["back", "front"]), details: null, details_code: null },
    },
  };
}

function shownSignature(facts: Facts) {
  return { ...numbers(facts, ["date"]), ...texts(facts, ["ip", "user_agent"]) };
}
