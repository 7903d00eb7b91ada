import { recordEvent } from "../../events/record-event.ts";
import { recordThinEvent } from "../../events/record-thin-event.ts";
import type { PersonRow } from "../../onboarding/onboarding-rows.ts";
import { mergeMetadata, type MetadataChange } from "../../protocol/metadata.ts";
import { newId } from "../../protocol/new-id.ts";
import type { AccountRow } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import { type Cause, changeAccount, formerValues } from "../change-account.ts";
import { type FactsChange, mergeFacts } from "../facts.ts";
import { unchecked } from "../requirements/verify-person.ts";
import { renderPerson } from "./render-person.ts";

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

/** The same for a call of the API, with `person.created` or `person.updated` and what follows for the account. */
export function savePerson(
  world: World,
  account: AccountRow,
  row: PersonRow | null,
  change: PersonChange,
  cause: Cause,
): PersonRow {
  const { state } = world;
  const before = row === null ? null : renderPerson(state, row);
  const saved = changeAccount(world, account, () => putPerson(world, account, row, change, false), cause);
  announcePerson(world, before === null ? "created" : "updated", saved, cause, before);
  return saved;
}

/** `person.*`, and `v2.core.account_person.*` of the same. */
export function announcePerson(
  world: World,
  what: "created" | "updated" | "deleted",
  row: PersonRow,
  cause: Cause,
  before: Readonly<Record<string, unknown>> | null = null,
): void {
  const shown = renderPerson(world.state, row);
  recordEvent(world, {
    type: `person.${what}`,
    account: row.account,
    object: shown,
    ...(before === null ? {} : { previousAttributes: formerValues(before, shown) }),
    cause,
  });
  recordThinEvent(world, {
    type: `v2.core.account_person.${what}`,
    context: row.account,
    relatedObject: {
      id: row.id,
      type: "v2.core.account_person",
      url: `/v2/core/accounts/${row.account}/persons/${row.id}`,
    },
    data: { account_id: row.account },
    cause,
  });
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
