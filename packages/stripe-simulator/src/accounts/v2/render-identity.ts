import type { AccountRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import { type Facts, hashAt, isGiven, numberAt, texts } from "../facts.ts";
import { shownInV2 } from "./persons/person-v2-facts.ts";

/** `identity` of a v2 account. */
export function renderIdentity(state: State, row: AccountRow) {
  const { details } = row;
  const individual = state.persons.of(row.id).find(({ isIndividual, deleted }) => isIndividual && !deleted);
  const attestations = attestationsOf(details.tosAcceptance, hashAt(details.v2, "attestations"));
  const business = businessDetails(details.company, hashAt(details.v2, "business_details"));
  return {
    ...(Object.keys(attestations).length === 0 ? {} : { attestations }),
    ...(Object.keys(business).length === 0 ? {} : { business_details: business }),
    country: row.country.toLowerCase(),
    ...(row.businessType === null ? {} : { entity_type: row.businessType }),
    ...(individual === undefined
      ? {}
      : {
          individual: {
            account: row.id,
            created: instant(individual.created),
            id: individual.id,
            object: "v2.core.account_person",
            updated: instant(individual.updated),
            ...shownInV2(individual),
          },
        }),
  };
}

function attestationsOf(tos: Facts, others: Facts): Facts {
  const date = numberAt(tos, "date");
  if (date === null) return others;
  const { ip, user_agent: userAgent } = texts(tos, ["ip", "user_agent"]);
  return {
    ...others,
    terms_of_service: {
      account: {
        date: instant(date),
        ...(ip === null ? {} : { ip }),
        ...(userAgent === null ? {} : { user_agent: userAgent }),
      },
    },
  };
}

function businessDetails(company: Facts, others: Facts): Facts {
  return {
    ...others,
    ...(isGiven(company, "address") ? { address: given(hashAt(company, "address")) } : {}),
    ...(isGiven(company, "tax_id") ? { id_numbers: [{ type: "us_ein" }] } : {}),
    ...(isGiven(company, "phone") ? { phone: company["phone"] ?? null } : {}),
    ...(isGiven(company, "name") ? { registered_name: company["name"] ?? null } : {}),
    ...(isGiven(company, "structure") ? { structure: company["structure"] ?? null } : {}),
  };
}

function given(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
