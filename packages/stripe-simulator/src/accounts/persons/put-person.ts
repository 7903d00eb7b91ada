import type { PersonRow } from "../../onboarding/onboarding-rows.ts";
import { mergeMetadata, type MetadataChange } from "../../protocol/parameters/metadata.ts";
import { newId } from "../../protocol/new-id.ts";
import type { AccountRow } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import { type FactsChange, mergeFacts } from "../facts.ts";
import { unchecked } from "../requirements/verify-person.ts";

export type PersonChange = FactsChange & {
  readonly metadata?: MetadataChange | undefined;
  readonly expand?: unknown;
};

/**
 * Writes what is said of a person, and gives the row; the account is to be changed around it, so that its requirements
 * follow (`changeAccount`). A null `row` makes a new person.
 */
export function putPerson(
  world: World,
  account: AccountRow,
  row: PersonRow | null,
  change: PersonChange,
  isIndividual: boolean,
): PersonRow {
  const nowSeconds = world.clock.nowSeconds();
  const person = row ?? newPerson(account.id, nowSeconds, isIndividual);
  const { metadata, expand: _expand, person_token: _token, ...facts } = change;
  const before = JSON.stringify(person.facts);
  person.metadata = mergeMetadata(person.metadata, metadata);
  person.facts = mergeFacts(person.facts, facts);
  if (JSON.stringify(person.facts) !== before) person.submittedAt = nowSeconds;
  person.updated = nowSeconds;
  world.state.persons.put(person);
  return person;
}

function newPerson(account: string, nowSeconds: number, isIndividual: boolean): PersonRow {
  return {
    id: newId("person"),
    account,
    created: nowSeconds,
    updated: nowSeconds,
    isIndividual,
    facts: {},
    v2: {},
    submittedAt: nowSeconds,
    verification: unchecked,
    metadata: {},
    deleted: false,
  };
}
