import type { PersonRow } from "../../onboarding/onboarding-rows.ts";
import { badRequest, noSuch } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { expandableList } from "../../protocol/expand.ts";
import { listObject, pageOf, paging } from "../../protocol/listing.ts";
import { anything, boolean, optional, shapeOf } from "../../protocol/parameters/parameter.ts";
import { accountOfPath } from "../v1/account-of-path.ts";
import { changeAccount } from "../change-account.ts";
import { checkPlatformMaySet } from "../platform/check-platform-may-set.ts";
import { expandablePerson } from "../v1/expandable-account.ts";
import { isRepresentative } from "../requirements/refresh-account.ts";
import { personParameters } from "./person-parameters.ts";
import { renderDeletedPerson, renderPerson } from "./render-person.ts";
import { putPerson } from "./put-person.ts";

export const createPerson = endpoint({
  method: "POST",
  path: "/v1/accounts/:id/persons",
  expandable: expandablePerson,
  parameters: personParameters,
  handle: (call, values) => {
    const account = accountOfPath(call);
    checkPlatformMaySet(account, ["person"]);
    const row = changeAccount(
      call.world,
      account,
      () => putPerson(call.world, account, null, values, false),
      call,
    );
    return renderPerson(call.world.state, row);
  },
});

export const updatePerson = endpoint({
  method: "POST",
  path: "/v1/accounts/:id/persons/:person",
  expandable: expandablePerson,
  parameters: personParameters,
  handle: (call, values) => {
    const account = accountOfPath(call);
    const person = personOfPath(call);
    checkPlatformMaySet(account, ["person"]);
    const row = changeAccount(
      call.world,
      account,
      () => putPerson(call.world, account, person, values, false),
      call,
    );
    return renderPerson(call.world.state, row);
  },
});

export const retrievePerson = endpoint({
  method: "GET",
  path: "/v1/accounts/:id/persons/:person",
  expandable: expandablePerson,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    accountOfPath(call);
    return renderPerson(call.world.state, personOfPath(call));
  },
});

const role = optional(boolean);

export const listPersons = endpoint({
  method: "GET",
  path: "/v1/accounts/:id/persons",
  expandable: expandableList(expandablePerson),
  parameters: {
    ...paging,
    expand: optional(anything),
    relationship: optional(
      shapeOf({
        authorizer: role,
        director: role,
        executive: role,
        legal_guardian: role,
        owner: role,
        representative: role,
      }),
    ),
  },
  handle: (call, { relationship, ...request }) => {
    const account = accountOfPath(call);
    const { state } = call.world;
    const wanted = Object.entries(relationship ?? {}).filter(([, value]) => value !== undefined);
    const show = (row: PersonRow) => renderPerson(state, row);
    const page = pageOf(
      {
        rows: state.persons.of(account.id),
        noun: "person",
        find: (id) => state.persons.get(id),
        matches: (row) => {
          const has: Readonly<Record<string, unknown>> = show(row).relationship;
          return !row.deleted && wanted.every(([name, value]) => has[name] === value);
        },
      },
      request,
    );
    return listObject(page, `/v1/accounts/${account.id}/persons`, show);
  },
});

/** Anyone can go but the representative. */
export const deletePerson = endpoint({
  method: "DELETE",
  path: "/v1/accounts/:id/persons/:person",
  handle: (call) => {
    const account = accountOfPath(call);
    const person = personOfPath(call);
    if (person.isIndividual || isRepresentative(person.facts)) {
      throw badRequest(undefined, "You cannot delete the representative of an account.", "person");
    }
    changeAccount(
      call.world,
      account,
      () => {
        person.deleted = true;
        call.world.state.persons.put(person);
      },
      call,
    );
    return renderDeletedPerson(person);
  },
});

function personOfPath({ world, path }: Call): PersonRow {
  const id = path["person"] ?? "";
  const row = world.state.persons.get(id);
  if (row === undefined || row.deleted || row.account !== path["id"]) throw noSuch("person", id);
  return row;
}
