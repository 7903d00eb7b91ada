import type { PersonRow } from "../../../onboarding/onboarding-rows.ts";
import { badRequest } from "../../../protocol/api-error.ts";
import { type Call, endpoint } from "../../../protocol/endpoint.ts";
import { integer, optional, text, type ValuesOf } from "../../../protocol/parameters/parameter.ts";
import type { AccountRow } from "../../../state/rows.ts";
import { changeAccount } from "../../change-account.ts";
import { checkPlatformMaySet } from "../../platform/check-platform-may-set.ts";
import { mergeFacts } from "../../facts.ts";
import { putPerson } from "../../persons/put-person.ts";
import { isRepresentative } from "../../requirements/refresh-account.ts";
import { accountV2OfPath, notFound } from "../account-v2-of-path.ts";
import { factsOfV2, shownInV2 } from "./person-v2-facts.ts";
import { personV2Parameters } from "./person-v2-parameters.ts";

const path = "/v2/core/accounts/:id/persons";

export const createPersonV2 = endpoint({
  method: "POST",
  path,
  parameters: personV2Parameters,
  handle: (call, values) => {
    const row = save(call, accountV2OfPath(call), null, values);
    return renderPersonV2(row);
  },
});

export const updatePersonV2 = endpoint({
  method: "POST",
  path: `${path}/:person`,
  parameters: personV2Parameters,
  handle: (call, values) => {
    const row = save(call, accountV2OfPath(call), personV2OfPath(call), values);
    return renderPersonV2(row);
  },
});

export const retrievePersonV2 = endpoint({
  method: "GET",
  path: `${path}/:person`,
  handle: (call) => {
    accountV2OfPath(call);
    return renderPersonV2(personV2OfPath(call));
  },
});

export const listPersonsV2 = endpoint({
  method: "GET",
  path,
  parameters: { limit: optional(integer({ min: 1, max: 20 })), page: optional(text()) },
  handle: (call, { limit = 10, page = "page_0" }) => {
    const account = accountV2OfPath(call);
    const start = Number(/^page_(\d+)$/.exec(page)?.[1] ?? Number.NaN);
    if (Number.isNaN(start)) throw badRequest(undefined, `Invalid page: ${page}`, "page");
    const rows = call.world.state.persons
      .of(account.id)
      .filter(({ deleted }) => !deleted)
      .toReversed();
    const url = `/v2/core/accounts/${account.id}/persons?limit=${limit}`;
    return {
      data: rows.slice(start, start + limit).map(renderPersonV2),
      next_page_url: start + limit < rows.length ? `${url}&page=page_${start + limit}` : null,
      previous_page_url: start === 0 ? null : `${url}&page=page_${Math.max(0, start - limit)}`,
    };
  },
});

export const deletePersonV2 = endpoint({
  method: "DELETE",
  path: `${path}/:person`,
  handle: (call) => {
    const account = accountV2OfPath(call);
    const row = personV2OfPath(call);
    if (row.isIndividual || isRepresentative(row.facts)) {
      throw badRequest(undefined, "You cannot delete the representative of an account.");
    }
    changeAccount(
      call.world,
      account,
      () => {
        row.deleted = true;
        call.world.state.persons.put(row);
      },
      call,
    );
    return { id: row.id, object: "v2.core.account_person" };
  },
});

function save(
  { world, requestId, idempotencyKey }: Call,
  account: AccountRow,
  row: PersonRow | null,
  values: ValuesOf<typeof personV2Parameters>,
): PersonRow {
  checkPlatformMaySet(account, ["person"]);
  const { facts, v2 } = factsOfV2(values);
  return changeAccount(
    world,
    account,
    () => {
      const person = putPerson(world, account, row, { ...facts, metadata: values.metadata }, false);
      person.v2 = mergeFacts(person.v2, v2);
      world.state.persons.put(person);
      return person;
    },
    { requestId, idempotencyKey },
  );
}

/** Stripe's `v2.core.account_person` object. */
function renderPersonV2(row: PersonRow) {
  return {
    id: row.id,
    object: "v2.core.account_person" as const,
    account: row.account,
    created: new Date(row.created * 1000).toISOString(),
    livemode: false,
    updated: new Date(row.updated * 1000).toISOString(),
    ...shownInV2(row),
  };
}

function personV2OfPath({ world, path: { id, person = "" } }: Call): PersonRow {
  const row = world.state.persons.get(person);
  if (row === undefined || row.deleted || row.account !== id) throw notFound("person", person);
  return row;
}
