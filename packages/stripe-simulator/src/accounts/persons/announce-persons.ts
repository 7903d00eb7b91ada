import { previousAttributes } from "../../events/previous-attributes.ts";
import { recordEvent } from "../../events/record-event.ts";
import { recordThinEvent } from "../../events/thin/record-thin-event.ts";
import type { World } from "../../world.ts";
import type { State } from "../../state/state.ts";
import { renderPerson } from "./render-person.ts";

type Cause = { readonly requestId: string; readonly idempotencyKey: string | null };

/** The persons of an account as they are shown, by their id. */
export type ShownPersons = ReadonlyMap<string, ReturnType<typeof renderPerson>>;

export function shownPersons(state: State, account: string): ShownPersons {
  const rows = state.persons.of(account).filter(({ deleted }) => !deleted);
  return new Map(rows.map((row) => [row.id, renderPerson(state, row)]));
}

/** `person.created`, `.updated` and `.deleted` for what is different, and `v2.core.account_person.*` of the same. */
export function announcePersons(
  world: World,
  before: ShownPersons,
  after: ShownPersons,
  cause?: Cause,
): void {
  for (const [id, person] of after) {
    const former = before.get(id);
    if (former === undefined) announce(world, "created", person, cause);
    else {
      const previous = previousAttributes(former, person);
      if (previous !== null) announce(world, "updated", person, cause, previous);
    }
  }
  for (const [id, person] of before) if (!after.has(id)) announce(world, "deleted", person, cause);
}

function announce(
  world: World,
  what: "created" | "updated" | "deleted",
  person: ReturnType<typeof renderPerson>,
  cause: Cause | undefined,
  previous?: Readonly<Record<string, unknown>>,
): void {
  const { id, account } = person;
  const because = cause === undefined ? {} : { cause };
  recordEvent(world, {
    type: `person.${what}`,
    account,
    object: person,
    ...(previous === undefined ? {} : { previousAttributes: previous }),
    ...because,
  });
  recordThinEvent(world, {
    type: `v2.core.account_person.${what}`,
    context: account,
    relatedObject: { id, type: "v2.core.account_person", url: `/v2/core/accounts/${account}/persons/${id}` },
    data: { account_id: account },
    ...because,
  });
}
