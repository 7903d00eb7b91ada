import { previousAttributes } from "../events/previous-attributes.ts";
import { recordEvent } from "../events/record-event.ts";
import { recordThinEvent } from "../events/thin/record-thin-event.ts";
import type { AccountRow } from "../state/rows.ts";
import type { World } from "../world.ts";
import { isCapabilityName } from "./capabilities/capability-names.ts";
import { announcePersons, shownPersons } from "./persons/announce-persons.ts";
import { refreshAccount } from "./requirements/refresh-account.ts";
import { renderAccount } from "./v1/render-account.ts";
import { renderCapability } from "./capabilities/render-capability.ts";
import { changesInV2, wholeAccountV2 } from "./v2/changes-in-v2.ts";

/** The request behind a change. */
export type Cause = { readonly requestId: string; readonly idempotencyKey: string | null };

/**
 * Changes an account by `change`, brings its standing in line, and records the events that Stripe would send for what is
 * different afterwards: `account.updated` with the former values, `capability.updated` per capability, `person.*`, and the
 * thin events of v2 (docs.stripe.com/api/v2/core/accounts/event-types). Gives what `change` gives.
 *
 * `change` may also touch what belongs to the account: its persons, its external accounts.
 *
 * @param cause the request behind it; none for what happens by itself.
 */
export function changeAccount<T>(world: World, account: AccountRow, change: () => T, cause?: Cause): T {
  const { state } = world;
  const before = renderAccount(state, account);
  const capabilities = capabilitiesOf(account);
  const persons = shownPersons(state, account.id);
  const beforeV2 = wholeAccountV2(state, account);
  const result = change();
  refreshAccount(world, account);
  state.accounts.put(account);
  const because = cause === undefined ? {} : { cause };
  const shown = renderAccount(state, account);
  if (JSON.stringify(before) !== JSON.stringify(shown)) {
    recordEvent(world, {
      type: "account.updated",
      account: account.id,
      object: shown,
      previousAttributes: formerValues(before, shown),
      ...because,
    });
  }
  for (const [name, capability] of capabilitiesOf(account)) {
    const former = capabilities.get(name);
    if (former?.status === capability.status && former.requested === capability.requested) continue;
    recordEvent(world, {
      type: "capability.updated",
      account: account.id,
      object: capability,
      ...(former === undefined ? {} : { previousAttributes: formerValues(former, capability) }),
      ...because,
    });
  }
  announcePersons(world, persons, shownPersons(state, account.id), cause);
  for (const { type, data } of changesInV2(beforeV2, wholeAccountV2(state, account))) {
    recordAccountThinEvent(world, account, { type, data, ...because });
  }
  return result;
}

/** Adds a new account, with the events of its birth. */
export function addAccount(world: World, account: AccountRow, cause: Cause): void {
  refreshAccount(world, account);
  world.state.accounts.put(account);
  const object = renderAccount(world.state, account);
  recordEvent(world, { type: "account.updated", account: account.id, object, cause });
  for (const [, capability] of capabilitiesOf(account)) {
    recordEvent(world, { type: "capability.updated", account: account.id, object: capability, cause });
  }
  announcePersons(world, new Map(), shownPersons(world.state, account.id), cause);
  recordAccountThinEvent(world, account, { type: "v2.core.account.created", cause });
}

function recordAccountThinEvent(
  world: World,
  { id }: AccountRow,
  event: { readonly type: string; readonly data?: Readonly<Record<string, string>>; readonly cause?: Cause },
): void {
  recordThinEvent(world, {
    ...event,
    context: id,
    relatedObject: { id, type: "v2.core.account", url: `/v2/core/accounts/${id}` },
  });
}

function capabilitiesOf(account: AccountRow) {
  const names = new Set([...Object.keys(account.capabilities), ...Object.keys(account.details.requested)]);
  return new Map([...names].filter(isCapabilityName).map((name) => [name, renderCapability(account, name)]));
}

/** The former values of what differs, as `previous_attributes` shows them. */
export function formerValues(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return previousAttributes(before, after) ?? {};
}
